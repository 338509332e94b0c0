import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { type Batch, complete, type Step, type StepContext } from '../../connector.ts'
import { accountsOf } from '../accounts.ts'
import { versions } from '../calls.ts'
import { managedPages } from '../client.ts'
import { eachSubscription } from '../each-subscription.ts'
import { endOfList, placeEnd, worst } from '../ends.ts'
import { listOf } from '../list.ts'
import { observeApplication } from '../observe-application.ts'
import { type FoundProject, pathOf, projectsOf } from '../projects.ts'
import { resourceId } from '../resource-id.ts'
import { type Application, agentDeploymentSchema, applicationSchema } from '../schema.ts'
import type { Subscription } from '../subscriptions.ts'

/** Published agents: who may call them, as whom they act, and whether they run. */
export const applications: Step = {
  id: 'applications',
  title: 'Published agents',
  yields: 'published agents with their deployments',
  after: [],
  calls: ['subscriptions', 'accounts', 'projects', 'applications', 'agent-deployments'],
  hides: 'who may call a published agent, and whether it runs',
  owns: [
    { kind: 'subject', keyPrefix: 'application/' },
    { kind: 'ownership', keyPrefix: 'application/' },
  ],
  run: (context) =>
    eachSubscription(context, {
      read: readApplications,
      owns: (subscription) => [
        { kind: 'subject', keyPrefix: `application/${subscription}/` },
        { kind: 'ownership', keyPrefix: `application/${subscription}/` },
      ],
    }),
}

async function* readApplications(context: StepContext, subscription: Subscription): AsyncGenerator<Batch, StepEnd> {
  const accounts = await accountsOf(context, subscription.id)
  if (!accounts.ok) return placeEnd(accounts, false)
  let whole: StepEnd = endOfList(accounts.value)
  for (const account of accounts.value.items) {
    const projects = await projectsOf(context, account)
    const ends: StepEnd[] = [projects.ok ? endOfList(projects.value) : placeEnd(projects, false)]
    for (const project of projects.ok ? projects.value.items : []) {
      const read = await readProject(context, project)
      ends.push(read.end)
      if (read.batch !== null) yield read.batch
    }
    const end = worst(ends)
    whole = worst([whole, end])
    yield { observations: [], call: null, cursor: null, keptAside: 0, places: [{ place: [subscription.label, account.account.name], end }] }
  }
  return whole
}

async function readProject(context: StepContext, project: FoundProject): Promise<{ readonly batch: Batch | null; readonly end: StepEnd }> {
  const path = pathOf(project.id)
  const found = await listOf(managedPages(context, 'applications', versions.cognitivePreview, { path }), applicationSchema)
  // A preview that a region does not have has no published agents.
  if (!found.ok) return { batch: null, end: found.failure.code === 'not-found' ? complete : placeEnd(found, false) }
  const { items, call } = found.value
  let keptAside = found.value.keptAside
  const ends: StepEnd[] = [endOfList(found.value)]
  const shared = sharedBy(items, project)
  const observations: Batch['observations'][number][] = []
  for (const application of items) {
    const id = resourceId(application.id)
    if (id === null) {
      keptAside += 1
      continue
    }
    const deployments = await listOf(
      managedPages(context, 'agent-deployments', versions.cognitivePreview, { path: pathOf(id) }),
      agentDeploymentSchema,
    )
    ends.push(deployments.ok ? endOfList(deployments.value) : placeEnd(deployments, true))
    observations.push(...observeApplication(application, id, project, deployments.ok ? deployments.value.items : null, shared))
  }
  return { batch: { observations, call, cursor: null, keptAside }, end: worst(ends) }
}

/** To join by one of these would make one agent of several. */
function sharedBy(items: readonly Application[], { project }: FoundProject): ReadonlySet<string> {
  const ids = items.flatMap(({ properties }) => properties.defaultInstanceIdentity?.principalId?.toLowerCase() ?? [])
  const own = project.identity?.principalId?.toLowerCase()
  return new Set([...ids.filter((id, index) => ids.indexOf(id) !== index), ...(own === undefined ? [] : [own])])
}
