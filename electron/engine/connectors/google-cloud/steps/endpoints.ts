import type { Step } from '../../connector.ts'
import { whole } from '../client.ts'
import { actingAccounts, endpointKey, endpointKind, endpointSchema, observeEndpoint } from '../endpoints.ts'
import { actingGrants } from '../engines.ts'
import { inPlaces } from '../in-places.ts'
import { accountKey, placeKey } from '../keys.ts'
import { placesOf, withNumber } from '../landscape.ts'
import { observeOwners, ownersOf } from '../policies.ts'
import { grantsByAccount } from './accounts.ts'

export const endpoints: Step = {
  id: 'endpoints',
  title: 'Model endpoints',
  yields: 'deployed models, as whom they act and whether their calls are logged',
  after: ['projects', 'accounts', 'policies'],
  calls: ['resources', 'policies', 'endpoints'],
  hides: 'models that were deployed',
  owns: [
    { kind: 'subject', keyPrefix: `${endpointKind}/` },
    { kind: 'grant', keyPrefix: `acts-as/${endpointKind}/` },
    { kind: 'ownership', keyPrefix: `owner/${endpointKind}/` },
  ],
  async *run(context) {
    const grants = grantsByAccount(context)
    return yield* inPlaces(context, {
      noun: 'projects and locations',
      places: (land) => placesOf(land, 'aiplatform.googleapis.com'),
      owns: (place) => [
        { kind: 'subject', keyPrefix: placeKey(endpointKind, place) },
        { kind: 'grant', keyPrefix: `acts-as/${placeKey(endpointKind, place)}` },
        { kind: 'ownership', keyPrefix: `owner/${placeKey(endpointKind, place)}` },
      ],
      look: async (place, land) => {
        const project = land.project(place.project)
        const list = await whole(context, {
          call: 'endpoints',
          member: 'endpoints',
          schema: endpointSchema,
          params: { path: { ...place }, host: { location: place.location }, query: { pageSize: '100' } },
        })
        const owners = await ownersOf(context, project)
        const observations = list.items.flatMap((endpoint) => {
          const key = endpointKey(place, endpoint)
          return [
            observeEndpoint(endpoint, { place, project, joinsBy: withNumber(land, endpoint.name) }),
            ...actingAccounts(endpoint).flatMap((account) => actingGrants(key, grants.get(accountKey(account)) ?? [])),
            ...observeOwners(key, endpoint.labels, owners),
          ]
        })
        return { observations, call: list.call, keptAside: list.keptAside, failure: list.failure }
      },
    })
  },
}
