import { setImmediate } from 'node:timers/promises'
import { evaluate } from '../../policy/evaluate.ts'
import { scoreAgent } from '../../risk/score.ts'
import type { AgentWrite, Store } from '../../store/store.ts'
import { boundUnder, lastPublished, policiesOf, stillBinding } from './policies-of.ts'

const chunk = 200
/** Up to which publication every agent was judged. */
const mark = 'policies-judged'

/**
 * Judges every agent under the policies in force, and keeps what differs. Other work goes on in between; what a crash leaves undone is
 * done at the next start. Returns how many agents changed.
 */
export async function reassessAll(store: Store, clock: () => Date): Promise<number> {
  const seq = lastPublished(store)
  const ids = store.agents.ids()
  let changed = 0
  for (let from = 0; from < ids.length; from += chunk) {
    store.relaxed(() => {
      const writes = ids.slice(from, from + chunk).flatMap((id) => judged(store, id, clock()) ?? [])
      if (writes.length > 0) store.agents.put(writes, { scanId: null, at: clock().toISOString() })
      changed += writes.length
    })
    await setImmediate()
  }
  store.settings.set(mark, String(seq))
  return changed
}

/** Whether a policy was published that agents have not all been judged under. */
export function isBehind(store: Store): boolean {
  return lastPublished(store) > Number(store.settings.get(mark) ?? 0)
}

/** The agent under the policies in force; null where nothing differs from what is kept. */
function judged(store: Store, id: string, now: Date): AgentWrite | null {
  const kept = store.agents.get(id)
  if (kept === null) return null
  const policies = policiesOf(store)
  const policyIds = stillBinding(store, kept.agent.policyIds, () => store.ledger.decisionsOf(id))
  const agent = { ...kept.agent, policyIds }
  const bound = boundUnder(store, agent)
  const violations = evaluate(bound, policies)
  const said = scoreAgent(bound, { now, violations, agentExists: store.agents.exists })
  // What time alone has moved since the last scan is not this change's doing, and waits for the next one.
  const same =
    policyIds.length === kept.agent.policyIds.length &&
    JSON.stringify(kept.violations) === JSON.stringify(violations) &&
    isUngoverned(kept) === isUngoverned(said)
  return same ? null : { ...kept, agent, ...said, violations }
}

function isUngoverned({ findings }: Pick<AgentWrite, 'findings'>): boolean {
  return findings.some(({ factorId }) => factorId === 'no-policy')
}
