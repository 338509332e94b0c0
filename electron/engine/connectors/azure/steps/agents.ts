import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { type Batch, complete, type PlaceEnd, type Step, type StepContext } from '../../connector.ts'
import { accountsOf } from '../accounts.ts'
import { versions } from '../calls.ts'
import { agentPages, managedPages } from '../client.ts'
import { cloudOf } from '../clouds.ts'
import { eachSubscription } from '../each-subscription.ts'
import { endOfList, placeEnd, worst } from '../ends.ts'
import { listOf } from '../list.ts'
import { observeAgent } from '../observe-agent.ts'
import { type FoundProject, pathOf, projectsOf } from '../projects.ts'
import { keyOf } from '../resource-id.ts'
import { makesAgents } from '../role-powers.ts'
import { type Roles, rolesOf } from '../roles.ts'
import { type Agent, agentSchema, connectionSchema, routineSchema } from '../schema.ts'
import type { Subscription } from '../subscriptions.ts'

/** Agents of every project, with their tools, what starts them, and as whom they act. They stand on each account's own host. */
export const agents: Step = {
  id: 'agents',
  title: 'Foundry agents',
  yields: 'agents with their tools, models and routines',
  after: [],
  calls: ['subscriptions', 'accounts', 'projects', 'connections', 'agents', 'routines', 'role-assignments'],
  hides: 'agents built in Foundry, their tools, and what starts them by itself',
  owns: [
    { kind: 'subject', keyPrefix: 'agent/' },
    { kind: 'ownership', keyPrefix: 'agent/' },
  ],
  run: (context) =>
    eachSubscription(context, {
      read: readAgents,
      owns: (subscription) => [
        { kind: 'subject', keyPrefix: `agent/${subscription}/` },
        { kind: 'ownership', keyPrefix: `agent/${subscription}/` },
      ],
    }),
}

async function* readAgents(context: StepContext, subscription: Subscription): AsyncGenerator<Batch, StepEnd> {
  const accounts = await accountsOf(context, subscription.id)
  if (!accounts.ok) return placeEnd(accounts, false)
  // A cloud without the interface has no agents.
  if (cloudOf(context.settings).agents === null) return complete
  const roles = await rolesOf(context)
  let whole: StepEnd = endOfList(accounts.value)
  for (const account of accounts.value.items) {
    const projects = await projectsOf(context, account)
    const ends: StepEnd[] = [projects.ok ? endOfList(projects.value) : placeEnd(projects, false)]
    for (const project of projects.ok ? projects.value.items : []) {
      const read = await readProject(context, project, roles.ok ? roles.value : null)
      ends.push(read.end)
      yield read.batch
    }
    const end = worst(ends)
    // Agents that could not be read must not be taken for gone with an account that is.
    whole = worst([whole, end])
    const prefix = `${keyOf('agent', account.id)}/`
    const place: PlaceEnd = {
      place: [subscription.label, account.account.name],
      end,
      owns: [
        { kind: 'subject', keyPrefix: prefix },
        { kind: 'ownership', keyPrefix: prefix },
      ],
    }
    yield { ...nothing, places: [place] }
  }
  return whole
}

/** One project at a time: whether an identity is shared is seen only in the whole list. */
async function readProject(
  context: StepContext,
  project: FoundProject,
  roles: Roles | null,
): Promise<{ readonly batch: Batch; readonly end: StepEnd }> {
  const account = project.host ?? ''
  const path = { project: project.name }
  const found = await listOf(agentPages(context, 'agents', { account, path }), agentSchema)
  if (!found.ok) return { batch: nothing, end: placeEnd(found, false) }
  const { items, keptAside, call } = found.value
  const routines = await listOf(agentPages(context, 'routines', { account, path }), routineSchema)
  const connections = await listOf(managedPages(context, 'connections', versions.cognitive, { path: pathOf(project.id) }), connectionSchema)
  const sharing = sharingOf(items, project)
  const observations = items.flatMap((agent) =>
    observeAgent(agent, {
      project,
      routines: routines.ok ? routines.value.items : null,
      connections: connections.ok ? connections.value.items : null,
      sharing,
      mayMakeAgents: mayMakeAgents(agent, roles),
    }),
  )
  const aside = keptAside + (routines.ok ? routines.value.keptAside : 0) + (connections.ok ? connections.value.keptAside : 0)
  const end = worst([
    endOfList(found.value),
    // A preview that an account does not have is no gap; a refusal is.
    routines.ok ? endOfList(routines.value) : routines.failure.code === 'not-found' ? complete : placeEnd(routines, true),
    connections.ok ? endOfList(connections.value) : placeEnd(connections, true),
  ])
  return { batch: { observations, call, cursor: null, keptAside: aside }, end }
}

const nothing: Batch = { observations: [], call: null, cursor: null, keptAside: 0 }

function sharingOf(agents: readonly Agent[], { project }: FoundProject): ReadonlyMap<string, number> {
  const count = new Map<string, number>()
  for (const { instance_identity: identity } of agents) {
    const id = identity?.principal_id.toLowerCase()
    if (id !== undefined) count.set(id, (count.get(id) ?? 0) + 1)
  }
  // The project's own identity is never one agent's, even where one agent is alone in it.
  const own = project.identity?.principalId?.toLowerCase()
  if (own !== undefined && count.has(own)) count.set(own, Math.max(2, count.get(own) ?? 0))
  return count
}

function mayMakeAgents({ instance_identity: identity }: Agent, roles: Roles | null): boolean | null {
  if (!identity) return false
  if (roles === null) return null
  return (roles.held.get(identity.principal_id.toLowerCase()) ?? []).some(({ permission }) => makesAgents.has(permission))
}
