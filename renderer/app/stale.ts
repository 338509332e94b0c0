import { create } from 'zustand'
import type { MethodName } from '../../shared/contract/contract.ts'
import type { EngineEvent, EventName } from '../../shared/contract/events.ts'

const inventory: readonly EventName[] = ['inventory-changed', 'decisions-changed', 'scan-ended', 'engine-restarted']
const audits: readonly EventName[] = ['audits-changed', 'engine-restarted']
const sources: readonly EventName[] = ['connections-changed', 'scan-ended', 'engine-restarted']

/** Which events make the answer of a method old. A method not listed here never grows old. */
const madeOldBy: Partial<Record<MethodName, readonly EventName[]>> = {
  'workspace.info': ['connections-changed', 'decisions-changed', 'engine-restarted'],
  'workspace.overview': inventory,
  'connections.list': sources,
  'connections.notice': ['notice', 'engine-restarted'],
  'scans.progress': ['scan-progress', 'scan-ended', 'engine-restarted'],
  'scans.coverage': ['scan-progress', ...sources],
  'scans.notConnected': sources,
  'scans.places': sources,
  'scans.placeGrid': sources,
  'scans.list': sources,
  'agents.page': inventory,
  'agents.facets': inventory,
  'agents.get': inventory,
  'agents.history': inventory,
  'agents.decisions': inventory,
  'agents.calls': inventory,
  'governance.triage': inventory,
  'duty.now': inventory,
  'duty.reminders': ['decisions-changed', 'engine-restarted'],
  'triage.rules': ['decisions-changed', 'engine-restarted'],
  'identity.changes': ['decisions-changed', 'engine-restarted'],
  'identity.suggestions': inventory,
  'governance.decisions': ['decisions-changed', 'engine-restarted'],
  'people.list': ['decisions-changed', 'engine-restarted'],
  'people.approvals': ['decisions-changed', 'audits-changed', 'revocation-changed', 'engine-restarted'],
  'governance.batch': ['revocation-changed', 'decisions-changed', 'engine-restarted'],
  'governance.batches': ['revocation-changed', 'decisions-changed', 'engine-restarted'],
  'governance.revocation': ['revocation-changed', 'decisions-changed'],
  'governance.revocations': ['revocation-changed', 'decisions-changed'],
  'governance.policies': ['decisions-changed', 'engine-restarted'],
  'policies.versions': ['decisions-changed', 'engine-restarted'],
  'policies.standing': inventory,
  'policies.reach': inventory,
  'policies.violations': inventory,
  'policies.export': inventory,
  'policies.candidates': inventory,
  'policies.trial': ['trial-progress', 'engine-restarted'],
  'attestations.list': ['decisions-changed', 'engine-restarted'],
  'audits.list': audits,
  'audits.show': [...audits, ...inventory],
  'audits.diff': [...audits, ...inventory],
  'audits.federation': [...audits, ...inventory],
  'audits.conflict': audits,
}

interface Ages {
  /** How often each event has come; a change of a sum means: ask again. */
  readonly counts: Readonly<Partial<Record<EventName, number>>>
  readonly stopped: boolean
  note(events: readonly EngineEvent[]): void
}

export const useAges = create<Ages>((set) => ({
  counts: {},
  stopped: false,
  note: (events) =>
    set((now) => {
      const counts = { ...now.counts }
      let stopped = now.stopped
      for (const event of events) {
        counts[event.name] = (counts[event.name] ?? 0) + 1
        if (event.name === 'engine-stopped') stopped = true
        if (event.name === 'engine-restarted') stopped = false
      }
      return { counts, stopped }
    }),
}))

/** A number that changes whenever the method's answer may have changed. */
export function ageOf(name: MethodName, counts: Ages['counts']): number {
  return (madeOldBy[name] ?? []).reduce((sum, event) => sum + (counts[event] ?? 0), 0)
}

/**
 * Listens to the engine. Events come in bursts while a scan runs, so they are gathered: the first is told at once, the
 * rest together, at most four times a second.
 */
export function listen(on: (listener: (event: EngineEvent) => void) => () => void): () => void {
  let waiting: EngineEvent[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const tell = () => {
    timer = null
    if (waiting.length === 0) return
    const events = waiting
    waiting = []
    useAges.getState().note(events)
    timer = setTimeout(tell, 250)
  }
  const off = on((event) => {
    waiting.push(event)
    if (timer === null) tell()
  })
  return () => {
    off()
    if (timer !== null) clearTimeout(timer)
  }
}
