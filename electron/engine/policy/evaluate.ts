import type { Agent, Violation } from '../../../shared/domain/agent.ts'
import type { Capability } from '../../../shared/domain/capability.ts'
import { capabilityWords } from '../../../shared/domain/capability-words.ts'
import type { Policy } from '../../../shared/domain/policy.ts'
import { operate } from '../../../shared/domain/policy-schema.ts'
import { type Answer, askOf } from './ask.ts'
import { cureFor } from './cure.ts'
import { grouped, type Principal, principalOf, type Request, requestOf } from './principal.ts'
import { statementsOf } from './statement.ts'

/** Statement id of a denial that no statement names: nothing permits it. */
export const nothingPermits = 'nothing-permits-it'

/** Statement id where the agent is under a policy that is not known here. */
export const unknownPolicy = 'unknown-policy'

/** What is asked for the agent as a whole. */
export const asWhole: Request = { action: operate, resource: 'agent', sensitivity: 'internal', reach: 'self' }

const mostNamed = 3
const mostEvidence = 10

/**
 * What the agent can do, or is, although its policies do not permit it. Every policy must permit: each is asked on its own.
 * Capabilities that come to the same request are told once. Pure; deterministic.
 */
export function evaluate(agent: Agent, policies: readonly Policy[]): readonly Violation[] {
  if (agent.policyIds.length === 0) return []
  const principal = principalOf(agent)
  return agent.policyIds.flatMap((policyId) => {
    const policy = policies.find((one) => one.id === policyId)
    return policy === undefined || statementsOf(policy).length === 0
      ? [unknown(agent, policyId)]
      : [...ofTheWhole(agent, principal, policy), ...ofCapabilities(agent, principal, policy)]
  })
}

/** What would be violated if this policy alone applied: nothing is stored. */
export function simulate(agent: Agent, policy: Policy): readonly Violation[] {
  return evaluate({ ...agent, policyIds: [policy.id] }, [policy])
}

function ofTheWhole(agent: Agent, principal: Principal, policy: Policy): readonly Violation[] {
  const answer = askOf(policy).of(principal)(asWhole)
  if (answer.permitted) return []
  const calls = [...agent.sources.flatMap(({ callId }) => callId ?? []), ...agent.owner.people.flatMap(({ callId }) => callId ?? [])]
  return named(answer).map((statement) => ({
    agentId: agent.id,
    policyId: policy.id,
    statement,
    severity: policy.severity,
    message: `The agent as a whole is against “${policy.title}”: ${wordsOf(policy, statement)}`,
    capability: 'the agent as a whole',
    evidence: evidenceOf(calls),
    cure: statementsOf(policy).find((one) => one.id === statement)?.cure ?? 'Bring it under a policy that fits it.',
  }))
}

function ofCapabilities(agent: Agent, principal: Principal, policy: Policy): readonly Violation[] {
  const ask = askOf(policy).of(principal)
  return [...grouped(agent.capabilities).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const request = requestOf(first)
    const answer = ask(request)
    if (answer.permitted) return []
    const via = viaWords(group)
    // One capability is one violation; where several statements forbid it, the first by name stands for it.
    const statements = named(answer)
    const says = statements.map((statement) => wordsOf(policy, statement)).join(' ')
    return [
      {
        agentId: agent.id,
        policyId: policy.id,
        statement: statements.join(', '),
        severity: policy.severity,
        message: `It ${capabilityWords(first)} (${via}). “${policy.title}” says: ${says}`,
        capability: capabilityWords(first),
        evidence: evidenceOf(group.flatMap(({ callId }) => callId ?? [])),
        cure: cureFor(request, via, (changed) => ask(changed).permitted),
      },
    ]
  })
}

/** The calls that brought what is violated; more of the same prove no more. */
function evidenceOf(calls: readonly string[]): readonly string[] {
  return [...new Set(calls)].slice(0, mostEvidence)
}

function named(answer: Answer): readonly string[] {
  return answer.statements.length > 0 ? answer.statements : [nothingPermits]
}

/** What a statement says, in words. */
export function wordsOf(policy: Policy, statement: string): string {
  return statementsOf(policy).find((one) => one.id === statement)?.words ?? 'No statement permits it.'
}

function viaWords(group: readonly Capability[]): string {
  const names = [...new Set(group.map((one) => one.via))]
  return names.length <= mostNamed ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`
}

function unknown(agent: Agent, policyId: string): Violation {
  return {
    agentId: agent.id,
    policyId,
    statement: unknownPolicy,
    severity: 'high',
    message: 'It is under a policy that this version does not know, so nothing can be checked against it.',
    capability: 'the agent as a whole',
    evidence: [],
    cure: 'Bring it under a policy that exists.',
  }
}
