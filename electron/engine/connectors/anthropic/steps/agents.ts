import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { Activity } from '../../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, partial, type Step, skipped } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { once } from '../../once.ts'
import { ask, list } from '../client.ts'
import { observeAgent } from '../observe-agent.ts'
import { agentSchema, type Deployment, deploymentSchema, parseSessions } from '../schema.ts'

const noKey = 'no API key of a workspace was given'

/** The deployments of each agent. */
const deploymentsOf = (
  context: ConnectorContext,
): Promise<Result<{ readonly byAgent: ReadonlyMap<string, readonly Deployment[]>; readonly keptAside: number }>> =>
  once(context, 'anthropic deployments', async () => {
    const byAgent = new Map<string, Deployment[]>()
    let aside = 0
    for await (const page of list(context, { call: 'deployments', by: 'page', query: { limit: '100' }, key: 'workspaceKey' })) {
      if (!page.ok) return page
      const { kept, keptAside } = keep(deploymentSchema, page.value.elements)
      aside += keptAside
      for (const deployment of kept) {
        const known = byAgent.get(deployment.agent.id) ?? []
        known.push(deployment)
        byAgent.set(deployment.agent.id, known)
      }
    }
    return ok({ byAgent, keptAside: aside })
  })

export const agents: Step = {
  id: 'agents',
  title: 'Managed agents',
  yields: 'agents that run at the provider: model, tools, servers, schedules and last session',
  after: [],
  calls: ['agents', 'deployments', 'sessions'],
  hides: 'agents that run at the provider',
  owns: [
    { kind: 'subject', keyPrefix: 'agent/' },
    { kind: 'subject', keyPrefix: 'aws-role/' },
    { kind: 'activity', keyPrefix: 'agent/' },
  ],
  async *run(context) {
    const key = await context.secret('workspaceKey')
    if (!key.ok) return { state: 'failed', failure: key.failure }
    if (!key.value) return skipped('not-asked', noKey)
    const deployments = await deploymentsOf(context)
    let seen = context.cursor !== null
    let aside = deployments.ok ? deployments.value.keptAside : 0
    let silent = 0
    const listing = { call: 'agents', by: 'page', query: { limit: '100' }, from: context.cursor, key: 'workspaceKey' } as const
    for await (const page of list(context, listing)) {
      if (!page.ok && !seen && page.failure.code === 'not-found') return skipped('no-service', 'this workspace has no managed agents')
      if (!page.ok) return endOf(page, seen)
      const { kept, keptAside } = keep(agentSchema, page.value.elements)
      const living = kept.filter((agent) => !agent.archived_at)
      const subjects = living.flatMap((agent) =>
        observeAgent(agent, deployments.ok ? (deployments.value.byAgent.get(agent.id) ?? []) : null),
      )
      const activities: Activity[] = []
      for (const agent of living) {
        const last = await lastSession(context, agent.id)
        if (last === null) silent += 1
        else activities.push(last)
      }
      seen = true
      aside += keptAside
      yield { observations: [...subjects, ...activities], call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    if (!deployments.ok) return partial(`what starts these agents is not known: ${deployments.failure.message}`)
    if (silent > 0) return partial(`when ${silent} agents last ran could not be looked up`)
    return aside === 0 ? complete : partial(`${aside} agents or deployments could not be read and were kept aside`)
  },
}

/** Dates of the newest session and nothing else of it; null when it could not be looked up. */
async function lastSession(context: ConnectorContext, id: string): Promise<Activity | null> {
  const query = { agent_id: id, limit: '1', order: 'desc', include_archived: 'true' }
  const reply = await ask(context, 'sessions', { query }, 'workspaceKey')
  const sessions = reply.ok ? parseSessions(reply.value.json) : null
  if (sessions === null) return null
  const last = sessions[0]
  return {
    kind: 'activity',
    key: `agent/${id}`,
    subjectKey: `agent/${id}`,
    nativeId: null,
    lastActive: last?.updated_at ?? null,
    calls: null,
    users: null,
    window: last === undefined ? 'no session is kept' : 'newest session that is kept',
  }
}
