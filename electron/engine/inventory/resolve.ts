import type { Store } from '../store/store.ts'
import type { Assess } from './assess.ts'
import { settle } from './settle.ts'

export interface Resolving {
  readonly store: Store
  readonly assess: Assess
  readonly newId: () => string
  readonly scanId: string | null
}

/** Subjects settled in one transaction: small enough that the engine answers questions in between. */
const chunk = 500

/**
 * Turns what a scan touched into agents, a chunk at a time, giving way to other work between chunks, so that the inventory
 * can be used while a scan is running. Returns how many agents were assessed.
 */
export async function resolveTouched(connectionId: string, resolving: Resolving): Promise<number> {
  let assessed = 0
  for (;;) {
    const keys = resolving.store.observations.touchedSubjects(connectionId, chunk)
    if (keys.length === 0) return assessed
    assessed += resolveChunk(connectionId, keys, resolving)
    await new Promise((resume) => setImmediate(resume))
  }
}

function resolveChunk(connectionId: string, keys: readonly string[], { store, assess, newId, scanId }: Resolving): number {
  return store.relaxed(() => {
    const agentIds = new Set<string>()
    for (const subjectKey of keys) {
      const subject = store.observations.subject(connectionId, subjectKey)?.observation
      if (subject?.kind !== 'subject') continue
      for (const id of settle(store, { connectionId, subjectKey }, subject, newId)) agentIds.add(id)
    }
    assess([...agentIds], scanId)
    store.observations.clearTouched(connectionId, keys)
    return agentIds.size
  })
}
