import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe calls serious or critical, one line each with where it is. */
export async function barriers(page: Page, within?: string): Promise<string[]> {
  // All rows of a grid are drawn alike: one of them stands for all.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('.ag-row:not([row-index="0"])')
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`))
}
