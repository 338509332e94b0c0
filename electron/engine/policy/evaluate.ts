import type { Agent, Violation } from '../../../shared/domain/agent.ts'
import { capabilityWords } from '../../../shared/domain/capability-words.ts'
import type { Policy } from '../../../shared/domain/policy.ts'
import { operate } from '../../../shared/domain/policy-schema.ts'
import { type Answer, type AskOn, askOf } from './ask.ts'
import { cureFor } from './cure.ts'
import { principalOf } from './principal.ts'
import { grouped, type Request, type RequestGroup, requestOf } from './request.ts'
import { statementsOf } from './statement.ts'

/** Statement id of a denial that no statement names: nothing permits it. */
export const nothingPermits = 'nothing-permits-it'

/** Statement id where the agent is under a policy that is not known here. */
export const unknownPolicy = 'unknown-policy'

/** What is asked for the agent as a whole. */
export const asWhole: Request = requestOf({ action: operate, resource: 'agent', sensitivity: 'internal', reach: 'self' })

const mostNamed = 3
const mostEvidence = 10

/**
 * What the agent can do, or is, although its policies do not permit it. Every policy must permit: each is asked on its own.
 * Capabilities that come to the same request are told once. Pure; deterministic.
 */
export function evaluate(agent: Agent, policies: readonly Policy[]): readonly Violation[] {
  if (agent.policyIds.length === 0) return []
  const principal = principalOf(agent)
  const groups = grouped(agent.capabilities)
  const violations: Violation[] = []
  for (const policyId of agent.policyIds) {
    const policy = policies.find((one) => one.id === policyId)
    if (policy === undefined || statementsOf(policy).length === 0) {
      violations.push(unknown(agent, policyId))
      continue
    }
    const askOn = askOf(policy).on(principal)
    violations.push(...ofTheWhole(agent, policy, askOn))
    for (const group of groups) {
      const answer = askOn(group.request.action)(group.request)
      if (!answer.permitted) violations.push(ofCapability(agent, policy, group, answer, askOn))
    }
  }
  return violations
}

/** What would be violated if this policy alone applied: nothing is stored. */
export function simulate(agent: Agent, policy: Policy): readonly Violation[] {
  return evaluate({ ...agent, policyIds: [policy.id] }, [policy])
}

function ofTheWhole(agent: Agent, policy: Policy, askOn: AskOn): readonly Violation[] {
  const answer = askOn(operate)(asWhole)
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

function ofCapability(agent: Agent, policy: Policy, { request, capabilities }: RequestGroup, answer: Answer, askOn: AskOn): Violation {
  const via = viaWords(capabilities)
  const { statement, says } = toldOf(policy, answer)
  const capability = capabilityWords(capabilities[0])
  return {
    agentId: agent.id,
    policyId: policy.id,
    statement,
    severity: policy.severity,
    message: `It ${capability} (${via}). “${policy.title}” says: ${says}`,
    capability,
    evidence: evidenceOf(callsOf(capabilities)),
    cure: cureFor(request, via, askOn),
  }
}

interface Told {
  readonly statement: string
  readonly says: string
}

const told = new WeakMap<Policy, Map<Answer, Told>>()

/** One capability is one violation; where several statements forbid it, the first by name stands for it. Remembered for the policy. */
function toldOf(policy: Policy, answer: Answer): Told {
  const ofPolicy = told.get(policy) ?? new Map<Answer, Told>()
  const known = ofPolicy.get(answer)
  if (known !== undefined) return known
  const statements = named(answer)
  const made = { statement: statements.join(', '), says: statements.map((statement) => wordsOf(policy, statement)).join(' ') }
  told.set(policy, ofPolicy.set(answer, made))
  return made
}

function callsOf(capabilities: RequestGroup['capabilities']): readonly string[] {
  const calls: string[] = []
  for (const { callId } of capabilities) if (callId !== null) calls.push(callId)
  return calls
}

/** The calls that brought what is violated; more of the same prove no more. */
function evidenceOf(calls: readonly string[]): readonly string[] {
  return calls.length < 2 ? calls : [...new Set(calls)].slice(0, mostEvidence)
}

function named(answer: Answer): readonly string[] {
  return answer.statements.length > 0 ? answer.statements : [nothingPermits]
}

/** What a statement says, in words. */
export function wordsOf(policy: Policy, statement: string): string {
  return statementsOf(policy).find((one) => one.id === statement)?.words ?? 'No statement permits it.'
}

function viaWords(capabilities: RequestGroup['capabilities']): string {
  if (capabilities.length === 1) return capabilities[0].via
  const names = [...new Set(capabilities.map((one) => one.via))]
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
