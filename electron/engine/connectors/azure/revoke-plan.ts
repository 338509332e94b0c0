import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, RevokeTarget } from '../connector.ts'
import { versions } from './calls.ts'
import { agentPages, managedPages, send } from './client.ts'
import { listOf } from './list.ts'
import { accountSchema, agentDeploymentSchema, applicationSchema, botSchema, routineSchema, workflowSchema } from './schema.ts'

type Draft = Omit<PlannedCall, 'id' | 'connectionId'>
type Values = Readonly<Record<string, string>>

interface Part {
  readonly calls: readonly Draft[]
  readonly manual: readonly ManualStep[]
}

/**
 * Switches off what can be switched off and on again. What an agent signs in as belongs to the directory: where it is joined with the
 * directory's record, that connection plans it; else a person is told. Nothing is deleted: models and agents deleted are gone for good.
 */
export async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const calls: Draft[] = []
  const manual: ManualStep[] = []
  for (const key of target.subjectKeys) {
    const [kind = '', subscription = '', group = '', ...names] = key.split('/')
    const planner = Object.hasOwn(planners, kind) ? planners[kind] : undefined
    if (planner === undefined) continue
    const part = await planner({ subscription, group }, names, target, context)
    if (!part.ok) return part
    calls.push(...part.value.calls)
    manual.push(...part.value.manual)
  }
  const cannotBeUndone =
    calls.length === 0 && manual.length > 0 ? ['Deleting an agent or a model by hand cannot be undone: export its definition first.'] : []
  return ok({ calls, manual: unique(manual), peopleAffected: [], cannotBeUndone })
}

const unique = (steps: readonly ManualStep[]): readonly ManualStep[] => [...new Map(steps.map((step) => [step.title, step])).values()]

type Planner = (
  place: { readonly subscription: string; readonly group: string },
  names: readonly string[],
  target: RevokeTarget,
  context: ConnectorContext,
) => Promise<Result<Part>>

const planners: Readonly<Record<string, Planner>> = {
  account: async (place, [account = ''], _target, context) => {
    const params = { ...place, account }
    const reply = await send(context, 'account', { path: params, query: { 'api-version': versions.cognitive }, accept: [404] })
    if (!reply.ok) return reply
    const found = accountSchema.safeParse(reply.value.json)
    if (reply.value.status === 404 || !found.success) return ok(nothing)
    const { name, properties } = found.data
    return ok({
      calls: [
        ...(properties.disableLocalAuth === true ? [] : [patchAccount(params, name, { disableLocalAuth: true })]),
        ...(properties.publicNetworkAccess === 'Disabled' ? [] : [patchAccount(params, name, { publicNetworkAccess: 'Disabled' })]),
      ],
      manual: [privateCallers(name)],
    })
  },
  application: async (place, [account = '', project = '', application = ''], target, context) => {
    const params = { ...place, account, project, application }
    const reply = await send(context, 'application', { path: params, query: { 'api-version': versions.cognitivePreview }, accept: [404] })
    if (!reply.ok) return reply
    const found = applicationSchema.safeParse(reply.value.json)
    if (reply.value.status === 404 || !found.success) return ok(nothing)
    const name = found.data.properties.displayName || application
    const deployments = await listOf(
      managedPages(context, 'agent-deployments', versions.cognitivePreview, { path: params }),
      agentDeploymentSchema,
    )
    if (!deployments.ok) return deployments
    const running = deployments.value.items.filter(({ properties }) => properties.state !== 'Stopped' && properties.state !== 'Deleted')
    return ok({
      calls: [
        ...(found.data.properties.isEnabled === false ? [] : [disableApplication(params, name)]),
        ...running.map((one) => stopDeployment({ ...params, deployment: one.name.split('/').at(-1) ?? one.name }, name)),
      ],
      manual: identitySteps(target),
    })
  },
  agent: async (place, [account = '', project = '', agent = ''], target, context) => {
    const host = await hostOf(place, account, context)
    if (!host.ok) return host
    const routines = await listOf(agentPages(context, 'routines', { account: host.value, path: { project } }), routineSchema)
    if (!routines.ok && routines.failure.code !== 'not-found') return routines
    const own = routines.ok
      ? routines.value.items.filter(({ action, enabled }) => enabled !== false && action?.agent_name?.toLowerCase() === agent)
      : []
    return ok({
      calls: own.map(({ name }) => disableRoutine({ host: host.value, project, routine: name }, agent)),
      manual: [
        ...identitySteps(target),
        ...(target.subjectKeys.some((key) => key.startsWith('application/')) ? [] : [deleteAgent(target.agent.name)]),
      ],
    })
  },
  bot: async (place, [bot = ''], target, context) => {
    const params = { ...place, bot }
    const reply = await send(context, 'bot', { path: params, query: { 'api-version': versions.bots }, accept: [404] })
    if (!reply.ok) return reply
    const found = botSchema.safeParse(reply.value.json)
    if (reply.value.status === 404 || !found.success) return ok(nothing)
    const { publicNetworkAccess } = found.data.properties
    return ok({ calls: publicNetworkAccess === 'Disabled' ? [] : [cutBot(params, target.agent.name)], manual: identitySteps(target) })
  },
  workflow: async (place, [workflow = ''], target, context) => {
    const params = { ...place, workflow }
    const reply = await send(context, 'workflow', { path: params, query: { 'api-version': versions.logic }, accept: [404] })
    if (!reply.ok) return reply
    const found = workflowSchema.safeParse(reply.value.json)
    if (reply.value.status === 404 || !found.success || found.data.properties.state === 'Disabled') return ok(nothing)
    return ok({ calls: [disableWorkflow(params, target.agent.name)], manual: [] })
  },
  // Its switch is a setting of the site, whose settings hold secrets: they are never read, so a person turns it.
  site: async (_place, [site = '', workflow = '']) => ok({ calls: [], manual: [disableStandard(site, workflow)] }),
}

