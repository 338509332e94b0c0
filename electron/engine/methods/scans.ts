import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { StepCoverage } from '../../../shared/domain/coverage.ts'
import type { Store } from '../store/store.ts'
import type { EngineContext } from './engine-context.ts'

const listedScans = 100

export function scanMethods({ store, scanning }: EngineContext): EngineHandlers['scans'] {
  return {
    start: ({ connectionIds }) => scanning.start(connectionIds),
    cancel: ({ scanId }) => scanning.cancel(scanId),
    progress: () => ok(scanning.progress()),
    wait: ({ scanId }) => scanning.wait(scanId),
    list: () => ok(store.scans.list(listedScans)),
    coverage: () => ok(coverageSummary(store)),
    places: (query) => ok(store.scans.places(query)),
    placeGrid: ({ connectionId }) => ok(store.scans.placeGrid(connectionId)),
  }
}

/** The last word on every connection: what was seen, what was not, and which were never scanned. */
function coverageSummary(store: Store): CoverageSummary {
  const steps = store.scans.latestCoverage()
  const count = (state: string) => steps.filter((step) => step.end?.state === state).length
  const scanned = new Set(steps.map((step) => step.connectionId))
  const asked = steps.filter(wasAsked)
  return {
    steps,
    complete: count('complete'),
    partial: count('partial'),
    denied: count('denied'),
    skipped: count('skipped'),
    failed: count('failed'),
    neverScanned: store.connections.list().flatMap((one) => (scanned.has(one.id) ? [] : [one.id])),
    seenPercent:
      asked.length === 0 ? null : Math.floor((100 * asked.filter((step) => step.end?.state === 'complete').length) / asked.length),
  }
}

/** A step that was not asked for, or whose service does not exist, takes nothing from what was seen. */
function wasAsked({ end }: StepCoverage): boolean {
  return !(end?.state === 'skipped' && (end.reason === 'not-asked' || end.reason === 'no-service'))
}
