import type { Overview } from '../../../shared/contract/workspace.ts'
import { type Band, bands } from '../../../shared/domain/vocabulary.ts'
import { overdueCount } from '../governance/duty/duty.ts'
import type { Store } from '../store/store.ts'

type Rollup = ReturnType<Store['agents']['rollups']>[number]

/** The figures of the overview, all from roll-ups kept with the rows. */
export function overviewOf(store: Store, now: Date): Overview {
  const rollups = store.agents.rollups()
  const all = rollups.filter((one) => one.dimension === 'all')
  const agents = total(all)
  const shadow = total(all.filter((one) => one.shadow))
  const ended = store.scans.list(50).filter((scan) => scan.endedAt !== null)
  const before = ended[1] ?? null
  const byStatus = [...grouped(rollups, 'status')].map(([status, rows]) => ({ status, count: total(rows) }))
  const countOf = (...statuses: readonly string[]) =>
    byStatus.filter((one) => statuses.includes(one.status)).reduce((sum, one) => sum + one.count, 0)
  return {
    agents,
    identitiesSeen: store.observations.identityCount(),
    shadow,
    governed: agents - shadow,
    bands: perBand(all),
    shadowByBand: perBand(all.filter((one) => one.shadow)),
    byStatus,
    heat: [...grouped(rollups, 'unit')]
      .map(([unit, rows]) => ({ unit, ...perBand(rows) }))
      .sort((a, b) => b.critical - a.critical || b.high - a.high),
    overTime: store.agents.overTime(),
    changed: { since: before?.endedAt ?? null, ...store.agents.changedSince(before?.id ?? null), lapsed: countOf('lapsed') },
    overdue: overdueCount(store, now.toISOString()),
    undecided: countOf('discovered', 'in-review', 'lapsed', 'reappeared'),
    layers: layersOf(store, agents, shadow),
  }
}

function layersOf(store: Store, agents: number, shadow: number): Overview['layers'] {
  const coverage = store.scans.latestCoverage()
  const complete = coverage.filter((step) => !step.incomplete).length
  const known = store.agents.layerCounts()
  return [
    { id: 'policy', title: 'Policy and governance', state: 'decided by somebody', value: agents - shadow, of: agents },
    { id: 'orchestration', title: 'Orchestration', state: 'with error handling', value: known.errorHandling, of: known.workflows },
    { id: 'tooling', title: 'Tooling and integration', state: 'whose tools or permissions are known', value: known.toolsKnown, of: agents },
    { id: 'observability', title: 'Observability', state: 'whose activity is known', value: known.activityKnown, of: agents },
    { id: 'safety', title: 'Safety and compliance', state: 'steps that saw everything', value: complete, of: coverage.length },
  ]
}

function* grouped(rollups: readonly Rollup[], dimension: string): Iterable<readonly [string, readonly Rollup[]]> {
  const rows = rollups.filter((one) => one.dimension === dimension)
  for (const value of new Set(rows.map((one) => one.value))) yield [value, rows.filter((one) => one.value === value)]
}

function perBand(rows: readonly Rollup[]): Readonly<Record<Band, number>> {
  return Object.fromEntries(bands.map((band) => [band, total(rows.filter((one) => one.band === band))])) as Record<Band, number>
}

function total(rows: readonly Rollup[]): number {
  return rows.reduce((sum, one) => sum + one.count, 0)
}
