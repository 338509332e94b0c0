import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenedWindow } from '../harness/open-window.ts'
import { asked, openOnSmallEstate, visit } from '../harness/small-estate.ts'

/** The queue by keyboard: what is overdue first, suggestions, several marked and decided with one reason, an exception with its control. */
describe('triage', () => {
  let opened: OpenedWindow
  let page: Page
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const current = () => page.locator('.triage-item[aria-current=true]')

  beforeAll(async () => {
    opened = await openOnSmallEstate()
    page = opened.page
  })
  afterAll(() => opened?.close())

  it('shows first what waited longer than it may, once somebody said how long that is', async () => {
    await visit(page, '#/settings')
    await page.getByTestId('levels-critical').fill('0')
    await page.getByTestId('levels-add').click()
    await page.getByTestId('levels-who-0').fill('Chief information officer')
    await page.getByTestId('levels-reason').fill('A critical agent is decided on the day it is found.')
    await page.getByTestId('levels').scrollIntoViewIfNeeded()
    await opened.screenshot('service-levels-light')
    await page.getByTestId('levels-save').click()
    await expect.poll(async () => (await asked(page, 'duty.now', {})).overdue.critical).toBeGreaterThan(0)
    await visit(page, '#/triage')
    await expect.poll(() => page.locator('.triage-item').first().textContent()).toContain('Overdue')
    await opened.screenshot('triage-queue-light')
    await visit(page, '#/overview')
    await page.getByText('Tell Chief information officer').waitFor()
    await opened.screenshot('overview-overdue-light')
  })

  it('marks several and decides them with one reason, by keyboard alone', async () => {
    await visit(page, '#/triage')
    await current().waitFor()
    await press('Shift+J', 'Shift+J', ' ')
    await page.getByTestId('triage-marked').waitFor()
    await expect.poll(() => page.locator('.triage-item[data-marked=true]').count()).toBe(3)
    await opened.screenshot('triage-marked-light')
    await press('v')
    await page.getByTestId('decision-form').waitFor()
    await page.keyboard.type('The teams were asked what for.')
    await press('Control+Enter')
    await expect.poll(async () => (await asked(page, 'agents.page', { filter: { status: ['in-review'] } })).total).toBe(3)
    const decisions = await asked(page, 'governance.decisions', { limit: 3 })
    expect(new Set(decisions.map(({ seq }) => seq)).size).toBe(3)
    expect(decisions.every(({ action, reason }) => action === 'review' && reason === 'The teams were asked what for.')).toBe(true)
  })

  it('takes what is suggested for many with one reason, only when a person says so', async () => {
    const before = (await asked(page, 'governance.decisions', {})).length
    const chosen = page.getByTestId('triage-suggests-policy')
    await chosen.focus()
    await press('Enter')
    await expect.poll(() => chosen.getAttribute('aria-pressed')).toBe('true')
    await opened.screenshot('triage-suggested-light')
    expect(await asked(page, 'governance.decisions', {})).toHaveLength(before)
    await page.emulateMedia({ colorScheme: 'dark' })
    await opened.screenshot('triage-suggested-dark')
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('accepts a risk with what keeps it in bounds', async () => {
    await visit(page, '#/overview')
    await visit(page, '#/triage')
    await current().waitFor()
    await press('e')
    await page.getByTestId('decision-form').waitFor()
    await page.keyboard.type('It is rebuilt by then.')
    await page.getByTestId('decision-control').fill('Its log is read every day.')
    await page.getByTestId('decision-control-by').fill('Security operations')
    await opened.screenshot('exception-light')
    await press('Control+Enter')
    await expect
      .poll(async () => (await asked(page, 'governance.decisions', { limit: 1 }))[0])
      .toMatchObject({ action: 'accept-risk', control: { what: 'Its log is read every day.', by: 'Security operations' } })
  })

  it('joins two agents that may be one, by what speaks for it, and takes that back', async () => {
    const [suggestion] = await asked(page, 'identity.suggestions', {})
    if (suggestion === undefined) throw new Error('nothing in this estate looks like two of one')
    const agents = async () => (await asked(page, 'agents.page', { limit: 1 })).total
    const before = await agents()
    await visit(page, `#/inventory?agent=${suggestion.one.id}&page=1`)
    const offered = page.getByTestId(`identity-suggestion-${suggestion.other.id}`)
    for (const line of suggestion.evidence) await offered.getByText(line).waitFor()
    await offered.scrollIntoViewIfNeeded()
    await opened.screenshot('identity-suggested-light')
    await offered.getByTestId('identity-merge').click()
    await page.getByTestId('identity-reason').fill('Their owner says it is one agent with two doors.')
    await opened.screenshot('identity-merge-light')
    await page.getByTestId('identity-confirm').click()
    await expect.poll(agents).toBe(before - 1)
    await offered.waitFor({ state: 'detached' })

    const undo = page.getByTestId('identity-undo')
    await undo.scrollIntoViewIfNeeded()
    await opened.screenshot('identity-merged-light')
    await undo.click()
    await page.getByTestId('identity-reason').fill('It was two after all.')
    await page.getByTestId('identity-confirm').click()
    await expect.poll(agents).toBe(before)
    await page.getByText('taken back').first().waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await opened.screenshot('identity-taken-back-dark')
    expect(opened.complaints).toEqual([])
  })
})
