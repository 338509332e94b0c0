import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { weights } from '../../electron/engine/risk/weights.ts'
import type { Estate } from '../../shared/domain/estate.ts'
import { barriers } from '../harness/barriers.ts'
import { projectFolder } from '../harness/environment.ts'
import { connectByHand, estateByHand, movedTo, scanAgain } from '../harness/estate-by-hand.ts'
import { openTestEngine, unwrap } from '../harness/open-test-engine.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { pictures } from '../harness/pictures.ts'
import { asked, visit } from '../harness/small-estate.ts'

/** Two audits through the real window: opened, sealed, handed in, checked from outside by the second verifier, and compared. */
describe('audits that close', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-audits-'))
  const bundle = join(folder, 'q3.zip')
  const note = join(folder, 'checkpoint.txt')
  let estate: Estate
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    estate = await estateByHand({ asOf: '2026-09-30', stateFile: join(folder, 'estate.json') })
    opened = await openWindow()
    page = opened.page
    await connectByHand(page, estate, ['Meridian Group tenant', 'Meridian Slack'])
  })
  afterAll(async () => {
    await opened?.close()
    await estate?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(name: string): Promise<void> {
    await visit(page, '#/audits')
    await page.getByTestId('audit-open').click()
    await page.getByTestId('audit-name').fill(name)
    await page.getByTestId('audit-open-submit').click()
    await page.getByTestId('audit-progress').waitFor()
  }

  async function seal(): Promise<void> {
    await page.getByTestId('audit-seal').click()
    await page.getByTestId('audit-seal-confirm').click()
    await page.getByTestId('audit-sealed').waitFor({ timeout: 240_000 })
  }

  /** The second verifier, as it lies in every bundle, run by plain Node from another folder. */
  function checkedFromOutside(path: string, more: readonly string[] = []) {
    const verifier = join(projectFolder, 'electron/engine/governance/bundles/verifier/verify.mjs')
    return spawnSync(process.execPath, [verifier, path, ...more], { cwd: folder, encoding: 'utf8' })
  }

  it('begins with an empty screen that teaches', async () => {
    await visit(page, '#/audits')
    await page.getByTestId('audits-empty').waitFor()
    await opened.screenshot('audits-empty-light')
  })

  it('opens one: the head of the window says so, and how far it has come is in sight', async () => {
    await open('2026-Q3')
    await expect.poll(() => page.getByTestId('audit-chip').textContent()).toContain('2026-Q3 open')
    await page.getByTestId('audit-review').fill('Looked through every critical agent.')
    await page.getByTestId('audit-review-submit').click()
    await expect.poll(() => page.getByTestId('audit-progress').textContent()).toContain('Looked through every critical agent.')
    await opened.screenshot('audits-open-light')
  })

  it('seals it, with the exact consequence on the button', async () => {
    await page.getByTestId('audit-seal').click()
    const words = await page.getByTestId('audit-seal-confirm').textContent()
    expect(words).toMatch(/^Seal 2026-Q3 for good: \d+ agents, \d+ undecided$/)
    await opened.screenshot('audits-seal-light')
    await page.getByTestId('audit-seal-confirm').click()
    await page.getByTestId('audit-sealed').waitFor({ timeout: 240_000 })
    await page.getByTestId('audit-verify').click()
    await expect.poll(() => page.getByTestId('audit-verdict').getAttribute('data-ok'), { timeout: 240_000 }).toBe('true')
    await opened.screenshot('audits-sealed-light')
  })

  it('hands it in, and anybody can check the file with the verifier alone', async () => {
    await opened.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, bundle)
    await page.getByTestId('audit-export').click()
    await page.getByTestId('audit-exported').waitFor({ timeout: 240_000 })
    const { audit } = await asked(page, 'audits.show', { audit: '2026-Q3' })
    writeFileSync(note, audit.seal?.checkpoint ?? '')
    const checked = checkedFromOutside(bundle, ['--checkpoint', note])
    expect(checked.stdout).toContain('Verified.')
    expect(checked.status).toBe(0)
    appendFileSync(bundle, ' ')
    expect(checkedFromOutside(bundle).status).toBe(1)
  })

  it('writes nowhere but where a person said', async () => {
    const refused = await page.evaluate(
      (path) => window.rollcall.invoke('audits.exportBundle', { audit: '2026-Q3', path }),
      join(folder, 'elsewhere.zip'),
    )
    expect(refused.ok ? null : refused.failure.code).toBe('invalid-input')
  })

  it('shows what changed when the second audit is sealed after the estate moved', async () => {
    estate = await movedTo(estate, { stateFile: join(folder, 'estate.json') })
    await scanAgain(page)
    await open('2026-Q4')
    await seal()
    await expect.poll(() => page.getByTestId('diff-counts').textContent(), { timeout: 240_000 }).toMatch(/[1-9]\d* changed/)
    expect(await page.getByTestId('diff-agents').textContent()).toMatch(/permissions: now/)
    const found = await asked(page, 'audits.diff', { before: '2026-Q3', after: '2026-Q4' })
    expect(found.counts.changed).toBeGreaterThan(0)
    expect(found.agents.some((one) => one.risk !== null && one.risk.factors.length > 0)).toBe(true)
    await opened.screenshot('audits-diff-light')
  })

  it('scores a sealed one again under other weights, beside what was sealed, which stays as it is', async () => {
    const { audit } = await asked(page, 'audits.show', { audit: '2026-Q4' })
    const file = join(folder, 'weights.json')
    const calmer = { ...weights, version: 'calmer', points: Object.fromEntries(Object.keys(weights.points).map((id) => [id, 1])) }
    writeFileSync(file, '{}')
    await page.getByTestId('audit-replay').locator('summary').click()
    await page.getByTestId('replay-weights').setInputFiles(file)
    await page.getByTestId('replay-run').click()
    await page.getByText('This is not a weights document.').waitFor()
    writeFileSync(file, JSON.stringify(calmer))
    await page.getByTestId('replay-weights').setInputFiles(file)
    await page.getByTestId('replay-run').click()
    await expect.poll(() => page.getByTestId('replay-found').textContent(), { timeout: 240_000 }).toContain('calmer')
    expect(await page.getByTestId('replay-moved').textContent()).toMatch(/\d+ → \d+ \(Critical → Low\)/)
    await pictures(opened, 'audits-replay')
    expect(await barriers(page)).toEqual([])
    await page.getByTestId('audit-verify').click()
    await expect.poll(() => page.getByTestId('audit-verdict').getAttribute('data-ok'), { timeout: 240_000 }).toBe('true')
    expect((await asked(page, 'audits.show', { audit: '2026-Q4' })).audit.seal).toEqual(audit.seal)
  })

  it('takes in what a unit handed in: checked first, counted once, and where it says something else', async () => {
    const unit = await handedInByAUnit(estate, folder)
    const broken = join(folder, 'broken.zip')
    writeFileSync(broken, readFileSync(unit).subarray(0, -40))
    await page.getByTestId('bundle-take').click()
    await chooses(broken)
    await page.getByTestId('bundle-choose').click()
    await page.getByText('Nothing was taken in.').waitFor({ timeout: 240_000 })
    await chooses(unit)
    await page.getByTestId('bundle-choose').click()
    await page.getByTestId('bundles').waitFor({ timeout: 240_000 })
    expect(await page.getByTestId('bundles').textContent()).toContain('Customer Care Ltd')
    expect(await page.getByTestId('conflicts').textContent()).toMatch(/State.*Customer Care Ltd: approved/)
    const { agents, lines, bundles } = await asked(page, 'audits.federation', {})
    expect(lines).toBe(bundles.reduce((sum, { counts }) => sum + counts.agents, 0))
    // The unit saw nothing that this workspace does not see as well, and this workspace counts as many as its inventory has.
    expect(agents).toBe((await asked(page, 'agents.page', { filter: { gone: false }, limit: 1 })).total)
    await page.getByTestId('conflicts').scrollIntoViewIfNeeded()
    await pictures(opened, 'audits-handed-in')
    expect(await barriers(page)).toEqual([])
  })

  it('lets a lead say which statement stands, on the facts behind each, and take it back', async () => {
    const { conflicts, shadow } = await asked(page, 'audits.federation', {})
    const about = conflicts.find(({ field }) => field === 'status')
    const row = page.getByTestId(`conflict-${about?.id}`)
    await row.getByTestId('conflict-open').click()
    const detail = page.getByTestId('conflict-detail')
    await expect.poll(() => detail.textContent(), { timeout: 240_000 }).toContain('We need it.')
    expect(await page.getByTestId('conflict-confirm').isDisabled()).toBe(true)
    await page.getByTestId('conflict-confirm').scrollIntoViewIfNeeded()
    await pictures(opened, 'audits-conflict')
    expect(await barriers(page)).toEqual([])
    await detail.getByText('Customer Care Ltd: approved').click()
    await page.getByTestId('conflict-reason').fill('They run it, and showed us what it does.')
    await page.getByTestId('conflict-confirm').click()
    const kept = page.getByTestId('resolutions').locator('[data-state="holds"]')
    await kept.waitFor({ timeout: 240_000 })
    expect(await row.count()).toBe(0)
    expect(await kept.textContent()).toMatch(/Customer Care Ltd stands: approved.*discovered.*They run it/)
    expect((await asked(page, 'audits.federation', {})).shadow).toBe(shadow - 1)
    await kept.scrollIntoViewIfNeeded()
    await pictures(opened, 'audits-resolved')
    expect(await barriers(page)).toEqual([])
    await kept.getByTestId('resolution-back').click()
    await page.getByTestId('resolution-back-reason').fill('They mean another one.')
    await page.getByTestId('resolution-back-confirm').click()
    await page.getByTestId('resolutions').locator('[data-state="taken back"]').waitFor({ timeout: 240_000 })
    await row.waitFor()
    expect((await asked(page, 'audits.federation', {})).shadow).toBe(shadow)
  })

  it('keeps a missed audit in sight until one is sealed for it', async () => {
    await page.getByTestId('schedule-add').click()
    await page.getByTestId('schedule-name').fill('Works council')
    await page.getByTestId('schedule-due').fill(new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10))
    await page.getByTestId('schedule-submit').click()
    await page.getByTestId('audit-missed').waitFor()
    expect(await page.getByTestId('schedules').textContent()).toContain('Missed 20 days ago')
    await expect.poll(() => page.getByTestId('audit-chip').textContent()).toContain('Works council missed')
    await pictures(opened, 'audits-missed')
    expect(await barriers(page)).toEqual([])
    await page.getByTestId('audit-due-open').click()
    await page.getByTestId('audit-name').fill('Works council 1')
    await page.getByTestId('audit-open-submit').click()
    await page.getByTestId('audit-progress').waitFor()
    expect(await page.getByTestId('schedules').textContent()).toContain('its audit is open')
    await seal()
    await expect.poll(() => page.getByTestId('audit-missed').count()).toBe(0)
    expect(await page.getByTestId('schedules').textContent()).toMatch(/Next in \d+ days/)
    expect(await page.getByTestId('audit-chip').textContent()).not.toContain('missed')
    await pictures(opened, 'audits-all')
    expect(opened.complaints).toEqual([])
  })

  /** What the next dialog for opening a file returns. */
  const chooses = (path: string): Promise<void> =>
    opened.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    }, path)
})

