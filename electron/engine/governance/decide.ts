import type { Failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Agent, AgentRow } from '../../../shared/domain/agent.ts'
import { type AcceptingAction, type ApprovalSubject, acceptingActions } from '../../../shared/domain/approval.ts'
import type { Decision, DecisionAction } from '../../../shared/domain/decision.ts'
import { bandOf } from '../risk/score.ts'
import { failureOf } from '../store/store-failure.ts'
import { checkContent, type DecisionContent, type DecisionSaid } from './check-content.ts'
import { checkState } from './check-state.ts'
import { canonicalFacts, factsHash } from './facts.ts'
import type { Deciding } from './governing.ts'
import { spendApproval } from './keys/spent.ts'
import { withoutApproval } from './keys/standing.ts'
import { appendDecision } from './ledger/entries.ts'
import { mayDecide } from './people/may-decide.ts'
import { peopleOf } from './people/people-of.ts'
import { policiesOf } from './policies/policies-of.ts'

export interface DecideInput extends DecisionSaid {
  readonly agentIds: readonly string[]
  readonly action: DecisionAction
  /** Checks everything and writes nothing. */
  readonly dryRun?: boolean
}

/**
 * Takes one decision on each agent: all or none, in one transaction with the ledger and the new assessment. Fails with
 * `not-found` (no such agent), `conflict` (its state does not allow it), `invalid-input` or `permission-missing`, in one sentence. Under
 * the two-key rule nobody lets an agent of critical risk go on alone: see `acceptingActions`.
 */
export function decide(deciding: Deciding, input: DecideInput): Result<readonly Decision[]> {
  const checked = check(deciding, input)
  if (!checked.ok) return checked
  if (input.dryRun === true) return ok([])
  const { agents, content, now, subject } = checked.value
  const alone = subject === null ? null : withoutApproval(deciding, subject)
  if (alone !== null) return failed(alone)
  return inTransaction(deciding, () => {
    if (subject !== null) spendApproval(deciding, subject)
    const taken = agents.map((agent) => takeOne(deciding, agent, input.action, content, now))
    deciding.assess(
      agents.map((agent) => agent.id),
      null,
    )
    return taken
  })
}

/** What a second key is asked to agree to before this decision. Fails as `decide` would, and where one key is enough. */
export function subjectOfDecision(deciding: Deciding, input: DecideInput): Result<ApprovalSubject> {
  const checked = check(deciding, input)
  if (!checked.ok) return checked
  return checked.value.subject === null
    ? fail('conflict', 'This decision takes one key: nobody has to be asked.', { subject: input.action, next: 'Take it.' })
    : ok(checked.value.subject)
}

interface Checked {
  readonly agents: readonly Agent[]
  readonly content: DecisionContent
  readonly now: string
  /** What takes a second key; null: one is enough. */
  readonly subject: ApprovalSubject | null
}

function check(deciding: Deciding, input: DecideInput): Result<Checked> {
  const { store, ports } = deciding
  const now = ports.clock().toISOString()
  const policyIds = policiesOf(store).map(({ id }) => id)
  const content = checkContent(input, now, policyIds)
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
  const action = acceptingActions.find((one) => one === input.action)
  const two = people.rule.acceptCritical && action !== undefined && agents.some(({ id }) => isCritical(store.agents.row(id)))
  return ok({ agents, content: content.value, now, subject: two ? subjectOf(action, agents, content.value) : null })
}

/**
 * What cannot be lowered by a decision that one key takes counts too: looking into an agent makes it less ungoverned, not less dangerous,
 * and would else be the way around the second key.
 */
function isCritical(row: AgentRow | null): boolean {
  return row !== null && (row.band === 'critical' || bandOf(row.danger) === 'critical')
}

/** The whole decision: on these agents, on these facts, with these words. */
function subjectOf(action: AcceptingAction, agents: readonly Agent[], content: DecisionContent): ApprovalSubject {
  const { until, conditions, policyId, reason, control } = content
  return {
    kind: 'accept-risk',
    action,
    agents: agents.map((agent) => ({ agentId: agent.id, agentName: agent.name, factsHash: factsHash(agent) })),
    until,
    conditions,
    policyId,
    reason,
    ...(control === null || control === undefined ? {} : { control }),
  }
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
    ...(content.control === null || content.control === undefined ? {} : { control: content.control }),
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
