import type { Failure } from '../../../../../shared/base/failure.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import type { Step } from '../../connector.ts'
import { whole } from '../client.ts'
import { appKey, appKind, appSchema, appToolSchema, deploymentSchema, observeApp } from '../customer-apps.ts'
import { inPlaces } from '../in-places.ts'
import { placeKey } from '../keys.ts'
import { type Located, locatedPlaces, unlocated } from '../located.ts'
import { observeOwners, ownersOf } from '../policies.ts'
import { lastSegment } from '../schema.ts'

export const customerApps: Step = {
  id: 'customer-apps',
  title: 'Customer agents',
  yields: 'agents of the Customer Engagement Suite, their tools, and whether anybody may talk to them',
  after: ['projects', 'policies'],
  calls: ['resources', 'policies', 'ces-locations', 'ces-apps', 'ces-deployments', 'ces-tools'],
  hides: 'agents that answer customers',
  owns: [
    { kind: 'subject', keyPrefix: `${appKind}/` },
    { kind: 'ownership', keyPrefix: `owner/${appKind}/` },
  ],
  async *run(context) {
    let located: Located = { places: [], failures: new Map() }
    return yield* inPlaces(context, {
      noun: 'projects and locations',
      places: async (land) => {
        located = await locatedPlaces(context, land, 'ces.googleapis.com', 'ces-locations')
        return located.places
      },
      owns: (place) => [
        { kind: 'subject', keyPrefix: placeKey(appKind, place) },
        { kind: 'ownership', keyPrefix: `owner/${placeKey(appKind, place)}` },
      ],
      look: async (place, land) => {
        const nowhere = unlocated(located, place)
        if (nowhere !== null) return nowhere
        const project = land.project(place.project)
        const owners = await ownersOf(context, project)
        const params = { path: { ...place }, query: { pageSize: '100' } }
        const list = await whole(context, { call: 'ces-apps', member: 'apps', schema: appSchema, params })
        const observations: Observation[] = []
        let failure: Failure | null = list.failure
        let keptAside = list.keptAside
        for (const app of list.items) {
          const below = { ...params, path: { ...place, app: lastSegment(app.name) } }
          const deployments = await whole(context, {
            call: 'ces-deployments',
            member: 'deployments',
            schema: deploymentSchema,
            params: below,
          })
          const tools = await whole(context, { call: 'ces-tools', member: 'tools', schema: appToolSchema, params: below })
          failure ??= deployments.failure ?? tools.failure
          keptAside += deployments.keptAside + tools.keptAside
          const parts = {
            deployments: deployments.failure === null ? deployments.items : null,
            tools: tools.failure === null ? tools.items : null,
          }
          observations.push(observeApp(app, parts, { place, project }), ...observeOwners(appKey(place, app), null, owners))
        }
        return { observations, call: list.call, keptAside, failure }
      },
    })
  },
}
