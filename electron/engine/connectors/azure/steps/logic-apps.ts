import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Batch, Step, StepContext } from '../../connector.ts'
import { versions } from '../calls.ts'
import { managedPages, send } from '../client.ts'
import { eachSubscription } from '../each-subscription.ts'
import { endOfList, placeEnd, worst } from '../ends.ts'
import { listOf } from '../list.ts'
import { observeWorkflow } from '../observe-workflow.ts'
import { pathOf } from '../projects.ts'
import { isObject, own } from '../record.ts'
import { keyOf, type ResourceId, resourceId } from '../resource-id.ts'
import { readResources } from '../resource-list.ts'
import { type Site, type SiteWorkflow, siteSchema, siteWorkflowSchema, type Workflow, workflowSchema } from '../schema.ts'
import type { Subscription } from '../subscriptions.ts'

const workflowOwns = (prefix: string): Step['owns'] => [
  { kind: 'subject', keyPrefix: prefix },
  { kind: 'ownership', keyPrefix: prefix },
]

/** Logic apps of the Consumption plan that call a model or run an agent; the others are looked through and left. */
export const logicApps: Step = {
  id: 'logic-apps',
  title: 'Logic apps with AI',
  yields: 'logic apps that call a model or run an agent',
  after: [],
  calls: ['subscriptions', 'workflows'],
  hides: 'logic apps with AI, and what happens there on errors',
  owns: workflowOwns('workflow/'),
  run: (context) =>
    eachSubscription(context, {
      read: (step, { id: subscription }) =>
        readResources(step, {
          call: 'workflows',
          version: versions.logic,
          subscription,
          schema: workflowSchema,
          observe: (workflow, id) => observeWorkflow(consumptionApp(workflow, id)),
        }),
      owns: (subscription) => workflowOwns(`workflow/${subscription}/`),
    }),
}

function consumptionApp(workflow: Workflow, id: ResourceId) {
  const { properties, location, systemData } = workflow
  return {
    ...workflow,
    key: keyOf('workflow', id),
    plan: 'Consumption' as const,
    location: location ?? null,
    group: id.group,
    enabled: properties.state === null || properties.state === undefined ? null : properties.state === 'Enabled',
    createdAt: properties.createdTime ?? systemData?.createdAt,
    changedAt: properties.changedTime ?? systemData?.lastModifiedAt,
    definition: properties.definition,
    parameters: properties.parameters,
    // Its address carries a signature; a policy beside it asks for a token as well.
    guarded: isObject(own(own(properties.accessControl, 'triggers'), 'openAuthenticationPolicies')) ? true : null,
  }
}

/** Logic apps of the Standard plan: sites whose workflows are files. */
export const standardLogicApps: Step = {
  id: 'standard-logic-apps',
  title: 'Standard logic apps with AI',
  yields: 'workflows of Standard logic apps that call a model or run an agent',
  after: [],
  calls: ['subscriptions', 'sites', 'site-workflows', 'site-workflow'],
  hides: 'workflows with AI in Standard logic apps',
  owns: workflowOwns('site/'),
  run: (context) => eachSubscription(context, { read: readSites, owns: (subscription) => workflowOwns(`site/${subscription}/`) }),
}

async function* readSites(context: StepContext, subscription: Subscription): AsyncGenerator<Batch, StepEnd> {
  const found = await listOf(managedPages(context, 'sites', versions.web, { path: { subscription: subscription.id } }), siteSchema)
  if (!found.ok) return placeEnd(found, false)
  const { items, keptAside, call } = found.value
  if (keptAside > 0) yield { observations: [], call, cursor: null, keptAside }
  let whole: StepEnd = endOfList(found.value)
  for (const site of items.filter(({ kind }) => /workflowapp/i.test(kind ?? ''))) {
    const id = resourceId(site.id)
    if (id === null) continue
    const end = yield* readSite(context, site, id)
    whole = worst([whole, end])
    const prefix = `${keyOf('site', id)}/`
    yield {
      observations: [],
      call: null,
      cursor: null,
      keptAside: 0,
      places: [{ place: [subscription.label, site.name], end, owns: workflowOwns(prefix) }],
    }
  }
  return whole
}

async function* readSite(context: StepContext, site: Site, id: ResourceId): AsyncGenerator<Batch, StepEnd> {
  const { subscription, group } = pathOf(id) as { subscription: string; group: string }
  const path = { subscription, group, site: id.names[0] ?? '' }
  const listed = await listOf(managedPages(context, 'site-workflows', versions.web, { path }), siteWorkflowSchema)
  if (!listed.ok) return placeEnd(listed, true)
  const ends: StepEnd[] = [endOfList(listed.value)]
  let keptAside = listed.value.keptAside
  for (const { name } of listed.value.items) {
    const workflow = name.split('/').at(-1) ?? name
    const reply = await send(context, 'site-workflow', { path: { ...path, workflow }, query: { 'api-version': versions.web } })
    if (!reply.ok) {
      ends.push(placeEnd(reply, true))
      continue
    }
    const parsed = siteWorkflowSchema.safeParse(reply.value.json)
    if (!parsed.success) {
      keptAside += 1
      continue
    }
    yield {
      observations: observeWorkflow(standardApp(site, id, workflow, parsed.data)),
      call: reply.value.call,
      cursor: null,
      keptAside: 0,
    }
  }
  if (keptAside > 0) yield { observations: [], call: listed.value.call, cursor: null, keptAside }
  return worst([...ends, endOfList({ keptAside, cut: null })])
}

function standardApp(site: Site, id: ResourceId, workflow: string, { properties }: SiteWorkflow) {
  const file = own(properties.files, 'workflow.json')
  return {
    key: `${keyOf('site', id)}/${workflow.toLowerCase()}`,
    id: `${site.id}/workflows/${workflow}`,
    name: `${site.name} / ${workflow}`,
    plan: 'Standard' as const,
    location: site.location ?? null,
    group: id.group,
    enabled: site.properties.state === 'Stopped' ? false : properties.flowState ? properties.flowState === 'Enabled' : null,
    createdAt: site.systemData?.createdAt,
    changedAt: site.systemData?.lastModifiedAt,
    definition: own(file, 'definition'),
    parameters: undefined,
    identity: site.identity,
    tags: site.tags,
    systemData: site.systemData,
    guarded: null,
  }
}
