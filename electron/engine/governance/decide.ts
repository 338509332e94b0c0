import type { Failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Instant } from '../../../shared/base/time.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { ApprovalSubject } from '../../../shared/domain/approval.ts'
import type { Decision, DecisionAction } from '../../../shared/domain/decision.ts'
import type { People } from '../../../shared/domain/people.ts'
import { failureOf } from '../store/store-failure.ts'
import { checkContent, type DecisionContent } from './check-content.ts'
import { checkState } from './check-state.ts'
import { canonicalFacts, factsHash } from './facts.ts'
import type { Deciding } from './governing.ts'
import { withoutApproval } from './keys/standing.ts'
import { appendDecision } from './ledger/entries.ts'
import { mayDecide } from './people/may-decide.ts'
import { peopleOf } from './people/people-of.ts'

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
  const people = peopleOf(store)
  const agents: Agent[] = []
  for (const id of new Set(input.agentIds)) {
    const agent = store.agents.get(id)?.agent
    if (agent === undefined)
      return fail('not-found', 'This agent is not in the inventory.', { subject: id, next: 'Look it up in the inventory again.' })
    const problem = checkState(agent, input.action) ?? mayDecide(people, deciding.signer.keyId, agent)
    if (problem !== null) return failed(problem)
    agents.push(agent)
  }
  const alone = input.dryRun === true ? null : withoutSecond(deciding, people, input.action, agents, content.value.until)
  if (alone !== null) return failed(alone)
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

/** What a second key agrees to where critical risk is accepted: these agents, on these facts, until then. */
export function acceptRiskSubject(agents: readonly Agent[], until: Instant): ApprovalSubject {
  return {
    kind: 'accept-risk',
    agents: agents.map((agent) => ({ agentId: agent.id, agentName: agent.name, factsHash: factsHash(agent) })),
    until,
  }
}

/** Under the two-key rule nobody accepts critical risk alone. */
function withoutSecond(
  deciding: Deciding,
  { rule }: People,
  action: DecisionAction,
  agents: readonly Agent[],
  until: Instant | null,
): Failure | null {
  if (action !== 'accept-risk' || !rule.acceptCritical || until === null) return null
  if (!agents.some(({ id }) => deciding.store.agents.row(id)?.band === 'critical')) return null
  return withoutApproval(deciding, acceptRiskSubject(agents, until))
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
