import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../harness/barriers.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { asked, scanSmallEstate, visit } from '../harness/small-estate.ts'
import { openTenantByHand, type TenantByHand } from '../harness/tenant-by-hand.ts'
import { fillWideCoverage, wide } from '../harness/wide-coverage.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollcall-connect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A tenant is connected by hand, without a mouse: a wrong secret first, then a permission missing, then right. */
describe('connecting a source by keyboard', () => {
  let opened: OpenedWindow
  let page: Page
  let tenant: TenantByHand
  let wanted: readonly string[]
  const held = 'AuditLog.Read.All'

  beforeAll(async () => {
    opened = await openWindow({ workspace: join(folder, 'connect.rollcall') })
    page = opened.page
    await page.getByTestId('first-run-demo').waitFor()
    const providers = await asked(page, 'connections.providers', {})
    const known = providers.find((one) => one.id === 'microsoft-365')
    wanted = known?.permissions.filter((need) => need.access === 'read').map((need) => need.permission) ?? []
    tenant = await openTenantByHand(wanted.filter((permission) => permission !== held))
  })
  afterAll(async () => {
    await opened?.close()
    await tenant?.close()
  })

  it('finds what to connect by what it is called or what it finds', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.getByTestId('wizard-choose').waitFor()
    await pictures(opened, 'connect-1-choose')
    await page.keyboard.type('no such thing')
    await page.getByText('Nothing here finds').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Entra')
    await walkTo(page, 'connect-microsoft-365', 'ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByTestId('wizard-reads').waitFor()
    const shown = await page.locator('.reads .needs code').allTextContents()
    expect(shown.toSorted()).toEqual(wanted.toSorted())
    expect(await barriers(page)).toEqual([])
    await pictures(opened, 'connect-2-reads')
  })

  it('says what is still needed, and where', async () => {
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-sign-in').waitFor()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => focused(page)).toBe('connect-field-tenantId')
    expect(await page.getByText('This is needed.').count()).toBe(3)
  })

  it('keeps everything when the secret is wrong, and says what happened and what to do', async () => {
    await page.keyboard.type(tenant.tenantId)
    await fill(page, 'connect-field-clientId', tenant.clientId)
    await fill(page, 'connect-field-clientSecret', 'not the secret')
    await walkTo(page, 'connect-more', 'Tab')
    await page.keyboard.press('Enter')
    await fill(page, 'connect-field-baseUrl', tenant.address)
    await fill(page, 'connect-field-loginUrl', tenant.address)
    await fill(page, 'connect-field-dataverseUrl', tenant.address)
    await pictures(opened, 'connect-3-sign-in')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('connect-failed').waitFor({ timeout: 30_000 })
    await pictures(opened, 'connect-4-wrong-secret')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-sign-in').waitFor()
    expect(await page.getByTestId('connect-field-tenantId').inputValue()).toBe(tenant.tenantId)
    expect(await page.getByTestId('connect-field-clientSecret').inputValue()).toBe('not the secret')
  })

  it('explains a missing permission: what it hides, and its exact fix', async () => {
    await fill(page, 'connect-field-clientSecret', tenant.secret)
    await page.keyboard.press('Control+Enter')
    const missing = page.getByTestId('probe-missing').filter({ hasText: held })
    await missing.waitFor({ timeout: 30_000 })
    const told = (await missing.textContent()) ?? ''
    expect(told).toContain(held)
    expect(told).toContain('dormant')
    expect(told).toContain('Grant admin consent')
    expect(await barriers(page)).toEqual([])
    await pictures(opened, 'connect-5-missing')
    expect((await asked(page, 'connections.list', {})).length).toBe(1)
  })

  it('sees the permission once it is granted', async () => {
    await tenant.grant(wanted)
    // The tenant was served anew: a connection that was kept open may break once.
    for (let press = 0; press < 3; press++) {
      await walkTo(page, 'connect-again', 'Tab')
      await page.keyboard.press('Enter')
      await page.getByTestId('connect-again').waitFor({ timeout: 30_000 })
      if ((await page.getByTestId('probe-missing').filter({ hasText: held }).count()) === 0) break
    }
    await page.getByTestId('probe-result').waitFor()
    expect(await page.getByTestId('probe-missing').filter({ hasText: held }).count()).toBe(0)
    await pictures(opened, 'connect-6-granted')
  })

  it('is named, scanned, and shown by coverage, the chip and the overview alike', async () => {
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-name').waitFor()
    await fill(page, 'connect-label', 'Tenant by hand')
    await fill(page, 'connect-unit', 'Finance')
    expect(await barriers(page)).toEqual([])
    await pictures(opened, 'connect-7-name')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('wizard-scan').waitFor()
    await walkTo(page, 'connect-scan', 'Tab')
    await page.keyboard.press('Enter')
    await page.getByTestId('connect-scanned').waitFor({ timeout: 240_000 })
    await pictures(opened, 'connect-8-scanned')
    const [connection] = await asked(page, 'connections.list', {})
    expect(connection).toMatchObject({ label: 'Tenant by hand', businessUnit: 'Finance' })
    await walkTo(page, 'connect-coverage', 'Tab')
    await page.keyboard.press('Enter')
    await page.getByTestId(`coverage-source-${connection?.id}`).waitFor()
    await pictures(opened, 'connect-9-coverage')
    const { seenPercent } = await asked(page, 'scans.coverage', {})
    const chip = (await page.getByTestId('coverage-chip').textContent()) ?? ''
    expect(chip).toContain(`${seenPercent} % seen`)
    await visit(page, '#/overview')
    await page.getByText(chip).nth(1).waitFor()
    expect(opened.complaints).toEqual([])
  })

  it('goes away again, with its secrets', async () => {
    await visit(page, '#/sources')
    const [connection] = await asked(page, 'connections.list', {})
    await page.getByTestId(`source-${connection?.id}`).waitFor()
    await pictures(opened, 'sources-one')
    await walkTo(page, `source-remove-${connection?.id}`, 'Tab')
    await page.keyboard.press('Enter')
    await walkTo(page, `source-remove-confirm-${connection?.id}`, 'Tab')
    await page.keyboard.press('Enter')
    await page.getByTestId('wizard-choose').waitFor()
    expect(await asked(page, 'connections.list', {})).toEqual([])
    expect(opened.complaints).toEqual([])
  })
})

