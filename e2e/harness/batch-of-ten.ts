import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { AgentRow } from '../../shared/domain/agent.ts'
import type { Estate, EstateFault } from '../../shared/domain/estate.ts'
import type { SecondLead } from './second-lead.ts'
import { visit } from './small-estate.ts'

/** Its only installation is one that the provider will not let go of. */
export const refused = 'Devin.ai Integration'
/** Nothing but a person in the administrator's console takes it away. */
export const byHand = 'Minutes Companion'
/** One of its three keys stays for a moment, because the provider fails once. */
export const interrupted = 'engineering-tools-runner'

const domain = 'Meridian Google Workspace'

/** Where they are, by the label of the connection. */
export const batchSystems: readonly string[] = [
  'Meridian automation server',
  'Meridian Slack',
  'Meridian Group on GitHub',
  domain,
  'Claude Console of Engineering',
]

/** What goes wrong: one call is refused for good, one fails once. */
export const batchFaults: readonly EstateFault[] = [
  { provider: 'github', method: 'DELETE', pathPrefix: '/enterprises/meridian/apps/', kind: 'status', status: 403 },
  { provider: 'anthropic', method: 'POST', pathPrefix: '/v1/organizations/api_keys/', kind: 'status', status: 500, skip: 1, times: 1 },
]

/** The three that are no ordinary ones, and seven that are, of two more providers, out of the critical ones. */
export function tenOverFive(rows: readonly AgentRow[]): readonly AgentRow[] {
  const special = rows.filter(({ name }) => [refused, byHand, interrupted].includes(name))
  const of = (provider: string, count: number) => rows.filter((row) => row.provider === provider).slice(0, count)
  const all = [...special, ...of('n8n', 4), ...of('slack', 3)]
  expect(all).toHaveLength(10)
  return all
}

/** Marks them among the critical ones of the inventory, as a person does; the list is drawn only where it is looked at. */
export async function markAll(page: Page, chosen: readonly AgentRow[]): Promise<void> {
  await visit(page, '#/inventory')
  await page.getByTestId('facet-band-critical').click()
  await page.getByTestId('inventory-grid').hover()
  await page.mouse.wheel(0, -100_000)
  for (const { id } of chosen) {
    const box = page.locator(`.ag-row[row-id="${id}"] .ag-checkbox-input`).first()
    for (let turns = 0; turns < 40 && (await box.count()) === 0; turns += 1) {
      await page.mouse.wheel(0, turns < 20 ? 240 : -240)
      await box.waitFor({ state: 'attached', timeout: 250 }).catch(() => undefined)
    }
    await box.check()
  }
  await expect.poll(() => page.getByTestId('bulk-bar').textContent()).toContain(`${chosen.length} agents marked`)
}

/** Rehearses what is planned, gives the reason, and has the second key agree to exactly that. */
export async function rehearseAndSign(page: Page, second: SecondLead, reason: string): Promise<void> {
  await page.getByTestId('batch-rehearse').click()
  await page.getByText('Rehearsed: every plan holds').waitFor({ timeout: 90_000 })
  await page.getByTestId('batch-reason').fill(reason)
  expect(await page.getByTestId('batch-confirm').isDisabled()).toBe(true)
  await page.getByTestId('second-key-ask').click()
  await second.agrees(page)
  await expect.poll(() => page.getByTestId('second-key').getAttribute('data-state')).toBe('signed')
}

/** Confirms, tries again what failed, passes over what stays refused. @returns what it stopped at, in order */
export async function runToTheEnd(page: Page, onStop: (at: number) => Promise<void> = async () => {}): Promise<readonly string[]> {
  const state = () => page.getByTestId('batch-state').getAttribute('data-state')
  const settled = async () => {
    await expect.poll(state, { timeout: 120_000 }).toMatch(/^(?!running)/)
    return state()
  }
  await page.getByTestId('batch-confirm').click()
  const stops: string[] = []
  while ((await settled()) === 'stopped') {
    const why = (await page.getByTestId('batch-stopped').textContent()) ?? ''
    stops.push(why)
    await onStop(stops.length)
    await page.getByTestId(why.includes(refused) ? 'batch-skip' : 'batch-again').click()
  }
  return stops
}

/** What somebody does in the administrator's console: the client is deleted, and the list saved again where the connection reads it. */
export function doneByHand(estate: Estate): void {
  const list = estate.connections.find(({ label }) => label === domain)?.settings.clientList ?? ''
  const lines = readFileSync(list, 'utf8').split('\n')
  writeFileSync(list, lines.filter((line) => !line.includes(byHand)).join('\n'))
}
