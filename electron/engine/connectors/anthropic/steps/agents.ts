import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Activity } from '../../../../../shared/domain/observation.ts'
import {
  type Batch,
  type ConnectorContext,
  complete,
  type PlaceEnd,
  partial,
  type Step,
  type StepContext,
  skipped,
} from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { distinctNames, tallyPlaces } from '../../places.ts'
import { ask, list } from '../client.ts'
import { agentKey, observeAgent } from '../observe-agent.ts'
import { living, workspacesOf } from '../organization.ts'
import { agentSchema, type Deployment, deploymentSchema, parseSessions } from '../schema.ts'
import { nameless, openWorkspaces, type WorkspaceKey } from '../workspace-keys.ts'

const noKey = 'no API key of a workspace was given'
const owns = (workspace: string): NonNullable<PlaceEnd['owns']> => [
  { kind: 'subject', keyPrefix: agentKey(workspace, '') },
  { kind: 'activity', keyPrefix: agentKey(workspace, '') },
]

/** Each workspace is a place: its agents are told to a key of its own only, and a workspace without a key was not asked. */
export const agents: Step = {
  id: 'agents',
  title: 'Managed agents',
  yields: 'agents that run at the provider: model, tools, servers, schedules and last session',
  after: [],
  calls: ['agents', 'deployments', 'sessions', 'keys', 'workspaces'],
  hides: 'agents that run at the provider',
  // Agents belong to their workspace: what was not asked there is not gone.
  owns: [{ kind: 'subject', keyPrefix: 'aws-role/' }],
  async *run(context) {
    const opened = await openWorkspaces(context)
    if (!opened.ok) return { state: 'failed', failure: opened.failure }
    if (opened.value.length === 0) return skipped('not-asked', noKey)
    const names = await namesOf(context)
    const [resumeAt = '', resumeAfter] = context.cursor?.split('\t') ?? []
    const tally = tallyPlaces('workspaces')
    for (const key of opened.value) {
      const { workspace } = key
      if (workspace < resumeAt || (workspace === resumeAt && resumeAfter === undefined)) continue
      const end = yield* readWorkspace(context, key, workspace === resumeAt ? (resumeAfter ?? null) : null)
      const place = { place: [names.get(workspace) ?? nameless(workspace)], end, owns: owns(workspace) } satisfies PlaceEnd
      yield { observations: [], call: null, cursor: workspace, keptAside: 0, places: [tally.add(place)] }
    }
    const asked = new Set(opened.value.map(({ workspace }) => workspace))
    const others = [...names].filter(([id]) => !asked.has(id))
    const places = others.map(([, name]) =>
      tally.add({ place: [name], end: skipped('not-asked', 'no API key of this workspace was given') }),
    )
    if (places.length > 0) yield { observations: [], call: null, cursor: null, keptAside: 0, places }
    return tally.end()
  },
}

/** Names of workspaces by id, archived ones left out; none where they could not be listed. */
async function namesOf(context: ConnectorContext): Promise<ReadonlyMap<string, string>> {
  const found = await workspacesOf(context)
  return distinctNames(living(found.ok ? found.value : null))
}

/** The agents of one workspace, with what starts them and when they last ran. */
async function* readWorkspace(
  context: StepContext,
  { secret, workspace }: WorkspaceKey,
  from: string | null,
): AsyncGenerator<Batch, StepEnd> {
  const key = { workspaceKey: secret }
  const deployments = await deploymentsOf(context, secret)
  let seen = from !== null
  let aside = deployments.ok ? deployments.value.keptAside : 0
  let silent = 0
  for await (const page of list(context, { call: 'agents', by: 'page', query: { limit: '100' }, from, key })) {
    if (!page.ok && !seen && page.failure.code === 'not-found') return skipped('no-service', 'this workspace has no managed agents')
    // Which of its credentials is meant is known here: the others go on.
    if (!page.ok) return endOf(page, seen, 'API key of a workspace')
    const { kept, keptAside } = keep(agentSchema, page.value.elements)
    const living = kept.filter((agent) => !agent.archived_at)
    const subjects = living.flatMap((agent) =>
      observeAgent(agent, workspace, deployments.ok ? (deployments.value.byAgent.get(agent.id) ?? []) : null),
    )
    const activities: Activity[] = []
    for (const agent of living) {
      const last = await lastSession(context, agent.id, workspace, secret)
      if (last === null) silent += 1
      else activities.push(last)
    }
    seen = true
    aside += keptAside
    const cursor = page.value.cursor && `${workspace}\t${page.value.cursor}`
    yield { observations: [...subjects, ...activities], call: page.value.call, cursor, keptAside }
  }
  if (!deployments.ok) return partial(`what starts these agents is not known: ${deployments.failure.message}`)
  if (silent > 0) return partial(`when ${silent} agents last ran could not be looked up`)
  return aside === 0 ? complete : partial(`${aside} agents or deployments could not be read and were kept aside`)
}

/** The deployments of each agent of one workspace. */
async function deploymentsOf(
  context: ConnectorContext,
  secret: string,
): Promise<Result<{ readonly byAgent: ReadonlyMap<string, readonly Deployment[]>; readonly keptAside: number }>> {
  const byAgent = new Map<string, Deployment[]>()
  let aside = 0
  for await (const page of list(context, { call: 'deployments', by: 'page', query: { limit: '100' }, key: { workspaceKey: secret } })) {
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
}

/** Dates of the newest session and nothing else of it; null when it could not be looked up. */
async function lastSession(context: ConnectorContext, id: string, workspace: string, secret: string): Promise<Activity | null> {
  const query = { agent_id: id, limit: '1', order: 'desc', include_archived: 'true' }
  const reply = await ask(context, 'sessions', { query }, { workspaceKey: secret })
  const sessions = reply.ok ? parseSessions(reply.value.json) : null
  if (sessions === null) return null
  const last = sessions[0]
  return {
    kind: 'activity',
    key: agentKey(workspace, id),
    subjectKey: agentKey(workspace, id),
    nativeId: null,
    lastActive: last?.updated_at ?? null,
    calls: null,
    users: null,
    window: last === undefined ? 'no session is kept' : 'newest session that is kept',
  }
}