/** A unit's own workspace: it scans one system, approves one agent of it, seals, and hands its bundle in. */
async function handedInByAUnit(estate: Estate, folder: string): Promise<string> {
  const { engine, close } = await openTestEngine(null)
  try {
    const [system] = estate.connections.filter(({ label }) => label === 'Meridian Slack')
    if (system === undefined) throw new Error('the estate has no Slack')
    unwrap(await engine.invoke('workspace.rename', { organisation: 'Customer Care Ltd' }))
    unwrap(await engine.invoke('connections.add', system))
    const { scanId } = unwrap(await engine.invoke('scans.start', {}))
    unwrap(await engine.invoke('scans.wait', { scanId }))
    const { rows } = unwrap(await engine.invoke('agents.page', { filter: {}, limit: 1 }))
    const agentIds = rows.map(({ id }) => id)
    unwrap(await engine.invoke('governance.decide', { agentIds, action: 'approve', reason: 'We need it.' }))
    unwrap(await engine.invoke('audits.open', { name: 'Ours', from: '2026-10-01', to: '2026-12-31' }))
    unwrap(await engine.invoke('audits.seal', { audit: 'Ours' }))
    const path = join(folder, 'unit.zip')
    unwrap(await engine.invoke('audits.exportBundle', { audit: 'Ours', path }))
    return path
  } finally {
    await close()
  }
}
