import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, partial, type Step, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { keep } from '../keep.ts'
import { absent } from './absent.ts'
import { ask, list, orgOf } from './client.ts'
import { observeCloudAgent, observeCopilot } from './observe-copilot.ts'
import { agentPolicySchema, billingSchema, elementsOf, type Repository, repositorySchema, type Seat, seatSchema } from './schema.ts'

/** Copilot: who has a seat and uses it. */
export const copilotStep: Step = {
  id: 'copilot',
  title: 'Copilot',
  yields: 'Copilot, its settings, seats and last use',
  after: [],
  calls: ['copilot-billing', 'copilot-seats', 'installations'],
  hides: 'Copilot in editors, and who uses it',
  owns: [
    { kind: 'subject', keyPrefix: 'copilot/seats' },
    { kind: 'activity', keyPrefix: 'copilot/seats' },
  ],
  async *run(context) {
    const path = { org: orgOf(context) }
    const reply = await ask(context, 'copilot-billing', { path, accept: [404, 422] })
    if (!reply.ok) return endOf(reply, false)
    if (reply.value.status === 404) return absent(context, 'no-service', 'the organisation has no Copilot subscription')
    if (reply.value.status === 422) return skipped('not-licensed', 'the Copilot subscription of the organisation is not in order')
    const billing = billingSchema.safeParse(reply.value.json)
    if (!billing.success) return endOf(unreadable('copilot-billing'), false)
    const seats: Seat[] = []
    let aside = 0
    for await (const page of list(context, 'copilot-seats', { path })) {
      if (!page.ok) {
        yield { observations: observeCopilot(path.org, billing.data, null), call: reply.value.call, cursor: null, keptAside: aside }
        return endOf(page, true)
      }
      const { kept, keptAside } = keep(seatSchema, elementsOf(page.value.json, 'seats') ?? [null])
      seats.push(...kept)
      aside += keptAside
    }
    yield { observations: observeCopilot(path.org, billing.data, seats), call: reply.value.call, cursor: null, keptAside: aside }
    return aside === 0 ? complete : partial(`${aside} seats could not be read and were kept aside`)
  },
}

/** The agent that works by itself on GitHub's machines. */
export const cloudAgentStep: Step = {
  id: 'copilot-agent',
  title: 'Copilot cloud agent',
  yields: 'the Copilot cloud agent and where it may work',
  after: [],
  calls: ['copilot-agent', 'copilot-agent-repositories', 'installations'],
  hides: 'the Copilot cloud agent, which works alone',
  owns: [
    { kind: 'subject', keyPrefix: 'copilot/cloud-agent' },
    { kind: 'grant', keyPrefix: 'copilot/cloud-agent' },
  ],
  async *run(context) {
    const policy = await agentPolicy(context)
    if (!policy.ok)
      return policy.failure.code === 'not-found'
        ? absent(context, 'no-service', 'the organisation has no Copilot cloud agent')
        : endOf(policy, false)
    const repositories = policy.value.policy === 'selected' ? await agentRepositories(context) : ok([])
    const observations: readonly Observation[] = observeCloudAgent(
      orgOf(context),
      policy.value.policy,
      repositories.ok ? repositories.value : [],
    )
    yield { observations, call: policy.value.call, cursor: null, keptAside: 0 }
    return repositories.ok ? complete : endOf(repositories, true)
  },
}

export interface AgentPolicy {
  readonly policy: 'all' | 'selected' | 'none'
  readonly call: string
}

export async function agentPolicy(context: ConnectorContext): Promise<Result<AgentPolicy>> {
  const reply = await ask(context, 'copilot-agent', { path: { org: orgOf(context) } })
  if (!reply.ok) return reply
  const parsed = agentPolicySchema.safeParse(reply.value.json)
  return parsed.success ? ok({ policy: parsed.data.enabled_repositories, call: reply.value.call }) : unreadable('copilot-agent')
}

export async function agentRepositories(context: ConnectorContext): Promise<Result<readonly Repository[]>> {
  const all: Repository[] = []
  for await (const page of list(context, 'copilot-agent-repositories', { path: { org: orgOf(context) } })) {
    if (!page.ok) return page
    all.push(...keep(repositorySchema, elementsOf(page.value.json, 'repositories') ?? []).kept)
  }
  return ok(all)
}

const unreadable = (callId: string) =>
  fail('unexpected-reply', 'GitHub answered with something that is no such setting', {
    subject: callId,
    next: 'Check the address of this connection.',
  })
