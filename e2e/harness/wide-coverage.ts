import { connectors } from '../../electron/engine/connectors/registry.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import type { StepEnd } from '../../shared/domain/coverage.ts'

const at = '2026-11-28T08:00:00.000Z'
const complete: StepEnd = { state: 'complete' }
const ends: readonly StepEnd[] = [
  complete,
  complete,
  complete,
  { state: 'denied', missing: 'agents:List', why: 'the organisation’s policy refused the call' },
  complete,
  { state: 'partial', why: '3 of 40 pages could not be read' },
  complete,
  { state: 'skipped', reason: 'not-licensed', why: 'the plan does not have it' },
  { state: 'failed', failure: { code: 'provider-down', message: 'the provider did not answer', next: 'Scan again later.' } },
  { state: 'skipped', reason: 'no-service', why: 'there is no such service here' },
]

export const wide = { sources: 25, accounts: 200, regions: 17, steps: 8 } as const

/** How a step ended in an account and a region: 12 accounts are denied a step in some regions, one region has no such service. */
function endIn(account: number, region: number, step: number): StepEnd {
  if (region === 16) return { state: 'skipped', reason: 'no-service', why: 'there is no such service here' }
  if (account % 17 === 3 && region % 5 === 1 && step % 3 === 0)
    return { state: 'denied', missing: 'agents:List', why: 'a policy of the organisation refused the call' }
  if (account === 40 && step === 2) return { state: 'partial', why: '2 elements could not be read' }
  return complete
}

/** Fills a new workspace with the coverage of a large firm: 25 sources, one of 200 accounts × 17 regions, one never scanned. */
export function fillWideCoverage(path: string): void {
  const opened = openStore(path)
  if (!opened.ok) throw new Error(opened.failure.message)
  const store = opened.value
  try {
    const sources = Array.from({ length: wide.sources }, (_, index) => ({
      id: `source-${index}`,
      provider: connectors[index % connectors.length]?.id ?? '',
      label: index === 0 ? 'The organisation’s accounts' : `Source ${String(index).padStart(2, '0')}`,
    }))
    for (const { id, provider, label } of sources)
      store.connections.put({
        id,
        provider,
        label,
        businessUnit: null,
        environment: 'production',
        settings: {},
        secretKeys: [],
        demo: false,
        createdAt: at,
        lastScanId: null,
        lastScanAt: null,
      })
    const scanned = sources.slice(0, -1)
    const stepOf = (index: number) => ({
      stepId: `step-${index}`,
      stepTitle: `Step ${index}`,
      hides: `agents that step ${index} would show`,
    })
    const own = { scanId: 'scan-1', at }
    const steps = scanned.flatMap(({ id }) => Array.from({ length: wide.steps }, (_, index) => ({ connectionId: id, ...stepOf(index) })))
    store.scans.begin({ id: 'scan-1', startedAt: at, steps })
    for (const [nr, { connectionId, stepId }] of steps.entries()) {
      const step = nr % wide.steps
      const batch = { ...own, connectionId, stepId, observations: [], callId: null, cursor: null, keptAside: 0 }
      store.scans.startStep('scan-1', connectionId, stepId, at)
      if (connectionId === 'source-0') store.scans.keep({ ...batch, places: placesOf(step) })
      const end = connectionId === 'source-0' ? partOf(step) : (ends[(nr * 7) % ends.length] ?? complete)
      store.scans.endStep({ ...own, connectionId, stepId, end: nr % 3 === 0 || connectionId === 'source-0' ? end : complete, owns: [] })
    }
    store.scans.end('scan-1', 'incomplete', at)
  } finally {
    store.close()
  }
}

const placesOf = (step: number) =>
  Array.from({ length: wide.accounts }, (_, account) =>
    Array.from({ length: wide.regions }, (_, region) => ({
      wide: `Account ${String(account).padStart(3, '0')} (${String(100_000_000_000 + account)})`,
      narrow: `region-${String(region).padStart(2, '0')}`,
      end: endIn(account, region, step),
      owns: [],
    })),
  ).flat()

const partOf = (step: number): StepEnd =>
  step % 3 === 0 || step === 2 ? { state: 'partial', why: 'some accounts were not seen whole: Account 003 and others' } : complete