const nothing: Part = { calls: [], manual: [] }

/** The label of an account's own host; its name where it has none. */
async function hostOf(place: Values, account: string, context: ConnectorContext): Promise<Result<string>> {
  const reply = await send(context, 'account', { path: { ...place, account }, query: { 'api-version': versions.cognitive } })
  if (!reply.ok) return reply
  const found = accountSchema.safeParse(reply.value.json)
  return ok((found.success ? found.data.properties.customSubDomainName : null) || account)
}

const accountPath = ({ subscription, group, account }: Values): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.CognitiveServices/accounts/${account}`
const applicationPath = (params: Values): string => `${accountPath(params)}/projects/${params.project}/applications/${params.application}`

const patchAccount = (
  params: Values,
  name: string,
  properties: { readonly disableLocalAuth: true } | { readonly publicNetworkAccess: 'Disabled' },
): Draft => {
  const keys = 'disableLocalAuth' in properties
  return {
    title: keys ? `Switch off the keys of “${name}”` : `Close “${name}” to the internet`,
    callId: 'set-account',
    method: 'PATCH',
    path: accountPath(params),
    params,
    body: JSON.stringify({ properties }),
    effect: keys
      ? 'Whoever calls it with one of its two keys is refused; who signs in goes on.'
      : 'Nobody reaches its models and agents but through private endpoints, also who signs in.',
    reversible: true,
    undoTitle: keys ? 'Let the keys work again' : 'Open it again',
  }
}

const disableApplication = (params: Values, name: string): Draft => ({
  title: `Switch off the published agent “${name}”`,
  callId: 'disable-application',
  method: 'POST',
  path: `${applicationPath(params)}/disable`,
  params,
  body: null,
  effect: 'Nobody can call it.',
  reversible: true,
  undoTitle: `Switch “${name}” on again`,
})

const stopDeployment = (params: Values, name: string): Draft => ({
  title: `Stop the deployment “${params.deployment}” of “${name}”`,
  callId: 'stop-agent-deployment',
  method: 'POST',
  path: `${applicationPath(params)}/agentDeployments/${params.deployment}/stop`,
  params,
  body: null,
  effect: 'The agent no longer runs; what it was doing ends.',
  reversible: true,
  undoTitle: 'Start it again',
})

const disableRoutine = (params: Values, agent: string): Draft => ({
  title: `Switch off the routine “${params.routine}” that starts “${agent}”`,
  callId: 'disable-routine',
  method: 'POST',
  path: `/api/projects/${params.project}/routines/${params.routine}:disable`,
  params,
  body: null,
  effect: 'Nothing starts it by itself any more.',
  reversible: true,
  undoTitle: 'Let the routine start it again',
})

const cutBot = (params: Values, name: string): Draft => ({
  title: `Cut the bot “${name}” off from its channels`,
  callId: 'set-bot',
  method: 'PATCH',
  path: `/subscriptions/${params.subscription}/resourceGroups/${params.group}/providers/Microsoft.BotService/botServices/${params.bot}`,
  params,
  body: JSON.stringify({ properties: { publicNetworkAccess: 'Disabled' } }),
  effect: 'Messages from its channels no longer reach it.',
  reversible: true,
  undoTitle: `Let the channels reach “${name}” again`,
})

const disableWorkflow = (params: Values, name: string): Draft => ({
  title: `Switch off the logic app “${name}”`,
  callId: 'disable-workflow',
  method: 'POST',
  path: `/subscriptions/${params.subscription}/resourceGroups/${params.group}/providers/Microsoft.Logic/workflows/${params.workflow}/disable`,
  params,
  body: null,
  effect: 'It starts no new runs; runs under way end by themselves.',
  reversible: true,
  undoTitle: `Switch “${name}” on again`,
})

/** The directory's own connection plans this where it is joined with the agent. */
function identitySteps({ agent, connectionId }: RevokeTarget): readonly ManualStep[] {
  const id = agent.nativeIds.find(({ kind }) => kind === 'entra-agent-id' || kind === 'entra-app-id')?.value
  const planned = agent.sources.some((source) => source.connectionId !== connectionId && source.subjectKey.startsWith('sp:'))
  if (id === undefined || planned) return []
  return [
    {
      title: `Switch off what “${agent.name}” signs in as`,
      where: 'Entra admin centre',
      how: [`Open Enterprise applications and search for the id ${id}.`, 'Properties: set “Enabled for users to sign-in” to No.'],
    },
  ]
}

const deleteAgent = (name: string): ManualStep => ({
  title: `Delete the agent “${name}”, if it must not answer at all`,
  where: 'Microsoft Foundry portal',
  how: [
    'An agent that is not published has no switch: whoever may use its project can call it.',
    'Open the project, Agents, and export its definition first: deleting cannot be undone.',
    'Choose Delete.',
  ],
})

const privateCallers = (name: string): ManualStep => ({
  title: `Take roles away from who still reaches “${name}”`,
  where: 'Azure portal',
  how: [
    'Open the account, Access control (IAM), Role assignments: remove what may call models, such as Cognitive Services OpenAI User.',
    'Deleting its model deployments stops everybody, and cannot be undone: the same capacity may not be there again.',
  ],
})

const disableStandard = (site: string, workflow: string): ManualStep => ({
  title: `Switch off the workflow “${workflow}” of “${site}”`,
  where: 'Azure portal',
  how: [`Open the logic app ${site}, Workflows.`, `Tick ${workflow} and choose Disable: it starts no new runs.`],
})
