import { valuesAt } from '../agent-files/formats.ts'
import { type Layout, shortPath } from '../agent-files/layout.ts'
import type { StepContext } from '../connector.ts'
import type { ClientRow } from './client-table.ts'
import { expandPath, readConfiguration } from './configuration.ts'
import { pathOf } from './layout.ts'
import { exists } from './read-file.ts'

/** The first of a client's marks that is there, in short; null when it is not set up here. */
export async function markOf(row: ClientRow, layout: Layout): Promise<string | null> {
  for (const place of row.marks) {
    const path = pathOf(place, layout)
    for (const one of path === null ? [] : await expandPath(path)) if (await exists(one)) return shortPath(one, layout)
  }
  return null
}

/** The setting by which an agent acts without asking, in words, and files that could not be read. */
export async function unaskedBy(
  context: Pick<StepContext, 'record' | 'memory'>,
  row: ClientRow,
  layout: Layout,
): Promise<{ readonly unasked: string | null; readonly problems: readonly string[] }> {
  const problems: string[] = []
  let unasked: string | null = null
  for (const approval of row.approvals ?? []) {
    const path = pathOf(approval.at, layout)
    if (path === null) continue
    const file = await readConfiguration(context, layout, path, approval.format)
    if (file.kind === 'problem') problems.push(file.words)
    if (file.kind !== 'read') continue
    for (const { path: keys, value } of valuesAt(file.value, approval.key)) {
      const counts = approval.values === undefined ? value !== undefined : approval.values.some((one) => one === value)
      if (counts) unasked ??= `${keys.join('.')} = ${String(value)} in ${shortPath(path, layout)}`
    }
  }
  return { unasked, problems }
}
