import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { complete, type Step, type StepContext } from '../../connector.ts'
import { endAfter } from '../ends.ts'
import { all, pages } from '../graph.ts'
import { batchOf } from '../list-step.ts'
import { type BotParts, componentFilter, connectorWithin, noParts, withComponent } from '../power/component.ts'
import type { Environment } from '../power/environments.ts'
import { flowDefinition } from '../power/flow-definition.ts'
import { botKey, observeBot, observeTableOwner, type Surroundings } from '../power/observe-bot.ts'
import { observeWorkflow } from '../power/observe-flow.ts'
import { connectorBehind, pageHeaders } from '../power/references.ts'
import { botComponentSchema, botSchema, workflowSchema } from '../power/schema.ts'
import { eachEnvironment, type Reading } from '../power/tables.ts'

const owner = 'owninguser($select=azureactivedirectoryobjectid,fullname,isdisabled)'

export const copilotStudio: Step = {
  id: 'copilot-studio',
  title: 'Copilot Studio agents',
  yields: 'agents of each environment, with their knowledge, tools, model and owner',
  after: [],
  calls: ['environments', 'data-policies', 'bots', 'bot-components', 'connection-references'],
  hides: 'agents built in Copilot Studio, what they read, and whether they answer strangers',
  owns: [
    { kind: 'subject', keyPrefix: 'bot:' },
    { kind: 'ownership', keyPrefix: 'bot-owner:' },
  ],
  run: (context) =>
    eachEnvironment(
      context,
      (environment) => ownsIn(environment, 'bot'),
      (environment, around) => readBots(context, environment, around),
    ),
}

export const flows: Step = {
  id: 'flows',
  title: 'Agent flows and steps of AI',
  yields: 'agent flows, and cloud flows with steps of AI, of each environment',
  after: [],
  calls: ['environments', 'data-policies', 'flows'],
  hides: 'flows that call a model or work for an agent, and what they reach',
  owns: [
    { kind: 'subject', keyPrefix: 'flow:' },
    { kind: 'ownership', keyPrefix: 'flow-owner:' },
  ],
  run: (context) =>
    eachEnvironment(
      context,
      (environment) => ownsIn(environment, 'flow'),
      (environment, around) => readFlows(context, environment, around),
    ),
}

const ownsIn = ({ id }: Pick<Environment, 'id'>, kind: 'bot' | 'flow') =>
  [
    { kind: 'subject', keyPrefix: `${kind}:${id}/` },
    { kind: 'ownership', keyPrefix: `${kind}-owner:${id}/` },
  ] as const

type Reachable = Environment & { readonly host: NonNullable<Environment['host']> }

async function* readBots(context: StepContext, environment: Reachable, around: Surroundings): Reading {
  const { host } = environment
  const [behind, components] = await Promise.all([
    connectorBehind(context, environment),
    all(context, {
      call: 'bot-components',
      schema: botComponentSchema,
      host,
      headers: pageHeaders,
      query: { $select: 'name,data,componenttype,_parentbotid_value', $filter: componentFilter },
    }),
  ])
  const connectorOf = behind.ok ? behind.value : connectorWithin
  const parts = new Map<string, BotParts>()
  for (const component of components.ok ? components.value.items : []) {
    const bot = component._parentbotid_value
    if (bot) parts.set(bot, withComponent(parts.get(bot) ?? noParts, component, connectorOf))
  }
  const query = {
    $select:
      'botid,name,schemaname,statecode,statuscode,authenticationmode,accesscontrolpolicy,publishedon,runtimeprovider,createdon,modifiedon',
    $expand: owner,
  }
  let seen = 0
  for await (const page of pages(context, { call: 'bots', schema: botSchema, host, headers: pageHeaders, query })) {
    if (!page.ok) return endAfter(page.failure, seen)
    seen += 1
    yield batchOf(page.value, (bot) => [
      observeBot(bot, components.ok ? (parts.get(bot.botid) ?? noParts) : null, around),
      ...observeTableOwner(bot, botKey(environment, bot.botid), 'bot-owner'),
    ])
  }
  if (!components.ok || components.value.keptAside > 0) return unreadParts(components)
  return behind.ok
    ? complete
    : { state: 'partial', why: `which systems some tools reach is not known: ${behind.failure.message}`, failure: behind.failure }
}

/** Agents are there, and what they read and call is not known. */
function unreadParts(components: Awaited<ReturnType<typeof all>>): StepEnd {
  if (components.ok) return { state: 'partial', why: `${components.value.keptAside} parts of these agents could not be read` }
  return {
    state: 'partial',
    why: `what these agents read and may call is not known: ${components.failure.message}`,
    failure: components.failure,
  }
}

/** Category 5 are cloud flows; copies that run (`type 2`) are left to the one they are made from. */
const flowFilter = 'category eq 5 and type eq 1'

async function* readFlows(context: StepContext, environment: Reachable, around: Surroundings): Reading {
  const list = {
    call: 'flows',
    schema: workflowSchema,
    host: environment.host,
    headers: pageHeaders,
    query: {
      $select: 'workflowid,name,description,statecode,modernflowtype,clientdata,createdon,modifiedon',
      $filter: flowFilter,
      $expand: owner,
    },
  }
  let seen = 0
  for await (const page of pages(context, list)) {
    if (!page.ok) return endAfter(page.failure, seen)
    seen += 1
    yield batchOf(page.value, (flow) => {
      const subject = observeWorkflow(flow, flowDefinition(flow.clientdata), around)
      return subject === null ? [] : [subject, ...observeTableOwner(flow, subject.key, 'flow-owner')]
    })
  }
  return complete
}
