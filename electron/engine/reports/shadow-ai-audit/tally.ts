import type { AgentRow } from '../../../../shared/domain/agent.ts'
import type { ReportBlock } from '../../../../shared/domain/report.ts'

type Bars = Extract<ReportBlock, { readonly kind: 'bars' }>

/** Rows counted by what `key` says of each, largest first, equal counts by label. */
export function tally(
  rows: readonly AgentRow[],
  key: (row: AgentRow) => string,
): readonly { readonly label: string; readonly value: number }[] {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return [...counts].map(([label, value]) => ({ label, value })).sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1))
}

/** How many bars a reader takes in; the rest is one bar, so that the bars still sum to the whole. */
const mostBars = 12

export function barsOf(title: string, rows: readonly AgentRow[], key: (row: AgentRow) => string): Bars {
  const counts = tally(rows, key)
  const rest = counts.slice(mostBars)
  const bars = counts.slice(0, mostBars)
  const restBar = { label: `${rest.length} others`, value: rest.reduce((sum, item) => sum + item.value, 0) }
  return { kind: 'bars', title, unit: 'agents', of: rows.length, bars: rest.length === 0 ? bars : [...bars, restBar] }
}

/** Bars in a fixed order of words, zero included: an empty band is an answer too. */
export function barsInOrder<K extends string>(
  title: string,
  rows: readonly AgentRow[],
  key: (row: AgentRow) => K,
  words: Readonly<Record<K, string>>,
  toned = false,
): Bars {
  const order = Object.keys(words) as K[]
  return {
    kind: 'bars',
    title,
    unit: 'agents',
    of: rows.length,
    bars: order.map((value) => ({
      label: words[value],
      value: rows.filter((row) => key(row) === value).length,
      ...(toned ? { tone: value } : {}),
    })),
  }
}
