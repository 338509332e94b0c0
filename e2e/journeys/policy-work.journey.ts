import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../harness/barriers.ts'
import { fillWorkspace } from '../harness/fill-workspace.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { pictures } from '../harness/pictures.ts'
import { asked, visit } from '../harness/small-estate.ts'

const own = 'nothing-leaves'
const patient = { timeout: 240_000 } as const

/** Work on policies over more agents than are looked at in a moment: drafts that outlive the window, binding by hand, a trial that is cancelled. */
describe('work on policies', () => {
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    const workspace = join(mkdtempSync(join(tmpdir(), 'rollcall-policies-')), 'workspace.rollcall')
    fillWorkspace(workspace, 20_000)
    opened = await openWindow({ workspace })
    page = opened.page
    // Without a source the window asks for one.
    await asked(page, 'connections.openDemo', { size: 'small' })
    await visit(page, '#/policies')
  })
  afterAll(async () => {
    await opened?.close()
  })

  const text = () => page.getByRole('textbox', { name: 'Statements in Cedar' })

  it('keeps what is typed in the workspace, says that it is not published, and brings back what was discarded', async () => {
    await page.getByTestId('policy-new').click(patient)
    await page.getByTestId('policy-new-title').fill('Nothing leaves')
    await page.getByTestId('policy-new-begin').click()
    await text().click(patient)
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('\n@id("half')
    await expect.poll(() => page.getByTestId('policy-draft').textContent(), patient).toContain('Draft kept, not published.')
    await expect
      .poll(async () => (await asked(page, 'policies.drafts', {})).map(({ draft }) => draft.cedar), patient)
      .toEqual([expect.stringContaining('@id("half')])
    await page.getByTestId('policy-discard').click()
    await expect.poll(async () => (await asked(page, 'policies.drafts', {})).length, patient).toBe(0)
    await visit(page, '#/settings')
    await visit(page, `#/policies?part=${own}`)
    await page.getByTestId('policy-bring-back').click(patient)
    await expect.poll(() => text().textContent(), patient).toContain('@id("half')
    await pictures(opened, 'policies-draft')
    expect(await barriers(page)).toEqual([])
  })

  it('loses nothing of it when the window is killed', async () => {
    await expect.poll(async () => (await asked(page, 'policies.drafts', {})).length, patient).toBe(1)
    const { app, workspace } = opened
    const ended = new Promise((settle) => app.process().once('exit', settle))
    app.process().kill('SIGKILL')
    await ended
    opened = await openWindow({ workspace })
    page = opened.page
    await visit(page, `#/policies?part=${own}%2Fedit`)
    await expect.poll(() => text().textContent(), patient).toContain('@id("half')
    await expect.poll(() => page.getByTestId(`policy-${own}`).textContent(), patient).toContain('Draft kept, not published')
  })

  it('brings agents under a policy by hand: found, marked and decided on by keyboard, and says how each is bound', async () => {
    await visit(page, '#/policies?part=hr%2Fbinds')
    await page.getByTestId('policy-by-hand').click(patient)
    const list = page.getByTestId('policy-candidates')
    await list.getByRole('option').first().waitFor(patient)
    expect(await list.getByRole('option').count()).toBe(50)
    await page.getByTestId('policy-picker-search').press('ArrowDown')
    for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key)
    expect(await page.getByTestId('policy-picker-marked').textContent()).toBe('2 marked')
    await pictures(opened, 'policies-picker')
    expect(await barriers(page)).toEqual([])
    await page.getByTestId('policy-picker-reason').fill('They see personnel files.')
    await page.getByTestId('policy-picker-confirm').click()
    const decided = async () => (await asked(page, 'governance.decisions', {})).filter(({ policyId }) => policyId === 'hr')
    await expect
      .poll(async () => (await decided()).map(({ agentName, reason }) => [agentName, reason]).sort(), patient)
      .toEqual([
        ['Agent 0', 'They see personnel files.'],
        ['Agent 10', 'They see personnel files.'],
      ])
    await page.getByTestId('policy-picker-search').fill('Agent 19999')
    await expect.poll(() => list.getByRole('option').count(), patient).toBe(1)
  })

  it('shows how far a trial has come, which can be cancelled, and then claims nothing beyond what it looked at', async () => {
    await page.getByText('Every agent', { exact: true }).click(patient)
    await page.getByTestId('policy-simulate').click(patient)
    await page.getByTestId('policy-trial-cancel').click(patient)
    await expect
      .poll(() => page.getByTestId('policy-trial-stopped').textContent(), patient)
      .toMatch(/Cancelled\. It had looked at [\d,]+ of [\d,]+ agents as they are now.*Nothing is known of the others\./)
    expect(await page.getByTestId('policy-publish').count()).toBe(0)
    await pictures(opened, 'policies-cancelled')
    expect(await barriers(page)).toEqual([])
    expect(opened.complaints).toEqual([])
  })
})
