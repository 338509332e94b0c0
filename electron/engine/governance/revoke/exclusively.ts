import { fail, type Result } from '../../../../shared/base/result.ts'
import type { Store } from '../../store/store.ts'

const busy = new WeakMap<Store, Set<string>>()

/** One thing at a time for each agent: a second click while calls are under way is refused, not queued. */
export async function exclusively<T>(store: Store, agentId: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const running = busy.get(store) ?? new Set<string>()
  busy.set(store, running)
  if (running.has(agentId))
    return fail('conflict', 'A revocation of this agent is already under way.', { subject: agentId, next: 'Wait until it has ended.' })
  running.add(agentId)
  try {
    return await work()
  } finally {
    running.delete(agentId)
  }
}
