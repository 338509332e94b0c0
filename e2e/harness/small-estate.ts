import type { Page } from 'playwright'
import type { MethodName, Value } from '../../shared/contract/contract.ts'
import type { AgentRow } from '../../shared/domain/agent.ts'

/** Calls the engine as the page does; a failure fails the journey with its own words. */
export async function asked<N extends MethodName>(page: Page, name: N, args: unknown): Promise<Value<N>> {
  const result = await page.evaluate(([method, given]) => window.rollcall.invoke(method as never, given as never), [
    name as MethodName,
    args,
  ] as const)
  if (!result.ok) throw new Error(`${name}: ${result.failure.message}`)
  return result.value as Value<N>
}

/** Connects the small demo estate and scans it, without waiting for anybody to press a button. */
export async function scanSmallEstate(page: Page): Promise<void> {
  await asked(page, 'connections.openDemo', { size: 'small' })
  const { scanId } = await asked(page, 'scans.start', {})
  await asked(page, 'scans.wait', { scanId })
}

/** The agents of the inventory, riskiest first. */
export async function riskiest(page: Page, filter: Record<string, unknown> = {}): Promise<readonly AgentRow[]> {
  return (await asked(page, 'agents.page', { filter, limit: 200 })).rows
}

/** Goes to an address of the window. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}
