import type { Activity } from '../../../../../shared/domain/observation.ts'
import type { Step } from '../../connector.ts'
import { whole } from '../client.ts'
import { inPlaces } from '../in-places.ts'
import { placeKey } from '../keys.ts'
import type { Landscape } from '../landscape.ts'
import { type Located, locatedPlaces, unlocated } from '../located.ts'
import { subjectOf } from '../policies.ts'
import { observeProvider, providerKind, providerSchema, summarySchema } from '../sign-ins.ts'

export const signIns: Step = {
  id: 'sign-ins',
  title: 'Where agents sign in',
  yields: 'other systems that agents sign their users in to, and when they last acted for somebody',
  after: ['projects', 'engines'],
  calls: ['resources', 'identity-locations', 'auth-providers', 'access-summaries'],
  hides: 'for whom agents act in other systems, and when they last did',
  owns: [
    { kind: 'subject', keyPrefix: `${providerKind}/` },
    { kind: 'grant', keyPrefix: `scopes/${providerKind}/` },
    { kind: 'activity', keyPrefix: 'for-users/' },
  ],
  async *run(context) {
    let located: Located = { places: [], failures: new Map() }
    return yield* inPlaces(context, {
      noun: 'projects and locations',
      places: async (land) => {
        located = await locatedPlaces(context, land, 'agentidentity.googleapis.com', 'identity-locations')
        return located.places
      },
      owns: (place) => [
        { kind: 'subject', keyPrefix: placeKey(providerKind, place) },
        { kind: 'grant', keyPrefix: `scopes/${placeKey(providerKind, place)}` },
        { kind: 'activity', keyPrefix: placeKey('for-users', place) },
      ],
      look: async (place, land) => {
        const nowhere = unlocated(located, place)
        if (nowhere !== null) return nowhere
        const params = { path: { ...place }, query: { pageSize: '100' } }
        const providers = await whole(context, { call: 'auth-providers', member: 'authProviders', schema: providerSchema, params })
        const summaries = await whole(context, { call: 'access-summaries', member: 'accessSummaries', schema: summarySchema, params })
        const uses = Map.groupBy(summaries.items, ({ workloadId }) => workloadKey(workloadId ?? '', land))
        const activities = [...uses].flatMap(([subjectKey, all]): readonly Activity[] => {
          if (subjectKey === null) return []
          const last =
            all
              .flatMap(({ lastAccessTime }) => (lastAccessTime === null ? [] : [lastAccessTime]))
              .toSorted()
              .at(-1) ?? null
          const users = new Set(all.flatMap(({ userId }) => (userId ? [userId] : []))).size
          return [
            {
              kind: 'activity',
              key: `${placeKey('for-users', place)}${subjectKey}`,
              subjectKey,
              nativeId: null,
              lastActive: last,
              calls: null,
              users,
              window: 'as long as the provider keeps it',
            },
          ]
        })
        return {
          observations: [...providers.items.flatMap((provider) => observeProvider(provider, place)), ...activities],
          call: providers.call,
          keptAside: providers.keptAside + summaries.keptAside,
          failure: providers.failure ?? summaries.failure,
        }
      },
    })
  },
}

/** The agent a workload's name stands for: a principal, or a SPIFFE id of the same parts. */
const workloadKey = (workload: string, land: Landscape): string | null =>
  subjectOf(`principal://${workload.replace(/^(principal|spiffe):\/\//, '')}`, land)
