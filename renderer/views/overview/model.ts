import type { AgentFilter } from '../../../shared/contract/agents.ts'
import type { Overview } from '../../../shared/contract/workspace.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { bands, shadowStatuses } from '../../../shared/domain/vocabulary.ts'
import { countWords, many } from '../../app/time.ts'

/** One line of state in words: how many nobody approved, how bad, and whether it gets better. */
export function headline(overview: Overview): string {
  if (overview.agents === 0) return 'No agents have been found yet.'
  if (overview.shadow === 0) return `All ${many(overview.agents, 'agent')} found are decided.`
  const { critical, high } = overview.shadowByBand
  const worst =
    critical > 0
      ? `, ${countWords(critical)} of them critical`
      : high > 0
        ? `, ${countWords(high)} of them high`
        : ', none of them critical'
  return `${many(overview.shadow, 'agent')} nobody approved${worst}${trend(overview)}.`
}

/** The step since the scan before, in words; empty when there is nothing to compare. */
function trend(overview: Overview): string {
  const before = overview.overTime.at(-2)
  if (before === undefined) return ''
  const step = overview.shadow - before.shadow
  if (step === 0) return '; as many as in the scan before'
  return `; ${countWords(Math.abs(step))} ${step < 0 ? 'fewer' : 'more'} than in the scan before`
}

/** How strongly a cell of the heat table is tinted: 0 to 1 within its band, zero stays empty. */
export function heatShare(overview: Overview, band: (typeof bands)[number], value: number): number {
  if (value === 0) return 0
  const most = Math.max(...overview.heat.map((row) => row[band]))
  return 0.35 + (0.65 * value) / most
}

/** The rows behind a cell. A unit that is not known is counted under its connection's label, and is filtered by that connection. */
export function heatFilter(
  unit: string,
  band: (typeof bands)[number],
  connections: readonly Pick<Connection, 'id' | 'label' | 'businessUnit'>[],
): AgentFilter {
  const unnamed = connections.filter((connection) => connection.label === unit && connection.businessUnit === null)
  if (unnamed.length === 0) return { band: [band], businessUnit: [unit] }
  return { band: [band], businessUnit: [''], connectionId: unnamed.map((connection) => connection.id) }
}

/** Units with the most critical agents first, then high, and so on. */
export function heatRows(overview: Overview): Overview['heat'] {
  return [...overview.heat].sort((a, b) => {
    for (const band of bands) if (a[band] !== b[band]) return b[band] - a[band]
    return a.unit.localeCompare(b.unit)
  })
}

/** At most `most` points over time, the newest always among them: a chart of more only gets slower. */
export function thinned<T>(points: readonly T[], most = 600): readonly T[] {
  if (points.length <= most) return points
  const step = (points.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]).filter((point) => point !== undefined)
}

/** What waits for a decision, the worst first, each with the rows behind it; null rows: the triage queue. */
export function decisionsDue(overview: Overview): readonly { readonly words: string; readonly rows: AgentFilter | null }[] {
  const { critical, high } = overview.shadowByBand
  const undecided = (band: 'critical' | 'high'): AgentFilter => ({ band: [band], status: [...shadowStatuses] })
  return [
    { count: overview.overdue, words: `${many(overview.overdue, 'decision')} overdue`, rows: null },
    { count: critical, words: `${many(critical, 'critical agent')} undecided`, rows: undecided('critical') },
    { count: high, words: `${many(high, 'high-risk agent')} undecided`, rows: undecided('high') },
    { count: overview.undecided, words: `${many(overview.undecided, 'agent')} undecided in all`, rows: null },
  ]
    .filter((due) => due.count > 0)
    .map(({ words, rows }) => ({ words, rows }))
}

/** What changed since the last comparison, only what is not nothing. */
export function changes(overview: Overview): readonly { readonly id: string; readonly words: string }[] {
  const { since, gone, changed, lapsed } = overview.changed
  // In the first scan everything appeared: no news.
  const appeared = since === null ? 0 : overview.changed.appeared
  return [
    { id: 'appeared', count: appeared, words: `${many(appeared, 'agent')} appeared` },
    { id: 'changed', count: changed, words: `${many(changed, 'agent')} changed` },
    { id: 'lapsed', count: lapsed, words: `${many(lapsed, 'decision')} lapsed because facts changed or time ran out` },
    { id: 'gone', count: gone, words: `${many(gone, 'agent')} no longer seen` },
  ].filter((change) => change.count > 0)
}
