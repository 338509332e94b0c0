import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentRow } from '../../shared/domain/agent.ts'
import { lookAtEstate } from '../harness/estate-eye.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'

/** The main job, as a governance lead does it: find, read why, decide, revoke with proof, report, come back. */
describe('an audit, from the first run to the report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-journey-'))
  const workspace = join(folder, 'audit.rollcall')
  let opened: OpenedWindow
  let page: Page
  let chosen: { readonly approve: AgentRow; readonly revoke: AgentRow; readonly policy: AgentRow }

  beforeAll(async () => {
    opened = await openWindow({ workspace })
    page = opened.page
  })
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('explores the demo estate from the first run, and scans it', async () => {
    await page.getByTestId('first-run-demo').click()
    await expect.poll(() => scanState(page), { timeout: 240_000, interval: 500 }).toBe('incomplete')
    await page.getByTestId('overview-headline').waitFor()
    await opened.screenshot('overview-light')
  })

  it('shows the riskiest agent first, and why, in reasons that sum exactly', async () => {
    const [riskiest] = await rows(page, {})
    if (riskiest === undefined) throw new Error('nothing was found')
    expect(riskiest.band).toBe('critical')
    await page.getByTestId('nav-inventory').click()
    await page.getByTestId(`agent-row-${riskiest.id}`).click()
    await page.getByTestId('agent-drawer').waitFor()
    await page.getByTestId('tab-why').click()
    const detail = await page.evaluate((id) => window.rollcall.invoke('agents.get', { id }), riskiest.id)
    if (!detail.ok) throw new Error(detail.failure.message)
    for (const finding of detail.value.findings) await page.getByTestId(`factor-${finding.factorId}`).first().waitFor()
    const sum = (family: string) =>
      detail.value.findings.filter((one) => one.family === family).reduce((points, one) => points + one.points, 0)
    expect([sum('danger'), sum('governance')]).toEqual([detail.value.score.danger, detail.value.score.governance])
    await opened.screenshot('agent-why-light')
  })

  it('opens the call behind a value', async () => {
    await page.getByTestId('tab-evidence').click()
    await page.locator('.call-row').first().click()
    await page.getByTestId('call-details').waitFor()
    await opened.screenshot('agent-evidence-light')
  })

  it('approves one agent', async () => {
    chosen = await choose(page)
    await openAgent(page, chosen.approve)
    await page.getByTestId('action-approve').click()
    await page.getByTestId('decision-reason').fill('Reviewed with its owner; needed for the service desk.')
    await page.getByTestId('decision-submit').click()
    await expect.poll(() => statusOf(page, chosen.approve.id)).toBe('approved')
  })

  it('brings one under policy', async () => {
    await openAgent(page, chosen.policy)
    await page.getByTestId('action-policy').click()
    await page.getByTestId('decision-policy').click()
    await page.getByRole('option').first().click()
    await page.getByTestId('decision-reason').fill('May read, must not write.')
    await page.getByTestId('decision-submit').click()
    await expect.poll(() => statusOf(page, chosen.policy.id)).toBe('under-policy')
  })

  it('revokes one: plan, rehearsal, exact consequence, and proof by a re-read that the estate confirms', async () => {
    const objectId = await nativeId(page, chosen.revoke.id, 'entra-object-id')
    const estate = lookAtEstate(workspace)
    expect(await estate.principalEnabled(objectId)).toBe(true)
    await openAgent(page, chosen.revoke)
    await page.getByTestId('action-revoke').click()
    await page.getByTestId('revoke-plan').waitFor()
    await opened.screenshot('revoke-plan-light')
    await page.getByTestId('revoke-dry-run').click()
    await page.getByTestId('revoke-reason').fill('Nobody answers for it, and it reads all mail.')
    expect(await estate.principalEnabled(objectId)).toBe(true)
    await page.getByTestId('revoke-confirm').click()
    await expect.poll(() => page.getByTestId('revoke-state').textContent(), { timeout: 240_000 }).toBe('verified')
    expect(await estate.principalEnabled(objectId)).toBe(false)
    expect(await statusOf(page, chosen.revoke.id)).toBe('revoked')
    await opened.screenshot('revoke-verified-light')
  })

  it('exports the PDF', async () => {
    const path = join(folder, 'audit.pdf')
    await opened.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    await page.getByTestId('nav-reports').click()
    await page.getByTestId('report-preview').waitFor()
    await opened.screenshot('reports-light')
    await page.getByTestId('report-export-pdf').click()
    await page.getByTestId('report-exported').waitFor({ timeout: 240_000 })
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('comes back after a restart with everything still there', async () => {
    await opened.close()
    opened = await openWindow({ workspace })
    page = opened.page
    await page.getByTestId('overview-headline').waitFor()
    expect(await statusOf(page, chosen.approve.id)).toBe('approved')
    expect(await statusOf(page, chosen.policy.id)).toBe('under-policy')
    expect(await statusOf(page, chosen.revoke.id)).toBe('revoked')
    const ledger = await page.evaluate(() => window.rollcall.invoke('governance.verifyLedger', {}))
    expect(ledger).toMatchObject({ ok: true, value: { ok: true } })
  })

  it.each(['light', 'dark'] as const)('draws every screen in %s without a complaint', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme })
    for (const screen of [
      'overview',
      'triage',
      'inventory',
      'policies',
      'audits',
      'decisions',
      'revocations',
      'people',
      'reports',
      'sources',
      'coverage',
      'settings',
    ] as const) {
      const link = page.getByTestId(screen === 'coverage' ? 'coverage-chip' : `nav-${screen}`)
      await link.click()
      await page.waitForTimeout(700)
      await opened.screenshot(`${screen}-${scheme}`)
    }
    await openAgent(page, chosen.policy)
    await page.waitForTimeout(400)
    await opened.screenshot(`agent-${scheme}`)
    expect(opened.complaints).toEqual([])
  })
})

