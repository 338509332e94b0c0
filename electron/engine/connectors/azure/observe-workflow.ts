import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { blankSubject, type Model, type Observation, type Signal, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { vendorOfHost } from '../catalogue/recognise.ts'
import { connectorPowers, modelConnectors, strangersWriteTo } from './connector-powers.ts'
import { errorHandlingOf } from './error-handling.ts'
import { identitiesOf, observeIdentity, runsAs } from './identities.ts'
import { observeOwners } from './owners.ts'
import { own, textOf, textsIn } from './record.ts'
import { instant, type ManagedIdentity, type SystemData } from './schema.ts'
import { type Action, actionsOf, connectorOf, type Trigger, triggersOf } from './workflow-actions.ts'

/** A logic app of either plan, as far as both say the same. */
export interface LogicApp {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly plan: 'Consumption' | 'Standard'
  readonly location: string | null
  readonly group: string
  readonly enabled: boolean | null
  readonly createdAt: string | null | undefined
  readonly changedAt: string | null | undefined
  readonly definition: unknown
  readonly parameters: unknown
  readonly identity?: ManagedIdentity
  readonly tags: Readonly<Record<string, unknown>>
  readonly systemData?: SystemData
  /** Whether its web address asks callers to sign in; null where that is not told. */
  readonly guarded: boolean | null
}

/** A call to a model, an agent in the drawing, or a connector to one. */
interface AiUse {
  readonly action: Action
  readonly signal: Signal
  readonly model: Model
  readonly by: 'agent' | 'connector' | 'http'
}

const callers: ReadonlySet<string> = new Set(['Http', 'HttpWebhook', 'Function', 'ApiManagement', 'ServiceProvider'])
const goesElsewhere = ({ type }: Action): boolean => callers.has(type) || type.startsWith('ApiConnection') || type === 'Agent'

/** A logic app with AI is an agent; without, it is not of concern here and nothing is handed over. */
export function observeWorkflow(app: LogicApp): readonly Observation[] {
  const actions = actionsOf(app.definition)
  const uses = actions.flatMap((action) => useOf(action, app))
  if (uses.length === 0) return []
  const triggers = triggersOf(app.definition)
  const identities = identitiesOf(app.identity, app.name)
  const subject = subjectOf(app, actions, uses, triggers)
  return [
    { ...subject, relations: runsAs(identities) },
    ...identities.map(observeIdentity),
    ...observeOwners(app.key, [app.tags], app.systemData),
  ]
}

function useOf(action: Action, app: LogicApp): readonly AiUse[] {
  const region = app.location === null ? {} : { region: app.location.slice(0, 60) }
  if (action.type === 'Agent') {
    const parameters = own(action.inputs, 'parameters')
    const name =
      textOf(own(parameters, 'deploymentId')) ??
      textOf(own(own(own(parameters, 'agentModelSettings'), 'deploymentModelProperties'), 'name'))
    return [
      {
        action,
        by: 'agent',
        signal: { by: 'node-type', value: 'Agent action', certainty: 'certain', vendor: 'Microsoft' },
        model: { vendor: (name === null ? null : vendorOfModel(name)) ?? 'Microsoft', name: name?.slice(0, 200) ?? null, ...region },
      },
    ]
  }
  const connector = connectorOf(action, app.parameters)
  const known = connector !== null && Object.hasOwn(modelConnectors, connector) ? modelConnectors[connector] : undefined
  if (known !== undefined && connector !== null) {
    const name = modelIn(textsIn(action.inputs))
    return [
      {
        action,
        by: 'connector',
        signal: { by: 'node-type', value: `${connector} connector`, certainty: known.sure ? 'certain' : 'suggested', vendor: known.vendor },
        model: { vendor: (name === null ? null : vendorOfModel(name)) ?? known.vendor, name, ...region },
      },
    ]
  }
  if (action.type !== 'Http' && action.type !== 'HttpWebhook') return []
  const address = textOf(own(action.inputs, 'uri'))
  const vendor = address === null || !/^https?:\/\//.test(address) ? null : vendorOfHost(address)
  if (address === null || vendor === null) return []
  return [
    {
      action,
      by: 'http',
      signal: { by: 'host', value: URL.canParse(address) ? new URL(address).hostname : vendor, certainty: 'certain', vendor },
      model: { vendor, name: modelIn([address, ...textsIn(own(action.inputs, 'body'))]) },
    },
  ]
}

/** The deployment or model that a call names, in its address or as a member of its body. */
function modelIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const named = /\/deployments\/(?:@\{encodeURIComponent\(')?([\w.-]{2,100})/.exec(text)?.[1]
    if (named !== undefined) return named
    if (/^(gpt|claude|o[134]|gemini|mistral|llama|deepseek|grok|phi|command)[\w.:-]{0,100}$/i.test(text)) return text
  }
  return null
}

function subjectOf(app: LogicApp, actions: readonly Action[], uses: readonly AiUse[], triggers: readonly Trigger[]): Subject {
  const elsewhere = actions.filter(goesElsewhere)
  const errorHandling = errorHandlingOf(actions, elsewhere)
  const steps = actions.flatMap((action) => stepOf(action, uses, app))
  const prompts = uses.flatMap(({ action }) => textsIn(own(own(action.inputs, 'parameters'), 'messages') ?? own(action.inputs, 'body')))
  const approves = actions.some(
    (action) => connectorOf(action, app.parameters) === 'approvals' || /approval/i.test(textOf(own(action.inputs, 'path')) ?? ''),
  )
  const agent = uses.some(({ by }) => by === 'agent')
  const chat = triggers.some(({ kind }) => kind === 'Agent')
  return {
    ...blankSubject,
    key: app.key,
    role: 'agent',
    name: app.name,
    nativeIds: [{ kind: 'azure-resource-id', value: app.id.toLowerCase(), joins: false }],
    agentKind: chat ? 'chatbot' : agent ? 'autonomous-agent' : 'workflow',
    platform: app.plan === 'Standard' ? 'Azure Logic Apps (Standard)' : 'Azure Logic Apps',
    autonomy: autonomyOf({ agent, chat, approves, triggers, enabled: app.enabled, acts: steps.some(({ acts }) => acts) }),
    signals: uses.map(({ signal }) => signal).filter(firstOfItsValue),
    purpose:
      textOf(own(own(app.definition, 'metadata'), 'description'))?.slice(0, 2_000) ?? textOf(app.tags.description)?.slice(0, 2_000) ?? null,
    environment: environmentOf(app.tags),
    enabled: app.enabled,
    createdAt: instant(app.createdAt),
    changedAt: instant(app.changedAt),
    models: uses.map(({ model }) => model),
    tools: steps.map(({ tool }) => tool),
    credentials: [],
    exposure: exposureOf(triggers, app.guarded),
    guardrails: approves ? ['A person approves'] : [],
    errorHandling,
    instructionsHash: prompts.length === 0 ? null : createHash('sha256').update(canonicalJson(prompts.toSorted())).digest('hex'),
    traits: traitsOf({ app, steps, uses, triggers, errorHandling }),
    details: Object.fromEntries(
      [
        ['Plan', app.plan],
        ['Starts by', [...new Set(triggers.map(({ type, kind }) => kind ?? type))].join(', ') || 'nothing'],
        ['Actions', String(actions.length)],
        ['Retry', retryWords(errorHandling.retry)],
        ['Resource group', app.group],
        ['Region', app.location],
      ].flatMap(([label, value]) => (label && value ? [[label, value.slice(0, 1_000)]] : [])),
    ),
  }
}

const firstOfItsValue = (signal: Signal, index: number, all: readonly Signal[]): boolean =>
  all.findIndex(({ by, value }) => by === signal.by && value === signal.value) === index

const retryWords = (retry: boolean | null): string | null =>
  retry === null ? null : retry ? 'calls are tried again: by their own policy, or four times as the platform does' : 'switched off'

interface Step {
  readonly tool: Tool
  readonly connector: string | null
  readonly acts: boolean
}

const acting: ReadonlySet<string> = new Set(['write', 'send', 'delete', 'execute', 'pay', 'administer'])

/** What an action does elsewhere; calls to the model itself are told as models. */
function stepOf(action: Action, uses: readonly AiUse[], app: LogicApp): readonly Step[] {
  if (uses.some((use) => use.action === action)) return []
  const connector = connectorOf(action, app.parameters)
  const method = textOf(own(action.inputs, 'method'))
  const powers: Tool['powers'] | null =
    connector !== null
      ? connectorPowers(connector, method)
      : action.type === 'Http' || action.type === 'HttpWebhook'
        ? [method === null || method.toUpperCase() === 'GET' ? reads : sends]
        : action.type === 'Function' || action.type === 'JavaScriptCode' || action.type === 'CSharpScriptCode'
          ? [{ action: 'execute', resource: 'code', sensitivity: 'internal' }]
          : null
  if (powers === null) return []
  return [
    {
      tool: { name: `${action.name}${connector === null ? '' : ` (${connector})`}`.slice(0, 300), powers },
      connector,
      acts: powers.some((power) => acting.has(power.action)),
    },
  ]
}

const reads: Tool['powers'][number] = { action: 'read', resource: 'web', sensitivity: 'unknown' }
const sends: Tool['powers'][number] = { action: 'send', resource: 'web', sensitivity: 'unknown' }

function autonomyOf(facts: {
  readonly agent: boolean
  readonly chat: boolean
  readonly approves: boolean
  readonly triggers: readonly Trigger[]
  readonly enabled: boolean | null
  readonly acts: boolean
}): NonNullable<Subject['autonomy']> {
  const { agent, chat, approves, triggers, acts } = facts
  if (approves && acts) return { floor: 'A2', ceiling: 'A3', because: 'a person approves before it goes on' }
  if (chat) return { floor: acts ? 'A3' : 'A0', ceiling: acts ? 'A3' : 'A1', because: 'somebody who chats with it starts it' }
  if (triggers.length === 0) return { floor: 'A0', ceiling: 'A4', because: 'nothing in its drawing starts it' }
  if (!acts) return { floor: 'A1', ceiling: agent ? 'A4' : 'A1', because: 'a trigger starts it, and nothing but a model is called' }
  return { floor: 'A4', ceiling: 'A4', because: `a trigger starts it (${triggers[0]?.type ?? ''}), and nobody is asked` }
}

function exposureOf(triggers: readonly Trigger[], guarded: boolean | null): Subject['exposure'] {
  const called = triggers.some(({ type }) => type === 'Request' || type === 'HttpWebhook')
  if (!called) return 'owner'
  return guarded === true ? 'named' : 'unknown'
}

function traitsOf(facts: {
  readonly app: LogicApp
  readonly steps: readonly Step[]
  readonly uses: readonly AiUse[]
  readonly triggers: readonly Trigger[]
  readonly errorHandling: Subject['errorHandling']
}): readonly Trait[] {
  const { app, steps, uses, triggers, errorHandling } = facts
  const powers = steps.flatMap(({ tool }) => tool.powers)
  const inbound = triggers.flatMap((trigger) => connectorOf(trigger, app.parameters) ?? [])
  const states: readonly (readonly [Trait, boolean])[] = [
    [
      'untrusted-input',
      [...inbound, ...steps.flatMap(({ connector, acts }) => (connector === null || acts ? [] : [connector]))].some(strangersWriteTo),
    ],
    [
      'private-data',
      powers.some(({ action, sensitivity }) => action === 'read' && (sensitivity === 'confidential' || sensitivity === 'restricted')),
    ],
    ['outbound-channel', powers.some(({ action }) => action === 'send')],
    ['plain-http-model-call', uses.some(({ by }) => by === 'http')],
    ['plain-http', uses.some(({ action }) => textOf(own(action.inputs, 'uri'))?.startsWith('http:') === true)],
    ['missing-error-handling', errorHandling.retry === false && errorHandling.escalation !== true],
    ['disabled', app.enabled === false],
  ]
  return states.flatMap(([trait, holds]) => (holds ? [trait] : []))
}

function environmentOf(tags: Readonly<Record<string, unknown>>): Subject['environment'] {
  const value = Object.entries(tags).find(([name]) => /^(env|environment|stage)$/i.test(name))?.[1]
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (/^(prod|production|live)$/.test(text)) return 'production'
  if (/^(test|testing|staging|uat|qa)$/.test(text)) return 'test'
  return /^(dev|development|sandbox)$/.test(text) ? 'development' : 'unknown'
}
