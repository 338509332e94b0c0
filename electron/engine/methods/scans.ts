import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import { tallyCoverage } from '../../../shared/domain/coverage-tally.ts'
import { connectors } from '../connectors/registry.ts'
import type { Store } from '../store/store.ts'
import type { EngineContext } from './engine-context.ts'
import { notConnected } from './not-connected.ts'

const listedScans = 100

export function scanMethods({ store, scanning, connectorOf }: EngineContext): EngineHandlers['scans'] {
  return {
    start: ({ connectionIds }) => scanning.start(connectionIds),
    cancel: ({ scanId }) => scanning.cancel(scanId),
    progress: () => ok(scanning.progress()),
    wait: ({ scanId }) => scanning.wait(scanId),
    list: () => ok(store.scans.list(listedScans)),
    coverage: () => ok(coverageSummary(store, connectorOf)),
    notConnected: () => ok(notConnected(store, connectors)),
    places: (query) => ok(store.scans.places(query)),
    placeGrid: ({ connectionId }) => ok(store.scans.placeGrid(connectionId)),
  }
}

/** The last word on every connection: what was seen, what was not, and which were never scanned. */
function coverageSummary(store: Store, connectorOf: EngineContext['connectorOf']): CoverageSummary {
  const steps = store.scans.latestCoverage()
  const count = (state: string) => steps.filter((step) => step.end?.state === state).length
  const scanned = new Set(steps.map((step) => step.connectionId))
  const never = store.connections.list().filter((one) => !scanned.has(one.id))
  const unscanned = never.reduce((sum, one) => sum + (connectorOf(one.provider)?.steps.length ?? 0), 0)
  const tally = tallyCoverage(steps, unscanned)
  return {
    steps,
    complete: count('complete'),
    partial: count('partial'),
    denied: count('denied'),
    skipped: count('skipped'),
    failed: count('failed'),
    neverScanned: never.map((one) => one.id),
    seenPercent: steps.length === 0 ? null : tally.percent,
    tally,
  }
}
