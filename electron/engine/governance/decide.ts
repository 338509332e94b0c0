import type { Failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { Decision, DecisionAction } from '../../../shared/domain/decision.ts'
import { failureOf } from '../store/store-failure.ts'
import { checkContent, type DecisionContent } from './check-content.ts'
import { checkState } from './check-state.ts'
import { canonicalFacts, factsHash } from './facts.ts'
import type { Deciding } from './governing.ts'
import { appendDecision } from './ledger/entries.ts'

export interface DecideInput extends DecisionContent {
  readonly agentIds: readonly string[]
  readonly action: DecisionAction
  /** Checks everything and writes nothing. */
  readonly dryRun?: boolean
}

/**
 * Takes one decision on each agent: all or none, in one transaction with the ledger and the new assessment. Fails with
 * `not-found` (no such agent), `conflict` (its state does not allow it) or `invalid-input`, in one sentence.
 */
export function decide(deciding: Deciding, input: DecideInput): Result<readonly Decision[]> {
  const { store, ports } = deciding
  const now = ports.clock().toISOString()
  const content = checkContent(input, now)
  if (!content.ok) return content
  const agents: Agent[] = []
  for (const id of new Set(input.agentIds)) {
    const agent = store.agents.get(id)?.agent
    if (agent === undefined)
      return fail('not-found', 'This agent is not in the inventory.', { subject: id, next: 'Look it up in the inventory again.' })
    const problem = checkState(agent, input.action)
    if (problem !== null) return failed(problem)
    agents.push(agent)
  }
  if (input.dryRun === true) return ok([])
  return inTransaction(deciding, () => {
    const taken = agents.map((agent) => takeOne(deciding, agent, input.action, content.value, now))
    deciding.assess(
      agents.map((agent) => agent.id),
      null,
    )
    return taken
  })
}

/** Writes one decision with the facts it is taken on; the caller's transaction holds it. */
export function takeOne(
  { store, signer, ports }: Pick<Deciding, 'store' | 'signer' | 'ports'>,
  agent: Agent,
  action: Decision['action'],
  content: DecisionContent & { readonly revocationId?: string; readonly actor?: string },
  at: string,
): Decision {
  const hash = factsHash(agent)
  store.ledger.keepFacts(hash, canonicalFacts(agent))
  return appendDecision(store.ledger, signer, {
    at,
    agentId: agent.id,
    agentName: agent.name,
    action,
    actor: content.actor ?? ports.actor,
    reason: content.reason,
    until: content.until,
    conditions: content.conditions,
    policyId: content.policyId,
    owner: content.owner,
    factsHash: hash,
    revocationId: content.revocationId ?? null,
  })
}

function inTransaction<T>({ store }: Deciding, work: () => T): Result<T> {
  try {
    return ok(store.transaction(work))
  } catch (cause) {
    const known: Failure | null = failureOf(cause, store.path)
    if (known === null) throw cause
    return failed(known)
  }
}
