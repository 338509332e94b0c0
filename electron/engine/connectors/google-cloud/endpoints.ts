import { z } from 'zod'
import { blankSubject, type Subject } from '../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { platform } from './accounts.ts'
import { accountKey, endpointId, type Place, placeKey } from './keys.ts'
import { environmentOf, type Project } from './landscape.ts'
import { flag, labels, lastSegment, moment, resourceName, text } from './schema.ts'

export const endpointSchema = z.object({
  name: resourceName,
  displayName: text,
  description: text,
  createTime: moment,
  updateTime: moment,
  labels,
  dedicatedEndpointDns: text,
  predictRequestResponseLoggingConfig: z.object({ enabled: flag }).nullish().catch(null),
  deployedModels: z
    .array(z.object({ id: z.string().min(1).max(200), model: text, displayName: text, serviceAccount: text }))
    .catch([])
    .default([]),
})
export type Endpoint = z.infer<typeof endpointSchema>

export const endpointKind = 'model-endpoint'
export const endpointKey = (place: Place, endpoint: Endpoint): string => `${placeKey(endpointKind, place)}${lastSegment(endpoint.name)}`

/** The accounts as which deployed models act, where one was given. */
export const actingAccounts = (endpoint: Endpoint): readonly string[] => [
  ...new Set(endpoint.deployedModels.flatMap(({ serviceAccount }) => (serviceAccount ? [serviceAccount.toLowerCase()] : []))),
]

/** A place where models answer; one without a model is a name only. */
export function observeEndpoint(
  endpoint: Endpoint,
  { place, project, joinsBy }: { readonly place: Place; readonly project: Project | null; readonly joinsBy: string },
): Subject {
  const models = endpoint.deployedModels.map(({ model, displayName }) => {
    const name = /\/publishers\//.test(`/${model ?? ''}`) ? lastSegment(model ?? '') : displayName || lastSegment(model ?? '')
    return { vendor: vendorOfModel(name), name: name.slice(0, 500) || null, region: place.location }
  })
  const empty = models.length === 0
  return {
    ...blankSubject,
    key: endpointKey(place, endpoint),
    role: empty ? 'identity' : 'agent',
    name: (endpoint.displayName || `Endpoint ${lastSegment(endpoint.name)}`).slice(0, 20_000),
    nativeIds: [endpointId(joinsBy)],
    agentKind: 'model-endpoint',
    platform: `${platform} Vertex AI`,
    autonomy: { floor: 'A0', ceiling: 'A0', because: 'a model that answers when it is called' },
    signals: empty ? [] : [{ by: 'provider', value: 'Vertex AI endpoint', certainty: 'certain', vendor: 'Google' }],
    purpose: endpoint.description || null,
    environment: environmentOf(endpoint.labels) === 'unknown' ? (project?.environment ?? 'unknown') : environmentOf(endpoint.labels),
    enabled: !empty,
    createdAt: endpoint.createTime,
    changedAt: endpoint.updateTime,
    models,
    tools: [],
    endpoint: endpoint.dedicatedEndpointDns ? `https://${endpoint.dedicatedEndpointDns}` : null,
    relations: actingAccounts(endpoint).map((account) => ({ to: accountKey(account), relation: 'runs-as' })),
    traits: endpoint.predictRequestResponseLoggingConfig?.enabled === true || empty ? [] : ['logging-off'],
    details: {
      Project: project?.id ?? place.project,
      Location: place.location,
      'Requests and replies logged': endpoint.predictRequestResponseLoggingConfig?.enabled === true ? 'yes' : 'no',
    },
  }
}
