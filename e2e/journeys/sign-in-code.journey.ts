import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../harness/barriers.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { asked } from '../harness/small-estate.ts'
import { openTenantByHand, type TenantByHand } from '../harness/tenant-by-hand.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollcall-code-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Somebody connects a tenant as a person: the code stands in the wizard, and is entered at the provider’s page. */
describe('signing in with a code on another device', () => {
  let opened: OpenedWindow
  let page: Page
  let patient: TenantByHand
  let hasty: TenantByHand
  /** How many codes were shown so far: each is another one. */
  const codes = new Set<string>()

  beforeAll(async () => {
    opened = await openWindow({ workspace: join(folder, 'code.rollcall') })
    page = opened.page
    await page.getByTestId('first-run-demo').waitFor()
    const known = (await asked(page, 'connections.providers', {})).find((one) => one.id === 'microsoft-365')
    const wanted = known?.permissions.filter((need) => need.access === 'read').map((need) => need.permission) ?? []
    patient = await openTenantByHand(wanted, 900)
    hasty = await openTenantByHand(wanted, 2)
  })
  afterAll(async () => {
    await opened?.close()
    await patient?.close()
    await hasty?.close()
  })

  /** The code that the wizard shows while it waits. */
  async function shownCode(): Promise<string> {
    const notice = page.getByTestId('connect-notice')
    await notice.waitFor({ timeout: 30_000 })
    const told = (await notice.textContent()) ?? ''
    const code = /enter the code (\w+)/.exec(told)?.[1]
    if (code === undefined) throw new Error(`no code is shown: ${told}`)
    expect(told).toContain('/devicelogin')
    expect(codes.has(code)).toBe(false)
    codes.add(code)
    return code
  }

  it('asks for no secret', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.getByTestId('wizard-choose').waitFor()
    await page.getByTestId('connect-microsoft-365').click()
    await page.getByTestId('wizard-reads').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-sign-in').waitFor()
    await page.getByTestId('connect-method-device-code').click()
    expect(await page.getByTestId('connect-field-clientSecret').count()).toBe(0)
    await page.getByTestId('connect-field-tenantId').fill(patient.tenantId)
    await page.getByTestId('connect-field-clientId').fill(patient.clientId)
    await page.getByTestId('connect-more').locator('summary').click()
    await address(patient)
    expect(await barriers(page)).toEqual([])
  })

  it('shows the code and waits; a refusal at the provider is told as one, and nothing is lost', async () => {
    await page.keyboard.press('Control+Enter')
    const code = await shownCode()
    expect(await barriers(page)).toEqual([])
    await opened.screenshot('sign-in-code-shown')
    await patient.enter(code, 'refuse')
    const failed = page.getByTestId('connect-failed')
    await failed.waitFor({ timeout: 30_000 })
    expect(await failed.textContent()).toMatch(/refused the sign-in/)
    expect(await failed.textContent()).toMatch(/next code/)
    await opened.screenshot('sign-in-code-refused')
  })

  it('asks again with another code, and with that one entered says who signed in and what may be read', async () => {
    await page.getByTestId('connect-again').click()
    await patient.enter(await shownCode(), 'allow')
    await page.getByTestId('probe-result').waitFor({ timeout: 240_000 })
    expect(await page.getByTestId('connect-notice').count()).toBe(0)
    await opened.screenshot('sign-in-code-granted')
    expect(await barriers(page)).toEqual([])
  })

  it('is connected, and a scan needs no further code', async () => {
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-name').waitFor()
    await page.getByTestId('connect-label').fill('Tenant by code')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-scan').waitFor()
    const [connection, ...others] = await asked(page, 'connections.list', {})
    expect([connection?.label, others]).toEqual(['Tenant by code', []])
    expect(connection?.settings.signIn).toBe('device-code')
    const { scanId } = await asked(page, 'scans.start', { connectionIds: [connection?.id ?? ''] })
    await asked(page, 'scans.wait', { scanId })
    expect(await asked(page, 'connections.notice', { id: connection?.id ?? '' })).toBeNull()
    const { tally } = await asked(page, 'scans.coverage', {})
    expect(tally.percent).toBeGreaterThan(50)
  })

  it('says that a code which nobody enters has run out, and what to do', async () => {
    await page.getByTestId('connect-submit').click()
    await page.getByTestId('source-add').click()
    await page.getByTestId('connect-microsoft-365').click()
    await page.getByTestId('wizard-reads').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('connect-method-device-code').click()
    await page.getByTestId('connect-field-tenantId').fill(hasty.tenantId)
    await page.getByTestId('connect-field-clientId').fill(hasty.clientId)
    await page.getByTestId('connect-more').locator('summary').click()
    await address(hasty)
    await page.keyboard.press('Control+Enter')
    const failed = page.getByTestId('connect-failed')
    await failed.waitFor({ timeout: 30_000 })
    expect(await failed.textContent()).toMatch(/not entered in time/)
    expect(await failed.textContent()).toMatch(/new code/)
    expect(await barriers(page)).toEqual([])
    expect(opened.complaints).toEqual([])
  })

  async function address(tenant: TenantByHand): Promise<void> {
    for (const [key, value] of Object.entries({
      baseUrl: tenant.address,
      loginUrl: tenant.address,
      dataverseUrl: `${tenant.address}/{host}`,
      powerUrl: `${tenant.address}/{host}`,
    }))
      await page.getByTestId(`connect-field-${key}`).fill(value)
  }
})
