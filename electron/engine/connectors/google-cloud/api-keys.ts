import { z } from 'zod'
import { blankSubject, type Signal, type Subject } from '../../../../shared/domain/observation.ts'
import { keyAutonomy } from '../model-key.ts'
import { platform } from './accounts.ts'
import { accountKey, type Place, placeKey } from './keys.ts'
import type { Project } from './landscape.ts'
import { lastSegment, moment, resourceName, text } from './schema.ts'

const restriction = z.object({}).nullish().catch(null)

export const apiKeySchema = z.object({
  name: resourceName,
  uid: text,
  displayName: text,
  createTime: moment,
  updateTime: moment,
  deleteTime: moment,
  serviceAccountEmail: text,
  restrictions: z
    .object({
      apiTargets: z
        .array(z.object({ service: text }))
        .catch([])
        .default([]),
      browserKeyRestrictions: restriction,
      serverKeyRestrictions: restriction,
      androidKeyRestrictions: restriction,
      iosKeyRestrictions: restriction,
    })
    .nullish()
    .catch(null),
})
export type ApiKey = z.infer<typeof apiKeySchema>

export const apiKeyKind = 'api-key'
export const apiKeyKey = (place: Place, key: ApiKey): string => `${placeKey(apiKeyKind, place)}${lastSegment(key.name)}`

const gemini = 'generativelanguage.googleapis.com'
/** The services whose keys call a model. */
const modelApis: ReadonlySet<string> = new Set([
  gemini,
  'aiplatform.googleapis.com',
  'discoveryengine.googleapis.com',
  'dialogflow.googleapis.com',
])

/** Why a key is AI at work: it is for a model; or it is for everything, and models can be called in its project. Null: it is not. */
function signalOf(key: ApiKey, project: Project | null): Signal | null {
  const targets = (key.restrictions?.apiTargets ?? []).flatMap(({ service }) => (service ? [service] : []))
  const target = targets.find((service) => modelApis.has(service))
  if (target !== undefined) return { by: 'provider', value: `may call ${target}`, certainty: 'certain', vendor: 'Google' }
  if (targets.length > 0 || project?.services.has(gemini) !== true) return null
  return { by: 'provider', value: `not restricted, and ${gemini} is switched on`, certainty: 'suggested', vendor: 'Google' }
}

const holders = [
  ['browserKeyRestrictions', 'web pages that are named'],
  ['serverKeyRestrictions', 'addresses that are named'],
  ['androidKeyRestrictions', 'Android apps that are named'],
  ['iosKeyRestrictions', 'iOS apps that are named'],
] as const

/** A key with which a model can be called, by its record; its value is never asked for. Null: it calls none. */
export function observeApiKey(
  key: ApiKey,
  { place, project }: { readonly place: Place; readonly project: Project | null },
): Subject | null {
  const signal = signalOf(key, project)
  if (signal === null || key.deleteTime !== null) return null
  const name = (key.displayName || `API key ${lastSegment(key.name)}`).slice(0, 20_000)
  const holder = holders.find(([member]) => key.restrictions?.[member])?.[1]
  return {
    ...blankSubject,
    key: apiKeyKey(place, key),
    role: 'identity',
    name,
    nativeIds: [{ kind: 'gcp-api-key-id', value: key.uid || lastSegment(key.name), joins: true }],
    agentKind: 'ai-application',
    platform: `${platform} API keys`,
    autonomy: keyAutonomy.account,
    signals: [signal],
    environment: project?.environment ?? 'unknown',
    enabled: true,
    createdAt: key.createTime,
    changedAt: key.updateTime,
    models: [{ vendor: 'Google', name: null }],
    credentials: [{ kind: 'api-key', name, createdAt: key.createTime, expiresAt: null }],
    relations: key.serviceAccountEmail ? [{ to: accountKey(key.serviceAccountEmail.toLowerCase()), relation: 'runs-as' }] : [],
    details: {
      Project: project?.id ?? place.project,
      'Works for':
        (key.restrictions?.apiTargets ?? [])
          .flatMap(({ service }) => (service ? [service] : []))
          .slice(0, 30)
          .join(', ') || 'every API of the project',
      'Works from': holder ?? 'anywhere',
      ...(key.serviceAccountEmail ? { 'Acts as': key.serviceAccountEmail } : {}),
    },
  }
}
