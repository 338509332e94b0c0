import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../harness/environment.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { asked, visit } from '../harness/small-estate.ts'

/** Two audits through the real window: opened, sealed, handed in, checked from outside by the second verifier, and compared. */
describe('audits that close', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-audits-'))
  const bundle = join(folder, 'q3.zip')
  const note = join(folder, 'checkpoint.txt')
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    opened = await openWindow()
    page = opened.page
    await scanAsOf('2026-09-30')
  })
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function scanAsOf(asOf: string | null): Promise<void> {
    await asked(page, 'connections.openDemo', { size: 'small', asOf })
    const { scanId } = await asked(page, 'scans.start', {})
    await asked(page, 'scans.wait', { scanId })
  }

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
    await page.getByTestId('audit-sealed').waitFor({ timeout: 60_000 })
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
    await page.getByTestId('audit-sealed').waitFor({ timeout: 60_000 })
    await page.getByTestId('audit-verify').click()
    await expect.poll(() => page.getByTestId('audit-verdict').getAttribute('data-ok'), { timeout: 60_000 }).toBe('true')
    await opened.screenshot('audits-sealed-light')
  })

  it('hands it in, and anybody can check the file with the verifier alone', async () => {
    await opened.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, bundle)
    await page.getByTestId('audit-export').click()
    await page.getByTestId('audit-exported').waitFor({ timeout: 60_000 })
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
    await scanAsOf(null)
    await open('2026-Q4')
    await seal()
    await expect.poll(() => page.getByTestId('diff-counts').textContent(), { timeout: 60_000 }).toMatch(/[1-9]\d* changed/)
    expect(await page.getByTestId('diff-agents').textContent()).toMatch(/permissions: now/)
    const found = await asked(page, 'audits.diff', { before: '2026-Q3', after: '2026-Q4' })
    expect(found.counts.changed).toBeGreaterThan(0)
    expect(found.agents.some((one) => one.risk !== null && one.risk.factors.length > 0)).toBe(true)
    await opened.screenshot('audits-diff-light')
  })

  it('keeps a missed audit in sight', async () => {
    await asked(page, 'audits.schedule', { name: 'Quarterly', every: 'quarter', dueOn: '2026-10-15' })
    await page.getByTestId('audit-missed').waitFor()
    await expect.poll(() => page.getByTestId('audit-chip').textContent()).toContain('missed')
  })

  it('draws it in the dark without a complaint', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForTimeout(500)
    await opened.screenshot('audits-diff-dark')
    expect(opened.complaints).toEqual([])
  })
})