async function rows(page: Page, filter: Record<string, unknown>): Promise<readonly AgentRow[]> {
  const result = await page.evaluate((wanted) => window.rollcall.invoke('agents.page', { filter: wanted, limit: 200 }), filter)
  if (!result.ok) throw new Error(result.failure.message)
  return result.value.rows
}

async function scanState(page: Page): Promise<string> {
  const result = await page.evaluate(() => window.rollcall.invoke('scans.list', {}))
  return result.ok ? (result.value[0]?.state ?? 'none') : result.failure.message
}

/** One to approve, one to bring under policy, and a dangerous directory application to revoke: all different. */
async function choose(page: Page) {
  const all = (await rows(page, {})).filter((row) => row.certainty === 'certain')
  const revocable: AgentRow[] = []
  for (const row of all.filter((one) => one.provider === 'microsoft-365')) {
    if (revocable.length > 0) break
    const objectId = await nativeId(page, row.id, 'entra-object-id').catch(() => null)
    if (objectId !== null && (await lookAtEstateOf(page, objectId))) revocable.push(row)
  }
  const [revoke] = revocable
  const [approve, policy] = all.filter((row) => row.id !== revoke?.id).toReversed()
  if (revoke === undefined || approve === undefined || policy === undefined) throw new Error('the estate has too few agents')
  return { approve, revoke, policy }
}

async function lookAtEstateOf(page: Page, objectId: string): Promise<boolean> {
  const info = await page.evaluate(() => window.rollcall.invoke('workspace.info', {}))
  if (!info.ok) return false
  return lookAtEstate(info.value.path)
    .principalEnabled(objectId)
    .catch(() => false)
}

async function openAgent(page: Page, row: AgentRow): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/inventory?agent=${encodeURIComponent(id)}`
  }, row.id)
  await page.getByTestId('agent-drawer').waitFor()
  await expect.poll(() => page.getByTestId('agent-name').textContent()).toContain(row.name.slice(0, 12))
}

async function statusOf(page: Page, id: string): Promise<string> {
  const result = await page.evaluate((agentId) => window.rollcall.invoke('agents.get', { id: agentId }), id)
  return result.ok ? result.value.agent.status : result.failure.message
}

async function nativeId(page: Page, id: string, kind: string): Promise<string> {
  const result = await page.evaluate((agentId) => window.rollcall.invoke('agents.get', { id: agentId }), id)
  const found = result.ok ? result.value.agent.nativeIds.find((native) => native.kind === kind) : undefined
  if (found === undefined) throw new Error(`no ${kind}`)
  return found.value
}
