import { z } from 'zod'
import { blankSubject, type NativeId, type Subject } from '../../../../shared/domain/observation.ts'
import { cxAgentId, engineId, type Place, placeKey } from './keys.ts'
import { type Landscape, withNumber } from './landscape.ts'
import { flag, lastSegment, moment, resourceName, segments, text, words } from './schema.ts'

export const geminiAppSchema = z.object({
  name: resourceName,
  displayName: text,
  solutionType: text,
  appType: text,
  createTime: moment,
  updateTime: moment,
  dataStoreIds: words,
  searchEngineConfig: z.object({ searchAddOns: words }).nullish().catch(null),
  observabilityConfig: z.object({ observabilityEnabled: flag }).nullish().catch(null),
})
export type GeminiApp = z.infer<typeof geminiAppSchema>

export const assistantSchema = z.object({ name: resourceName })

export const geminiAgentSchema = z.object({
  name: resourceName,
  displayName: text,
  description: text,
  state: text,
  suspensionReason: text,
  createTime: moment,
  updateTime: moment,
  sharingConfig: z.object({ scope: text }).nullish().catch(null),
  adkAgentDefinition: z
    .object({ provisionedReasoningEngine: z.object({ reasoningEngine: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
  a2aAgentDefinition: z
    .object({ jsonAgentCard: text, cloudMarketplaceConfig: z.object({}).nullish().catch(null) })
    .nullish()
    .catch(null),
  dialogflowAgentDefinition: z.object({ dialogflowAgent: text }).nullish().catch(null),
  managedAgentDefinition: z.object({}).nullish().catch(null),
})
export type GeminiAgent = z.infer<typeof geminiAgentSchema>

export const geminiAppKind = 'gemini-app'
export const geminiAgentKind = 'gemini-agent'
export const geminiAppKey = (place: Place, app: GeminiApp): string => `${placeKey(geminiAppKind, place)}${lastSegment(app.name)}`

/** `engine/assistant/agent`: an agent's id is one of its assistant's. */
export function geminiAgentKey(place: Place, agent: GeminiAgent): string {
  const { engines = '', assistants = '', agents = '' } = segments(agent.name)
  return `${placeKey(geminiAgentKind, place)}${engines}/${assistants}/${agents}`
}

/** An app that answers by a model. A plain site search or a recommendation of films is none. */
const answers = ({ solutionType, appType, searchEngineConfig }: GeminiApp): boolean =>
  appType === 'APP_TYPE_INTRANET' ||
  solutionType === 'SOLUTION_TYPE_CHAT' ||
  solutionType === 'SOLUTION_TYPE_GENERATIVE_CHAT' ||
  (searchEngineConfig?.searchAddOns.includes('SEARCH_ADD_ON_LLM') ?? false)

/** A Gemini Enterprise app: an assistant over the data of its stores. */
export function observeGeminiApp(app: GeminiApp, place: Place, land: Landscape): Subject {
  const ai = answers(app)
  const project = land.project(place.project)
  const logs = app.observabilityConfig?.observabilityEnabled === true
  return {
    ...blankSubject,
    key: geminiAppKey(place, app),
    role: ai ? 'agent' : 'identity',
    name: (app.displayName || `App ${lastSegment(app.name)}`).slice(0, 20_000),
    nativeIds: [{ kind: 'gcp-gemini-app', value: withNumber(land, app.name), joins: false }],
    agentKind: 'assistant',
    platform: 'Gemini Enterprise',
    autonomy: { floor: 'A1', ceiling: 'A2', because: 'it answers the person who asks, with what that person may see' },
    signals: ai
      ? [{ by: 'provider', value: app.appType || app.solutionType || 'answers by a model', certainty: 'certain', vendor: 'Google' }]
      : [],
    environment: project?.environment ?? 'unknown',
    enabled: true,
    createdAt: app.createTime,
    changedAt: app.updateTime,
    models: ai ? [{ vendor: 'Google', name: null }] : [],
    tools: [],
    dataSources: app.dataStoreIds
      .slice(0, 200)
      .map((name) => ({ name: name.slice(0, 500), resource: 'knowledge', sensitivity: 'unknown' })),
    credentials: [],
    traits: ai && !logs ? ['logging-off'] : [],
    details: { Project: project?.id ?? place.project, Location: place.location, 'Data stores': String(app.dataStoreIds.length) },
  }
}

/** What stands behind an agent of an app: the same agent where it is one that runs here. */
function behind(agent: GeminiAgent, land: Landscape): readonly NativeId[] {
  const engine = agent.adkAgentDefinition?.provisionedReasoningEngine?.reasoningEngine
  const chat = agent.dialogflowAgentDefinition?.dialogflowAgent
  const parts = chat ? segments(chat) : null
  return [
    ...(engine ? [engineId(withNumber(land, engine))] : []),
    ...(parts === null
      ? []
      : [
          cxAgentId(
            `projects/${land.project(parts.projects ?? '')?.id ?? parts.projects}/locations/${parts.locations}/agents/${parts.agents}`,
          ),
        ]),
  ]
}

const sorts = [
  ['adkAgentDefinition', 'an agent on Agent Engine'],
  ['a2aAgentDefinition', 'an agent elsewhere, by A2A'],
  ['dialogflowAgentDefinition', 'a Dialogflow agent'],
  ['managedAgentDefinition', 'made by Google'],
] as const

const cardSchema = z.object({ url: text, provider: z.object({ organization: text }).nullish().catch(null) })

/** Where an agent elsewhere answers, and whose it says it is; its card is the agent's own claim. */
function cardOf(agent: GeminiAgent): z.infer<typeof cardSchema> | null {
  try {
    const card = cardSchema.safeParse(JSON.parse(agent.a2aAgentDefinition?.jsonAgentCard ?? ''))
    return card.success ? card.data : null
  } catch {
    return null
  }
}

/** An agent that people find in a Gemini Enterprise app. */
export function observeGeminiAgent(agent: GeminiAgent, place: Place, land: Landscape): Subject {
  const project = land.project(place.project)
  const card = cardOf(agent)
  const everybody = agent.sharingConfig?.scope === 'ALL_USERS'
  const on = agent.state === null || agent.state === undefined ? null : agent.state === 'ENABLED'
  const foreign = Boolean(agent.a2aAgentDefinition)
  const google = Boolean(agent.managedAgentDefinition)
  return {
    ...blankSubject,
    key: geminiAgentKey(place, agent),
    role: 'agent',
    name: (agent.displayName || `Agent ${lastSegment(agent.name)}`).slice(0, 20_000),
    nativeIds: [{ kind: 'gcp-gemini-agent', value: withNumber(land, agent.name), joins: false }, ...behind(agent, land)],
    agentKind: 'assistant',
    platform: 'Gemini Enterprise',
    autonomy: { floor: 'A1', ceiling: 'A3', because: 'it acts for the person who asks it' },
    signals: [{ by: 'provider', value: 'Gemini Enterprise', certainty: 'certain', vendor: 'Google' }],
    purpose: agent.description || null,
    publisher: card?.provider?.organization ? { name: card.provider.organization.slice(0, 200), verified: false } : null,
    firstParty: google,
    environment: project?.environment ?? 'unknown',
    enabled: on,
    createdAt: agent.createTime,
    changedAt: agent.updateTime,
    credentials: [],
    exposure: everybody ? 'tenant' : 'named',
    endpoint: card?.url ? card.url.slice(0, 2_000) : null,
    traits: [...(foreign ? (['third-party'] as const) : []), ...(on === false ? (['disabled'] as const) : [])],
    details: {
      Project: project?.id ?? place.project,
      Location: place.location,
      App: segments(agent.name).engines ?? '',
      'What it is': sorts.find(([member]) => agent[member])?.[1] ?? 'not told',
      'Shared with': everybody ? 'everybody who may use the app' : 'nobody but those who were named',
      ...(agent.suspensionReason ? { Suspended: agent.suspensionReason.slice(0, 500) } : {}),
    },
  }
}
