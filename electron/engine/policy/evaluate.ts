import type { Agent, Violation } from '../../../shared/domain/agent.ts'
import type { Capability } from '../../../shared/domain/capability.ts'
import { capabilityWords } from '../../../shared/domain/capability-words.ts'
import { type Answer, ask, type Principal, principalOf, type Request } from './ask.ts'
import { cureFor } from './cure.ts'
import type { Pack } from './define-pack.ts'
import { operate } from './schema.ts'

/** Statement id of a denial that no statement names: nothing permits it. */
export const nothingPermits = 'nothing-permits-it'

/** Statement id where the agent is under a policy that is not known here. */
export const unknownPolicy = 'unknown-policy'

const mostNamed = 3

/**
 * What the agent can do, or is, although its policies do not permit it. Every policy must permit: each is asked on its own.
 * Capabilities that come to the same request are told once. Pure; deterministic.
 */
export function evaluate(agent: Agent, packs: readonly Pack[]): readonly Violation[] {
  const principal = principalOf(agent)
  return agent.policyIds.flatMap((policyId) => {
    const pack = packs.find((one) => one.id === policyId)
    return pack === undefined
      ? [unknown(agent, policyId)]
      : [...asAWhole(agent, principal, pack), ...ofCapabilities(agent, principal, pack)]
  })
}

/** What would be violated if this pack alone applied: nothing is stored. */
export function simulate(agent: Agent, pack: Pack): readonly Violation[] {
  return evaluate({ ...agent, policyIds: [pack.id] }, [pack])
}

function asAWhole(agent: Agent, principal: Principal, pack: Pack): readonly Violation[] {
  const answer = ask(pack, principal, { action: operate, resource: 'agent', sensitivity: 'internal', reach: 'self' })
  if (answer.permitted) return []
  return named(answer).map((statement) => {
    const words = wordsOf(pack, statement)
    return {
      agentId: agent.id,
      policyId: pack.id,
      statement,
      severity: pack.severity,
      message: `The agent as a whole is against “${pack.title}”: ${words}`,
      capability: 'the agent as a whole',
      cure: pack.statements.find((one) => one.id === statement)?.cure ?? 'Bring it under a policy that fits it.',
    }
  })
}

function ofCapabilities(agent: Agent, principal: Principal, pack: Pack): readonly Violation[] {
  return [...grouped(agent.capabilities).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const request: Request = { action: first.action, resource: first.resource, sensitivity: first.sensitivity, reach: first.reach }
    const answer = ask(pack, principal, request)
    if (answer.permitted) return []
    const via = viaWords(group)
    // One capability is one violation; where several statements forbid it, the first by name stands for it.
    const statements = named(answer)
    const says = statements.map((statement) => wordsOf(pack, statement)).join(' ')
    return [
      {
        agentId: agent.id,
        policyId: pack.id,
        statement: statements.join(', '),
        severity: pack.severity,
        message: `It ${capabilityWords(first)} (${via}). “${pack.title}” says: ${says}`,
        capability: capabilityWords(first),
        cure: cureFor(request, via, (changed) => ask(pack, principal, changed).permitted),
      },
    ]
  })
}

function grouped(capabilities: readonly Capability[]): ReadonlyMap<string, readonly Capability[]> {
  return Map.groupBy(capabilities, (one) => `${one.action} ${one.resource} ${one.sensitivity} ${one.reach}`)
}

function named(answer: Answer): readonly string[] {
  return answer.statements.length > 0 ? answer.statements : [nothingPermits]
}

function wordsOf(pack: Pack, statement: string): string {
  return pack.statements.find((one) => one.id === statement)?.words ?? 'No statement permits it.'
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
    cure: 'Bring it under a policy that exists.',
  }
}
