import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../harness/barriers.ts'
import type { OpenedWindow } from '../harness/open-window.ts'
import { pictures } from '../harness/pictures.ts'
import { addTwoLeads, secondLead } from '../harness/second-lead.ts'
import { asked, openOnSmallEstate, visit } from '../harness/small-estate.ts'

const own = 'nothing-leaves-unattended'
const patient = { timeout: 240_000 } as const

/** A policy through the real window: written with its mistakes in place, tried, published, bound, broken, weakened with two keys, withdrawn, handed over. */
describe('policies that bite', () => {
  const second = secondLead()
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    opened = await openOnSmallEstate()
    page = opened.page
    await visit(page, '#/policies')
  })
  afterAll(async () => {
    await opened?.close()
    second.leaves()
  })

  const tab = (name: string) => page.getByTestId(`policy-tab-${name}`).click()
  const text = () => page.getByRole('textbox', { name: 'Statements in Cedar' })
  const write = async (words: string) => {
    await text().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText(words)
  }
  const published = async (reason: string) => {
    await page.getByTestId('policy-reason').fill(reason)
    await page.getByTestId('policy-publish').click()
  }

  it('shows every pack with how it stands, in plain words', async () => {
    await page.getByTestId('policy-unattended-agents').click()
    await expect
      .poll(() => page.getByTestId('policy-page').textContent(), patient)
      .toContain('It never pays, deletes or administers anything.')
    await expect.poll(() => page.getByTestId('policy-unattended-agents').textContent(), patient).toContain('Binds nobody yet')
    expect(await page.getByTestId('policy-list').getByRole('button').count()).toBeGreaterThanOrEqual(10)
    await pictures(opened, 'policies-words')
  })

  it('goes through the list by keyboard and keeps the question that is open', async () => {
    await tab('violations')
    const before = await page.locator('.policy-choice[aria-current=true]').getAttribute('id')
    await page.keyboard.press('Escape')
    await page.keyboard.press('k')
    await expect.poll(() => page.locator('.policy-choice[aria-current=true]').getAttribute('id')).not.toBe(before)
    expect(await page.getByTestId('policy-tab-violations').getAttribute('aria-selected')).toBe('true')
  })

  it('writes one of its own, says what is wrong at its place while it is typed, and publishes nothing meanwhile', async () => {
    await page.getByTestId('policy-new').click()
    await page.getByTestId('policy-new-title').fill('Nothing leaves unattended')
    await page.getByTestId('policy-new-begin').click()
    await text().waitFor(patient)
    await write(
      '\n@id("no-mail")\n@says("It sends nothing.")\nforbid (principal, action == Rollcall::Action::"send", resource)\nwhen { principal.autonomyFlor >= 4 };\n',
    )
    await expect
      .poll(() => page.getByTestId('policy-problems').textContent(), patient)
      .toMatch(/Line \d+, column \d+.*autonomyFlor.*does not exist/)
    await page.locator('.cm-lintRange-error').first().waitFor(patient)
    expect(await page.getByTestId('policy-simulate').isDisabled()).toBe(true)
    await pictures(opened, 'policies-problem')
    expect(await barriers(page)).toEqual([])
  })

  it('offers what the schema knows at the place of the mistake, and holds once that is taken', async () => {
    await page.getByTestId('policy-problems').getByRole('button').first().click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+End')
    await page.keyboard.press('Delete')
    await page.keyboard.insertText('when { principal.autonomyFl')
    await page.keyboard.press('Control+Space')
    await page.locator('.cm-tooltip-autocomplete').getByText('autonomyFloor').waitFor(patient)
    await opened.screenshot('policies-completion-light')
    await page.locator('.cm-tooltip-autocomplete li').first().click()
    await expect.poll(() => text().textContent(), patient).toContain('principal.autonomyFloor')
    await page.keyboard.insertText(' >= 4 };')
    await page.getByTestId('policy-holds').waitFor(patient)
  })

  it('counts the agents that a selector reaches while it is chosen', async () => {
    await tab('binds')
    await page.getByText('Agents that match', { exact: true }).click()
    await page.getByTestId('policy-select-autonomy').click()
    await page.getByRole('option', { name: /^A4/ }).click()
    await expect
      .poll(async () => {
        if ((await page.getByTestId('policy-reach').getAttribute('data-pending')) === 'true') return 0
        return Number(await page.getByTestId('policy-reached').textContent())
      }, patient)
      .toBe((await asked(page, 'policies.reach', { selector: { autonomy: ['A4'] } })).reached)
    await pictures(opened, 'policies-binds')
  })

  it('is tried on everybody before it counts, and then published with its reason', async () => {
    await page.getByTestId('policy-simulate').click()
    await page.getByTestId('policy-tried').waitFor(patient)
    expect(await page.getByTestId('policy-publish').textContent()).toMatch(/Publish version 1: hits \d+ agents?/)
    expect((await asked(page, 'policies.violations', { policyId: own })).items).toEqual([])
    await pictures(opened, 'policies-tried')
    expect(await barriers(page)).toEqual([])
    await published('Whatever runs unattended keeps to itself.')
    await expect
      .poll(() => page.getByTestId('policy-nothing-leaves-unattended').textContent(), patient)
      .toMatch(/Enforced on \d+ agents?, by selector/)
  })

  it('tells every violation with the statement that fired, the call that proves it, and its cure', async () => {
    await tab('violations')
    const shown = page.getByTestId('policy-violations')
    await expect.poll(() => shown.textContent(), patient).toMatch(/\d+ violations by \d+ agents.*Cure: /s)
    expect(
      (await asked(page, 'policies.violations', { policyId: own, limit: 500 })).items.some(
        ({ violation: { statement, evidence } }) => statement === 'no-mail' && evidence.length > 0,
      ),
    ).toBe(true)
    await pictures(opened, 'policies-violations')
    expect(await barriers(page)).toEqual([])
  })

  it('stands on the page of an agent that its selector reaches', async () => {
    const [broken] = (await asked(page, 'policies.violations', { policyId: own })).items
    await visit(page, `#/policies?agent=${broken?.violation.agentId}&part=nothing-leaves-unattended%2Fviolations`)
    await page.getByTestId('tab-why').click()
    await page.getByTestId('agent-policy-nothing-leaves-unattended').waitFor(patient)
    expect(await page.getByTestId('agent-policy-nothing-leaves-unattended').getAttribute('data-by')).toBe('selector')
    await page.getByTestId('agent-policies').scrollIntoViewIfNeeded()
    await pictures(opened, 'policies-agent')
    await page.getByTestId('agent-close').click()
  })

  it('asks for the second key to weaken it, and weakens it with one', async () => {
    await addTwoLeads(page, second, { weakenPolicy: true })
    await tab('edit')
    await text().waitFor(patient)
    await write('\n@id("may-send")\n@says("It may send.")\npermit (principal, action == Rollcall::Action::"send", resource);\n')
    await page.getByTestId('policy-holds').waitFor(patient)
    await page.getByTestId('policy-simulate').click()
    await page.getByTestId('policy-weakens').waitFor(patient)
    await page.getByTestId('policy-reason').fill('Reminders have to leave.')
    expect(await page.getByTestId('policy-publish').isDisabled()).toBe(true)
    await page.getByTestId('second-key-ask').click()
    await page.getByTestId('request-sign').waitFor(patient)
    await page.getByTestId('second-key').scrollIntoViewIfNeeded()
    await pictures(opened, 'policies-weaken')
    expect(await barriers(page)).toEqual([])
    await second.agrees(page)
    await expect.poll(() => page.getByTestId('second-key-state').textContent(), patient).toContain('Lead Two agrees.')
    await page.getByTestId('policy-publish').click()
    await expect.poll(() => page.getByTestId('policy-nothing-leaves-unattended').textContent(), patient).toContain('version 2')
    await page.getByTestId('policy-tried').waitFor({ state: 'detached', ...patient })
  })

  it('keeps every version with its reason and what each changed', async () => {
    await tab('versions')
    await expect.poll(() => page.getByTestId('policy-versions').textContent(), patient).toContain('Reminders have to leave.')
    await page.getByTestId('policy-diff-2').click()
    await expect.poll(() => page.getByTestId('policy-change').textContent(), patient).toContain('@id("may-send")')
    await pictures(opened, 'policies-versions')
    expect(await barriers(page)).toEqual([])
  })

  it('hands it over, and says of every statement what the file expresses', async () => {
    await tab('export')
    await page.getByTestId('policy-point').click()
    await page.getByRole('option', { name: /service control/i }).click()
    await expect.poll(() => page.getByTestId('policy-export-text').inputValue(), patient).toContain('2012-10-17')
    await pictures(opened, 'policies-export')
    expect(await barriers(page)).toEqual([])
  })

  it('is withdrawn with two keys, and its versions stay', async () => {
    await tab('versions')
    await page.getByTestId('policy-withdraw').click()
    await page.getByTestId('policy-withdraw-reason').fill('Not needed any more.')
    await page.getByTestId('policy-withdraw-confirm').click()
    await page.getByTestId('second-key-ask').click()
    await second.agrees(page)
    await expect.poll(() => page.getByTestId('second-key-state').textContent(), patient).toContain('Lead Two agrees.')
    await page.getByTestId('policy-withdraw-confirm').click()
    await page.getByTestId('policy-withdrawn').waitFor(patient)
    expect((await asked(page, 'policies.violations', { policyId: own })).items).toEqual([])
    await pictures(opened, 'policies-withdrawn')
    expect(await barriers(page)).toEqual([])
  })

  it('was drawn without a complaint', () => {
    expect(opened.complaints).toEqual([])
  })
})
