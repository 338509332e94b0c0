import type { NativeId } from '../../../../shared/domain/observation.ts'

/** One place: a project and a location in it. */
export interface Place {
  readonly project: string
  readonly location: string
}

/** Keys of what stands in a place begin alike, so that a place that was read whole can say what is gone in it. */
export const placeKey = (kind: string, { project, location }: Place): string => `${kind}/${project}/${location}/`

export const accountKey = (email: string): string => `service-account/${email}`
export const engineKey = (place: Place, id: string): string => `${placeKey('agent-engine', place)}${id}`

const joining =
  (kind: string) =>
  (value: string): NativeId => ({ kind, value, joins: true })

/** A service account by its address: other systems hold its keys. */
export const accountEmail = joining('gcp-service-account')
export const accountKeyId = joining('gcp-service-account-key-id')
/** The number by which a service account is an OAuth client, e.g. under domain-wide delegation. */
export const oauthClient = joining('google-client-id')
/** An agent on Agent Engine, by which the registry and Gemini Enterprise point at it. */
export const engineId = joining('gcp-reasoning-engine')
export const endpointId = joining('gcp-endpoint')
export const cxAgentId = joining('gcp-dialogflow-agent')
