import type { Step } from '../../connector.ts'
import { apiKeyKey, apiKeyKind, apiKeySchema, observeApiKey } from '../api-keys.ts'
import { whole } from '../client.ts'
import { actingGrants } from '../engines.ts'
import { inPlaces } from '../in-places.ts'
import { accountKey, placeKey } from '../keys.ts'
import { observeOwners, ownersOf } from '../policies.ts'
import { grantsByAccount } from './accounts.ts'

export const apiKeys: Step = {
  id: 'api-keys',
  title: 'API keys',
  yields: 'keys that may call Gemini and other models, by their record; never their value',
  after: ['projects', 'accounts', 'policies'],
  calls: ['resources', 'policies', 'api-keys'],
  hides: 'keys with which models are called',
  owns: [
    { kind: 'subject', keyPrefix: `${apiKeyKind}/` },
    { kind: 'grant', keyPrefix: `acts-as/${apiKeyKind}/` },
    { kind: 'ownership', keyPrefix: `owner/${apiKeyKind}/` },
  ],
  async *run(context) {
    const grants = grantsByAccount(context)
    return yield* inPlaces(context, {
      noun: 'projects',
      places: (land) =>
        land.projects
          .filter(({ services }) => services.has('apikeys.googleapis.com'))
          .map(({ id }) => ({ project: id, location: 'global' })),
      owns: (place) => [
        { kind: 'subject', keyPrefix: placeKey(apiKeyKind, place) },
        { kind: 'grant', keyPrefix: `acts-as/${placeKey(apiKeyKind, place)}` },
        { kind: 'ownership', keyPrefix: `owner/${placeKey(apiKeyKind, place)}` },
      ],
      look: async (place, land) => {
        const project = land.project(place.project)
        const owners = await ownersOf(context, project)
        const params = { path: { project: place.project }, query: { pageSize: '300' } }
        const list = await whole(context, { call: 'api-keys', member: 'keys', schema: apiKeySchema, params })
        const observations = list.items.flatMap((key) => {
          const subject = observeApiKey(key, { place, project })
          if (subject === null) return []
          const account = key.serviceAccountEmail ? accountKey(key.serviceAccountEmail.toLowerCase()) : null
          return [
            subject,
            ...actingGrants(subject.key, account === null ? [] : (grants.get(account) ?? [])),
            ...observeOwners(apiKeyKey(place, key), null, owners),
          ]
        })
        return { observations, call: list.call, keptAside: list.keptAside, failure: list.failure }
      },
    })
  },
}
