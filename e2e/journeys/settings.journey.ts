import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../harness/barriers.ts'
import { openTestEngine, unwrap } from '../harness/open-test-engine.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { pictures } from '../harness/pictures.ts'
import { asked, visit } from '../harness/small-estate.ts'
import { smallWorkflow } from '../harness/small-workflow.ts'

/** What suggests, and what reminds: the rules of triage, and notifications of the system as the real main process makes them. */
describe('settings', () => {
  let prepared: Awaited<ReturnType<typeof openTestEngine>>
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    prepared = await openTestEngine(null)
    const { engine, folder, databasePath } = prepared
    const path = join(folder, 'flow.json')
    writeFileSync(path, JSON.stringify(smallWorkflow('Invoice agent')))
    unwrap(await engine.invoke('connections.add', { provider: 'n8n', label: 'Flows', settings: { export: path }, secrets: {} }))
    const { scanId } = unwrap(await engine.invoke('scans.start', {}))
    unwrap(await engine.invoke('scans.wait', { scanId }))
    unwrap(await engine.invoke('audits.schedule', { name: 'Board audit', every: 'quarter', dueOn: '2020-01-01' }))
    await engine.close()
    opened = await openWindow({ workspace: databasePath })
    page = opened.page
  })
  afterAll(async () => {
    await opened?.close()
    await prepared?.close()
  })

  it('writes a rule, tries it on what waits, and puts it in force with its reason', async () => {
    await visit(page, '#/settings')
    await page.getByTestId('rule-new').click()
    await page.getByText('Every rule needs a title.').first().waitFor()
    expect(await page.getByTestId('rules-try').isDisabled()).toBe(true)
    await page.getByTestId('rule-title').fill('Flows go')
    await page.getByTestId('rule-because').fill('Nobody wants flows.')
    await page.getByTestId('rule-suggest').click()
    await page.getByRole('option', { name: 'Reject' }).click()
    await page.getByTestId('rule-providers').fill('n8n')
    await page.keyboard.press('Enter')
    await page.getByTestId('rules-try').click()
    await page.getByTestId('rules-moved').waitFor()
    expect(await page.getByTestId('rules-moved').textContent()).toMatch(/Invoice agent.*RejectFlows go$/)
    expect(await page.getByTestId('triage-rule-row-rule-1').textContent()).toContain('would speak for 1')
    await page.getByTestId('rule-form').scrollIntoViewIfNeeded()
    await pictures(opened, 'triage-rules')
    await page.getByTestId('rules-tried').scrollIntoViewIfNeeded()
    await pictures(opened, 'triage-rules-tried')
    expect(await barriers(page)).toEqual([])
    expect((await asked(page, 'triage.rules', {})).set).toBeNull()

    await page.getByRole('button', { name: 'Move down: Flows go' }).click()
    await page.getByTestId('triage-rule-reads').click()
    await page.getByTestId('rules-reason').fill('The board decided so.')
    await page.getByTestId('rules-confirm').click()
    await page.getByText('The rules are in force').waitFor()
    const { rules, set } = await asked(page, 'triage.rules', {})
    expect(rules[1]).toMatchObject({ id: 'rule-1', when: { providers: ['n8n'] }, suggest: 'reject' })
    expect([rules.find(({ id }) => id === 'reads')?.on, set?.reason]).toEqual([false, 'The board decided so.'])
    // A suggestion never decides.
    const { items } = await asked(page, 'governance.triage', {})
    expect(items.map(({ row, suggestion }) => [row.status, suggestion?.ruleId])).toEqual([['discovered', 'rule-1']])
  })

  /** Lets the system show notifications, or not, and keeps what is shown: only that is replaced, since no daemon runs here. */
  const system = (supported: boolean): Promise<void> =>
    opened.app.evaluate(({ Notification }, can) => {
      const kept = globalThis as { told?: Electron.Notification[] }
      kept.told ??= []
      Notification.isSupported = () => can
      Notification.prototype.show = function show() {
        kept.told?.push(this)
      }
    }, supported)
  const told = () =>
    opened.app.evaluate(() => ((globalThis as { told?: Electron.Notification[] }).told ?? []).map(({ title, body }) => `${title}. ${body}`))

  it('says where the system shows no notifications, and tells nothing', async () => {
    await system(false)
    await visit(page, '#/overview')
    await visit(page, '#/settings')
    await page.getByTestId('reminders-cannot').waitFor()
    expect(await asked(page, 'duty.reminders', {})).toEqual({ on: false, names: false })
    await page.getByTestId('reminders-cannot').scrollIntoViewIfNeeded()
    await pictures(opened, 'reminders')
    expect(await barriers(page)).toEqual([])
  })

  it('tells once, in counts, what was missed once it is switched on, and a click opens the screen', async () => {
    await system(true)
    await visit(page, '#/overview')
    await visit(page, '#/settings')
    await page.getByTestId('reminders-on').waitFor()
    expect(await told()).toEqual([])
    await page.getByTestId('reminders-on').click()
    await expect.poll(told, { timeout: 240_000 }).toEqual(['1 audit was missed. Open Rollcall to see which.'])
    await opened.app.evaluate(() => {
      ;(globalThis as { told?: Electron.Notification[] }).told?.[0]?.emit('click')
    })
    await page.getByTestId('audit-missed').waitFor({ timeout: 240_000 })
    expect(new URL(page.url()).hash).toContain('#/audits')
    expect(opened.complaints).toEqual([])
  })
})
