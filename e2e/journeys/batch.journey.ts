import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentRow } from '../../shared/domain/agent.ts'
import type { Estate } from '../../shared/domain/estate.ts'
import { barriers } from '../harness/barriers.ts'
import {
  batchFaults,
  batchSystems,
  byHand,
  doneByHand,
  interrupted,
  markAll,
  refused,
  rehearseAndSign,
  runToTheEnd,
  tenOverFive,
} from '../harness/batch-of-ten.ts'
import { connectByHand, estateByHand } from '../harness/estate-by-hand.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { pictures } from '../harness/pictures.ts'
import { addTwoLeads, secondLead } from '../harness/second-lead.ts'
import { asked, riskiest, visit } from '../harness/small-estate.ts'

/** Ten agents over five providers are revoked together, under two keys, with one that surprises, one that is refused, one by hand. */
describe('a batch of ten', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-batch-'))
  const second = secondLead()
  let estate: Estate
  let opened: OpenedWindow
  let page: Page
  let chosen: readonly AgentRow[]

  beforeAll(async () => {
    estate = await estateByHand({ stateFile: join(folder, 'estate.json'), faults: batchFaults })
    opened = await openWindow({ workspace: join(folder, 'batch.rollcall') })
    page = opened.page
    await connectByHand(page, estate, batchSystems)
    await addTwoLeads(page, second, { revoke: true })
  })
  afterAll(async () => {
    await opened?.close()
    await estate?.close()
    second.leaves()
    rmSync(folder, { recursive: true, force: true })
  })

  it('begins with none, and says how one comes about', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('v')
    await page.getByTestId('revocations-empty').waitFor()
    await pictures(opened, 'batch-0-none')
    expect(await barriers(page)).toEqual([])
  })

  it('is marked in the inventory and planned: what it does, what else is hit, and that it waits for the second key', async () => {
    chosen = tenOverFive(await riskiest(page, { band: ['critical'] }))
    await markAll(page, chosen)
    await pictures(opened, 'batch-1-marked')
    await page.getByTestId('bulk-revoke').click()
    await page.getByTestId('batch-blast').waitFor()
    expect(await page.getByTestId('batch-state').textContent()).toMatch(/10 agents: \d+ calls at 4 places, 1 by hand/)
    expect(await page.getByTestId('batch-confirm').isDisabled()).toBe(true)
    await pictures(opened, 'batch-2-planned')
    expect(await barriers(page)).toEqual([])
  })

  it('is rehearsed without writing, and agreed to by the second key', async () => {
    await rehearseAndSign(page, second, 'Nobody answers for them.')
    await pictures(opened, 'batch-3-signed')
    expect(await barriers(page)).toEqual([])
  })

  it('stops at the first surprise; the same again goes on where it stopped, and one that stays refused is passed over', async () => {
    const stops = await runToTheEnd(page, async (at) => {
      await pictures(opened, `batch-4-stopped-${at}`)
      expect(await barriers(page)).toEqual([])
    })
    expect(stops.toSorted()).toEqual([expect.stringContaining(refused), expect.stringContaining(interrupted)])
    expect(await statesShown()).toEqual({ verified: 8, failed: 1, executed: 1 })
    expect(await page.getByTestId('batch-standing').textContent()).toBe('8 off and proved, 1 by hand still to do, 1 failed. ')
    await pictures(opened, 'batch-5-done')
    expect(await barriers(page)).toEqual([])
  })

  it('takes a step by hand for done when a scan shows it, and not before', async () => {
    const { id } = named(byHand)
    const agent = page.getByTestId(`batch-agent-${id}`)
    expect(await agent.getByText('no scan since then shows').count()).toBe(0)
    await agent.getByTestId(`batch-verify-${id}`).click()
    await agent.getByText('no scan since then shows').waitFor({ timeout: 240_000 })
    expect(await agent.getAttribute('data-state')).toBe('executed')
    await pictures(opened, 'batch-6-by-hand')
    doneByHand(estate)
    await agent.getByTestId(`batch-verify-${id}`).click()
    await expect.poll(() => agent.getAttribute('data-state'), { timeout: 240_000 }).toBe('verified')
  })

  it('puts one back, and the ledger holds', async () => {
    const { id } = chosen.find(({ provider }) => provider === 'n8n') ?? named('')
    const agent = page.getByTestId(`batch-agent-${id}`)
    await agent.getByTestId(`batch-undo-${id}`).click()
    await agent.getByTestId('batch-undo-reason').fill('Needed after all.')
    await pictures(opened, 'batch-7-undo')
    await agent.getByTestId('batch-undo-confirm').click()
    await expect.poll(() => agent.getAttribute('data-state'), { timeout: 240_000 }).toBe('undone')
    await visit(page, '#/revocations')
    await page.getByTestId('batch-list').waitFor()
    await pictures(opened, 'batch-8-list')
    expect(await barriers(page)).toEqual([])
    expect(await asked(page, 'governance.verifyLedger', {})).toMatchObject({ ok: true })
    expect(opened.complaints).toEqual([])
  })

  async function statesShown(): Promise<Readonly<Record<string, number>>> {
    const states = await page.locator('[data-testid^=batch-agent-]').evaluateAll((all) => all.map((one) => one.getAttribute('data-state')))
    return Object.fromEntries([...Map.groupBy(states, String)].map(([state, all]) => [state, all.length]))
  }

  const named = (name: string): AgentRow => {
    const row = chosen.find((one) => one.name === name)
    if (row === undefined) throw new Error(`${name} was not chosen`)
    return row
  }
})