/** A large firm: 25 sources, one of them 200 accounts × 17 regions. */
describe('coverage at a glance', () => {
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    const workspace = join(folder, 'wide.rollcall')
    fillWideCoverage(workspace)
    opened = await openWindow({ workspace })
    page = opened.page
    await page.getByTestId('coverage-chip').waitFor()
  })
  afterAll(() => opened?.close())

  it('says in one sentence what was seen and what was not, the same figures everywhere', async () => {
    await visit(page, '#/coverage')
    await page.getByTestId('coverage-figure-seen').waitFor()
    await pictures(opened, 'coverage-wide')
    expect(await barriers(page)).toEqual([])
    const { tally } = await asked(page, 'scans.coverage', {})
    for (const outcome of ['seen', 'denied', 'failed', 'partial', 'unlicensed'] as const)
      expect(await page.getByTestId(`coverage-figure-${outcome}`).textContent()).toContain(String(tally.counts[outcome]))
    await page.getByTestId('coverage-figure-denied').click()
    expect(await page.locator('.coverage-table tbody tr').count()).toBe(tally.counts.denied)
    await pictures(opened, 'coverage-denied')
    await page.goBack()
    await page.getByText('By source').waitFor()
  })

  it('shows 200 × 17 places as a matrix that is walked by keyboard, and the steps of a place', async () => {
    await visit(page, '#/coverage?part=source%20source-0')
    await page.getByTestId('coverage-places').waitFor()
    await pictures(opened, 'coverage-places')
    expect(await barriers(page)).toEqual([])
    await page.getByLabel(/Only the \d+ with gaps/).uncheck()
    expect(await page.locator('.matrix-cell').count()).toBeLessThan(wide.accounts * 3)
    await page.locator('.matrix-cell').first().focus()
    for (let press = 0; press < 13; press++) await page.keyboard.press('PageDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-at'))).toBe(`${wide.accounts - 1} 1`)
    await page.keyboard.press('Enter')
    await page.getByTestId('coverage-place').waitFor()
    await page.getByLabel(/Only the \d+ with gaps/).check()
    await page.locator('.matrix-cell[data-coverage=denied]').first().click()
    const steps = page.getByTestId('coverage-place')
    await steps
      .getByText(/Missing: agents:List/)
      .first()
      .waitFor()
    await steps.getByText(/It hides: Agents that step 0 would show/).waitFor()
    await pictures(opened, 'coverage-place')
    expect(await barriers(page)).toEqual([])
  })

  it('leads through every system there is to its sign-in, and asks for nothing that cannot be given', async () => {
    await visit(page, '#/sources')
    const systems = await asked(page, 'connections.providers', {})
    for (const { id, permissions } of systems) {
      await page.getByTestId('source-add').click()
      await page.getByTestId('connect-search').fill(id)
      await page.getByTestId(`connect-${id}`).click()
      await page.getByTestId('wizard-reads').waitFor()
      const reading = permissions.filter((need) => need.access === 'read')
      expect(await page.locator('.reads .needs code').count(), id).toBe(reading.length)
      if (reading.length > 0) await page.getByTestId('grants').waitFor()
      await page.getByTestId('connect-submit').click()
      await page.getByTestId('wizard-sign-in').waitFor()
      if (id !== 'this-computer') {
        await page.getByTestId('connect-submit').click()
        await page
          .getByText(/This is needed|One of these is needed|cannot be read without/)
          .first()
          .waitFor()
      }
      expect(await barriers(page), id).toEqual([])
      await opened.screenshot(`sign-in-${id}`)
      await page.getByTestId('connect-leave').click()
      await page.getByTestId('source-add').waitFor()
    }
    expect((await asked(page, 'connections.list', {})).length).toBe(wide.sources)
  }, 240_000)

  it('keeps 25 sources in view', async () => {
    await visit(page, '#/sources')
    await page.getByTestId('source-search').waitFor()
    await pictures(opened, 'sources-many')
    expect(await barriers(page)).toEqual([])
    await page.getByTestId('source-add').click()
    await page.getByTestId('wizard-choose').waitFor()
    await pictures(opened, 'connect-many')
    expect(opened.complaints).toEqual([])
  })
})

