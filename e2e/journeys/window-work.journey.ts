import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentRow } from '../../shared/domain/agent.ts'
import { lookAtEstate } from '../harness/estate-eye.ts'
import type { OpenedWindow } from '../harness/open-window.ts'
import { asked, openOnSmallEstate, riskiest, visit } from '../harness/small-estate.ts'

/** What a lead does for hours: decide by keyboard, look through views, take back, undo, mend a source. */
describe('a working day in the window', () => {
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    opened = await openOnSmallEstate()
    page = opened.page
  })
  afterAll(() => opened?.close())

  it('decides on three agents without a mouse, and each time the next one comes', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    const decided: string[] = []
    for (const key of ['a', 'e', 'x']) {
      await expect.poll(() => currentId(page)).not.toBe(decided.at(-1) ?? '')
      const id = await currentId(page)
      await page.keyboard.press(key)
      await page.getByTestId('decision-reason').waitFor()
      await page.keyboard.type('Decided by keyboard alone.')
      await page.keyboard.press('Control+Enter')
      await page.getByTestId('decision-form').waitFor({ state: 'detached' })
      decided.push(id)
    }
    expect(await Promise.all(decided.map((id) => statusOf(page, id)))).toEqual(['approved', 'exception', 'rejected'])
    expect(await page.evaluate(() => document.activeElement?.closest('.triage-list') !== null)).toBe(true)
  })

  it('takes the last decision back, with a reason', async () => {
    const [rejected] = await riskiest(page, { status: ['rejected'] })
    await page.keyboard.press('u')
    await page.getByTestId('decision-reason').fill('Taken back: it was the wrong one.')
    await page.getByTestId('decision-submit').click()
    await expect.poll(() => statusOf(page, rejected?.id ?? '')).toBe('in-review')
    await expect.poll(() => page.getByTestId('action-review').count()).toBe(0)
  })

  it('keeps a view, goes back to it, and removes it', async () => {
    await visit(page, '#/inventory')
    await page.getByTestId('facet-band-high').click()
    const total = page.getByTestId('inventory-total')
    await expect.poll(() => total.textContent()).toContain(' of ')
    const told = await total.textContent()
    await page.getByTestId('save-view').click()
    await page.getByLabel('Name of the view').fill('For the board')
    await page.keyboard.press('Enter')
    await page.getByText('For the board').waitFor()
    await page.getByTestId('view-tab-all').click()
    await expect.poll(() => total.textContent()).not.toBe(told)
    await page.getByText('For the board').click()
    await expect.poll(() => total.textContent()).toBe(told)
    await page.getByLabel('Remove the view For the board').click()
    await page.getByText('For the board').waitFor({ state: 'detached' })
    expect(await asked(page, 'agents.views', {})).toEqual([])
  })

  it('says when nothing matches, and shows all again', async () => {
    await page.getByTestId('inventory-search').fill('nothing is called like this')
    await page.getByText('Show all').click()
    await expect.poll(() => page.getByTestId('inventory-total').textContent()).not.toContain(' of ')
  })

  it('undoes a revocation: what was switched off works again', async () => {
    const { row, objectId } = await application(page)
    const estate = lookAtEstate(opened.workspace)
    await visit(page, `#/inventory?agent=${row.id}`)
    await page.getByTestId('action-revoke').click()
    // Whoever looks at the plan and leaves has planned nothing.
    await page.getByTestId('revoke-plan').waitFor()
    await page.getByTestId('revoke-flow').getByText('Not now').click()
    expect(await asked(page, 'governance.revocations', {})).toEqual([])
    await page.getByTestId('action-revoke').click()
    await page.getByTestId('revoke-dry-run').click()
    await page.getByTestId('revoke-reason').fill('Nobody answers for it.')
    await page.getByTestId('revoke-confirm').click()
    await expect.poll(() => page.getByTestId('revoke-state').textContent(), { timeout: 240_000 }).toBe('verified')
    expect(await estate.principalEnabled(objectId)).toBe(false)
    await page.getByTestId('revoke-reason').fill('Its owner was found.')
    await page.getByTestId('revoke-undo').click()
    await expect.poll(() => page.getByTestId('revoke-state').textContent(), { timeout: 240_000 }).toBe('undone')
    expect(await estate.principalEnabled(objectId)).toBe(true)
    expect(await statusOf(page, row.id)).toBe('in-review')
  })

  it('says what is wrong with a source, lets it be corrected, and removes it', async () => {
    const server = (await asked(page, 'connections.list', {})).find((one) => one.provider === 'n8n')
    await visit(page, '#/sources')
    await page.getByTestId('source-add').click()
    await page.getByTestId('connect-n8n').click()
    await page.getByTestId('connect-submit').click()
    await page.getByTestId('connect-field-baseUrl').fill('http://127.0.0.1:9')
    await page.getByTestId('connect-field-apiKey').fill('not the key')
    await page.getByTestId('connect-submit').click()
    await page.getByText(/cannot be reached/).waitFor()
    await page.getByTestId('connect-leave').click()
    await page.getByTestId('connect-keep').click()
    const added = (await asked(page, 'connections.list', {})).find((one) => one.provider === 'n8n' && !one.demo)
    await page.getByTestId(`source-probe-${added?.id}`).click()
    await page.getByText(/cannot be reached/).waitFor()
    await page.getByText('Correct it').click()
    await page.getByTestId('change-field-baseUrl').fill(server?.settings.baseUrl ?? '')
    await page.getByTestId(`source-save-${added?.id}`).click()
    await page.getByText(/not sent to another address/).waitFor()
    await page.getByTestId('change-field-apiKey').fill('not the key either')
    await page.getByTestId(`source-save-${added?.id}`).click()
    await page.getByText(/did not accept the sign-in/).waitFor()
    await page.getByTestId(`source-remove-${added?.id}`).click()
    await page.getByTestId(`source-remove-confirm-${added?.id}`).click()
    await page.getByTestId(`source-${added?.id}`).waitFor({ state: 'detached' })
    expect(opened.complaints).toEqual([])
  })
})

const currentId = async (page: Page): Promise<string> =>
  (await page.locator('.triage-item[aria-current=true]').getAttribute('data-testid'))?.replace('triage-item-', '') ?? ''

async function statusOf(page: Page, id: string): Promise<string> {
  return (await asked(page, 'agents.get', { id })).agent.status
}

/** A directory application that is switched on, with its object id. */
async function application(page: Page): Promise<{ readonly row: AgentRow; readonly objectId: string }> {
  const estate = lookAtEstate((await asked(page, 'workspace.info', {})).path)
  for (const row of await riskiest(page, { provider: ['microsoft-365'] })) {
    const { agent } = await asked(page, 'agents.get', { id: row.id })
    const objectId = agent.nativeIds.find((one) => one.kind === 'entra-object-id')?.value
    if (objectId !== undefined && (await estate.principalEnabled(objectId).catch(() => false))) return { row, objectId }
  }
  throw new Error('the estate has no application that is switched on')
}
