import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentRow } from '../../shared/domain/agent.ts'
import { markAll } from '../harness/batch-of-ten.ts'
import { artifactsFolder } from '../harness/environment.ts'
import type { OpenedWindow } from '../harness/open-window.ts'
import { ownersWindow } from '../harness/owners-window.ts'
import { asked, openOnSmallEstate, riskiest, visit } from '../harness/small-estate.ts'

/** Owners are asked by a form, answer it in a window of their own without a network, and what they say comes back. */
describe('asking owners', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-owners-'))
  let opened: OpenedWindow
  let page: Page
  let target: AgentRow
  let form: string

  beforeAll(async () => {
    opened = await openOnSmallEstate()
    page = opened.page
    await opened.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, folder)
    const rows = await riskiest(page, { status: ['discovered'] })
    const low = rows.at(-1)
    if (low === undefined) throw new Error('the estate has no agent')
    target = low
  })
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('writes the form from the drawer, into the folder that was chosen', async () => {
    await visit(page, `#/inventory?agent=${target.id}`)
    const drawer = page.getByTestId('agent-drawer')
    await drawer.getByTestId('ask-owner').click()
    await drawer.getByTestId('ask-owner-name').fill('Robin Sample')
    await drawer.getByTestId('ask-note').fill('We look through all agents this quarter.')
    await opened.screenshot('owners-ask-light')
    await drawer.getByTestId('ask-submit').click()
    await drawer.getByTestId('ask-done').waitFor()
    const written = readdirSync(folder)
    expect(written).toHaveLength(1)
    form = written[0] ?? ''
    await expect.poll(() => drawer.getByTestId('attested').textContent()).toContain('an answer is due')
  })

  it('asks many at once: one form for each owner, and says of how many nobody is known to ask', async () => {
    const critical = (await riskiest(page, { band: ['critical'] })).filter(({ id }) => id !== target.id)
    const owned = critical.filter(({ ownerName }) => ownerName !== null).slice(0, 3)
    const nobodys = critical.filter(({ ownerName }) => ownerName === null).slice(0, 2)
    expect([owned.length > 1, nobodys.length]).toEqual([true, 2])
    await markAll(page, [...owned, ...nobodys])
    await page.getByTestId('bulk-ask').click()
    await page.getByTestId('ask-submit').click()
    await page.getByTestId('ask-done').getByText('Not asked about 2 agents').waitFor()
    await opened.screenshot('owners-many-light')
    const owners = new Set(owned.map(({ ownerName }) => ownerName))
    expect(readdirSync(folder)).toHaveLength(1 + owners.size)
    const put = await asked(page, 'attestations.list', {})
    expect(put.flatMap(({ agents }) => agents.map(({ agentId }) => agentId)).toSorted()).toEqual(
      [target, ...owned].map(({ id }) => id).toSorted(),
    )
    await page.getByTestId('ask-done').getByText('Close').click()
    await page.getByText('Unmark all').click()
  })

  it('writes nowhere else', async () => {
    const refused = await page.evaluate(
      (agentId) => window.rollcall.invoke('attestations.ask', { agentIds: [agentId], owner: 'X', folder: '/tmp' }),
      target.id,
    )
    expect(refused.ok ? null : refused.failure.code).toBe('invalid-input')
  })

  it('is answered in a page without a network, and the answer comes back to the front of triage', async () => {
    const answer = join(folder, 'answer.json')
    const owner = await ownersWindow(opened, pathToFileURL(join(folder, form)).href, answer)
    const requests: string[] = []
    const complaints: string[] = []
    owner.on('request', (request) => requests.push(request.url()))
    owner.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await owner.reload()
    await owner.screenshot({ path: join(artifactsFolder, 'screenshots', 'owners-form-light.png'), fullPage: true })
    await owner.getByRole('button', { name: 'Save the answer' }).click()
    await expect.poll(() => owner.getByText('Please choose one.').count()).toBe(1)
    await owner.getByText('Yes, it is needed').click()
    await owner.getByRole('button', { name: 'Save the answer' }).click()
    await expect.poll(() => owner.getByText('Please say what it is for.').count()).toBe(1)
    await owner.emulateMedia({ colorScheme: 'dark' })
    await owner.screenshot({ path: join(artifactsFolder, 'screenshots', 'owners-form-dark.png'), fullPage: true })
    await owner.getByText('No longer needed').click()
    await owner.getByRole('button', { name: 'Save the answer' }).click()
    await owner.getByText('Saved. Please send the file back.').waitFor()
    await expect.poll(() => existsSync(answer)).toBe(true)
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:'))).toEqual([])
    expect(complaints).toEqual([])
    expect(JSON.parse(readFileSync(answer, 'utf8'))).toMatchObject({ by: 'Robin Sample', answers: [{ needed: 'no' }] })
    await owner.close()

    await visit(page, '#/decisions')
    const held = await page.evaluateHandle(
      (text) => {
        const files = new DataTransfer()
        files.items.add(new File([text], 'answer.json', { type: 'application/json' }))
        return files
      },
      readFileSync(answer, 'utf8'),
    )
    // Anywhere on the window: it need not be aimed at.
    await page.locator('h1').first().dispatchEvent('drop', { dataTransfer: held })
    await page.getByTestId('answer-taken').waitFor()
    await expect.poll(() => page.getByTestId('asked-list').textContent()).toContain('Answered')
    await opened.screenshot('owners-answers-light')
    await page.locator('input[type=file]').setInputFiles(answer)
    await page.getByText('This answer was taken in before.').waitFor()

    const queue = await asked(page, 'governance.triage', { limit: 10 })
    expect(queue.items[0]).toMatchObject({ row: { id: target.id }, suggestion: { action: 'reject' } })
    await visit(page, '#/triage')
    await expect.poll(() => page.getByTestId('triage-current').textContent()).toContain('No longer needed: Robin Sample was asked')
    await opened.screenshot('owners-triage-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForTimeout(500)
    await opened.screenshot('owners-triage-dark')
    await visit(page, '#/decisions')
    await page.getByTestId('asked-list').waitFor()
    await opened.screenshot('owners-answers-dark')
    expect(opened.complaints).toEqual([])
  })
})