/** The demo estate, all of it: what a newcomer sees on the first day. */
describe('coverage of the demo estate', () => {
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    opened = await openWindow({ workspace: join(folder, 'demo.rollcall') })
    page = opened.page
    await page.getByTestId('first-run-demo').waitFor()
  })
  afterAll(() => opened?.close())

  it('names a system that only others speak of as not connected, and leads to connecting it', async () => {
    const all = await asked(page, 'connections.openDemo', { size: 'small' })
    const kept = all.filter((one) => one.provider === 'n8n')
    for (const { id } of all.filter((one) => one.provider !== 'n8n')) await asked(page, 'connections.remove', { id })
    const { scanId } = await asked(page, 'scans.start', { connectionIds: kept.map((one) => one.id) })
    await asked(page, 'scans.wait', { scanId })
    const [absent] = await asked(page, 'scans.notConnected', {})
    if (absent === undefined) throw new Error('the automation servers of the estate hold a key of a cloud that is not connected here')
    await visit(page, '#/coverage')
    await page.getByText(new RegExp(`${absent.title}.* (is|are) not connected`)).waitFor()
    await page.getByTestId('coverage-figure-absent').click()
    await pictures(opened, 'coverage-absent')
    await page.getByRole('button', { name: 'Connect it' }).first().click()
    await page.getByTestId('wizard-reads').waitFor()
    await page.getByRole('heading', { name: `Connect ${absent.title}` }).waitFor()
    await page.getByTestId('connect-leave').click()
  })

  it('tells the whole estate by one count', async () => {
    await scanSmallEstate(page)
    await visit(page, '#/coverage')
    await page.getByTestId('coverage-figure-seen').waitFor()
    await pictures(opened, 'coverage-demo')
    expect(await barriers(page)).toEqual([])
    const summary = await asked(page, 'scans.coverage', {})
    const chip = (await page.getByTestId('coverage-chip').textContent()) ?? ''
    expect(chip).toContain(`${summary.tally.percent} % seen`)
    // One of each system: a second instance has places of the same kind.
    const drawn = new Set<string>()
    for (const { id, provider } of await asked(page, 'connections.list', {})) {
      const { cells } = await asked(page, 'scans.placeGrid', { connectionId: id })
      if (cells.length === 0 || drawn.has(provider)) continue
      drawn.add(provider)
      await visit(page, `#/coverage?part=${encodeURIComponent(`source ${id}`)}`)
      await page.getByTestId('coverage-places').waitFor()
      await page.locator('.matrix-cell').first().click()
      await page.getByTestId('coverage-place').waitFor()
      await pictures(opened, `coverage-demo-places-${id.slice(-4)}`)
      expect(await barriers(page)).toEqual([])
    }
    await visit(page, '#/overview')
    await page.getByText(chip).nth(1).waitFor()
    await pictures(opened, 'overview-demo')
    await visit(page, '#/sources')
    await page.getByTestId('source-search').waitFor()
    await pictures(opened, 'sources-demo')
    expect(opened.complaints).toEqual([])
  }, 240_000)
})

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? '')

/** Presses a key until the focus stands on what bears the name; a person would do no more. */
async function walkTo(page: Page, testId: string, key: 'Tab' | 'ArrowDown'): Promise<void> {
  for (let press = 0; press < 90; press++) {
    if ((await focused(page)) === testId) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard does not reach ${testId}`)
}

async function fill(page: Page, testId: string, text: string): Promise<void> {
  await walkTo(page, testId, 'Tab')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

/** Light and dark, at the smallest size the window has and at a large one. */
async function pictures({ app, page, screenshot }: OpenedWindow, name: string): Promise<void> {
  for (const [width, height] of [
    [1920, 1080],
    [1024, 700],
  ] as const) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    })
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(250)
      await screenshot(`${name}-${width}-${colorScheme}`)
    }
  }
}
