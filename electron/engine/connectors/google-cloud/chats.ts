import { z } from 'zod'
import { blankSubject, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { powersOf } from '../agent-files/powers.ts'
import { traitsOfPowers } from '../agent-files/tool-traits.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { platform } from './accounts.ts'
import { cxAgentId, type Place, placeKey } from './keys.ts'
import type { Project } from './landscape.ts'
import { flag, lastSegment, resourceName, text } from './schema.ts'

// The conversational agents of Dialogflow CX. Of a playbook only its model is read, of a web hook only its address: the instructions
// and the header values that come with them are let go at the edge.

export const cxAgentSchema = z.object({
  name: resourceName,
  displayName: text,
  description: text,
  startPlaybook: text,
  locked: flag,
  enableStackdriverLogging: flag,
  advancedSettings: z
    .object({ loggingSettings: z.object({ enableStackdriverLogging: flag }).nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type CxAgent = z.infer<typeof cxAgentSchema>

export const playbookSchema = z.object({ name: resourceName, llmModelSettings: z.object({ model: text }).nullish().catch(null) })
const present = z.object({}).nullish().catch(null)
export const cxToolSchema = z.object({
  name: resourceName,
  displayName: text,
  description: text,
  dataStoreSpec: present,
  openApiSpec: present,
  functionSpec: present,
})
export const webhookSchema = z.object({
  name: resourceName,
  displayName: text,
  disabled: flag,
  genericWebService: z.object({ uri: text }).nullish().catch(null),
})

export const cxKind = 'dialogflow-agent'
export const cxKey = (place: Place, agent: CxAgent): string => `${placeKey(cxKind, place)}${lastSegment(agent.name)}`

/** What stands below an agent; null: not looked up. */
export interface Parts {
  readonly playbooks: readonly z.infer<typeof playbookSchema>[] | null
  readonly tools: readonly z.infer<typeof cxToolSchema>[] | null
  readonly webhooks: readonly z.infer<typeof webhookSchema>[] | null
}

export function observeCxAgent(
  agent: CxAgent,
  { playbooks, tools, webhooks }: Parts,
  around: { readonly place: Place; readonly project: Project | null },
): Subject {
  const { place, project } = around
  const hooks = (webhooks ?? []).filter(({ disabled }) => disabled !== true)
  const offered: readonly Tool[] = [
    ...(tools ?? []).map(toolOf),
    ...hooks.map(
      (hook): Tool => ({ name: hook.displayName || 'web hook', powers: [{ action: 'send', resource: 'web', sensitivity: 'internal' }] }),
    ),
  ]
  const models = [
    ...new Set((playbooks ?? []).flatMap(({ llmModelSettings }) => (llmModelSettings?.model ? [llmModelSettings.model] : []))),
  ]
  const logs = agent.enableStackdriverLogging === true || agent.advancedSettings?.loggingSettings?.enableStackdriverLogging === true
  const acts = offered.length > 0
  const traits: readonly Trait[] = [
    ...traitsOfPowers(offered.flatMap(({ powers }) => powers)),
    ...(hooks.some(({ genericWebService }) => genericWebService?.uri?.startsWith('http://')) ? (['plain-http'] as const) : []),
    ...(logs ? [] : (['logging-off'] as const)),
  ]
  const hosts = [...new Set(hooks.flatMap(({ genericWebService }) => hostOf(genericWebService?.uri)))]
  return {
    ...blankSubject,
    key: cxKey(place, agent),
    role: 'agent',
    name: (agent.displayName || `Agent ${lastSegment(agent.name)}`).slice(0, 20_000),
    nativeIds: [cxAgentId(`projects/${project?.id ?? place.project}/locations/${place.location}/agents/${lastSegment(agent.name)}`)],
    agentKind: 'chatbot',
    platform: `${platform} Dialogflow`,
    autonomy: {
      floor: 'A1',
      ceiling: acts ? 'A3' : 'A1',
      because: acts ? 'it answers in a conversation and can call tools in it' : 'it answers in a conversation',
    },
    signals: [{ by: 'provider', value: 'Dialogflow CX', certainty: 'certain', vendor: 'Google' }],
    purpose: agent.description || null,
    environment: project?.environment ?? 'unknown',
    enabled: true,
    models: models.map((model) => ({ vendor: vendorOfModel(model), name: model.slice(0, 500), region: place.location })),
    tools: tools === null ? null : offered,
    credentials: [],
    traits,
    details: {
      Project: project?.id ?? place.project,
      Location: place.location,
      ...(hosts.length === 0 ? {} : { 'Web hooks to': hosts.slice(0, 20).join(', ') }),
      ...(agent.locked ? { 'Locked against changes': 'yes' } : {}),
    },
  }
}

function toolOf({ displayName, description, dataStoreSpec }: z.infer<typeof cxToolSchema>): Tool {
  const name = displayName || 'tool'
  const powers = dataStoreSpec
    ? ([{ action: 'read', resource: 'knowledge', sensitivity: 'unknown' }] as const)
    : powersOf(name, description ?? '')
  return { name: name.slice(0, 500), ...(description ? { description: description.slice(0, 500) } : {}), powers }
}

const hostOf = (uri: string | null | undefined): readonly string[] => (uri && URL.canParse(uri) ? [new URL(uri).host] : [])
