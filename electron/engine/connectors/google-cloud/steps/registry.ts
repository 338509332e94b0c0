import type { z } from 'zod'
import type { Relation } from '../../../../../shared/domain/observation.ts'
import type { Step } from '../../connector.ts'
import { whole } from '../client.ts'
import { inPlaces } from '../in-places.ts'
import { placeKey } from '../keys.ts'
import { type Located, locatedPlaces, unlocated } from '../located.ts'
import { observeOwners, ownersOf } from '../policies.ts'
import {
  bindingSchema,
  observeRegisteredAgent,
  observeRegisteredEndpoint,
  observeRegisteredServer,
  registeredAgentSchema,
  registeredEndpointSchema,
  registeredKey,
  registeredServerSchema,
  registryKinds,
} from '../registered.ts'

const kinds = Object.values(registryKinds)

export const registry: Step = {
  id: 'registry',
  title: 'Agent Registry',
  yields: 'agents, MCP servers and endpoints that were registered, and which uses which',
  after: ['projects', 'policies', 'engines'],
  calls: ['resources', 'policies', 'registry-locations', 'registry-agents', 'registry-servers', 'registry-endpoints', 'registry-bindings'],
  hides: 'agents that run outside the places that are asked, and MCP servers',
  owns: kinds.flatMap((kind) => [
    { kind: 'subject', keyPrefix: `${kind}/` },
    { kind: 'ownership', keyPrefix: `owner/${kind}/` },
  ]),
  async *run(context) {
    let located: Located = { places: [], failures: new Map() }
    return yield* inPlaces(context, {
      noun: 'projects and locations',
      places: async (land) => {
        located = await locatedPlaces(context, land, 'agentregistry.googleapis.com', 'registry-locations')
        return located.places
      },
      owns: (place) =>
        kinds.flatMap((kind) => [
          { kind: 'subject', keyPrefix: placeKey(kind, place) },
          { kind: 'ownership', keyPrefix: `owner/${placeKey(kind, place)}` },
        ]),
      look: async (place, land) => {
        const nowhere = unlocated(located, place)
        if (nowhere !== null) return nowhere
        const list = <T>(call: string, member: string, schema: z.ZodType<T>) =>
          whole(context, { call, member, schema, params: { path: { ...place }, query: { pageSize: '100' } } })
        const [agents, servers, endpoints, bindings] = await Promise.all([
          list('registry-agents', 'agents', registeredAgentSchema),
          list('registry-servers', 'mcpServers', registeredServerSchema),
          list('registry-endpoints', 'endpoints', registeredEndpointSchema),
          list('registry-bindings', 'bindings', bindingSchema),
        ])
        const owners = await ownersOf(context, land.project(place.project))
        const keyOf = new Map([
          ...agents.items.map((one) => [one.agentId, registeredKey('agent', place, one)] as const),
          ...servers.items.map((one) => [one.mcpServerId, registeredKey('server', place, one)] as const),
          ...endpoints.items.map((one) => [one.endpointId, registeredKey('endpoint', place, one)] as const),
        ])
        const uses = (agentId: string | null | undefined): readonly Relation[] =>
          bindings.items.flatMap(({ source, target }) => {
            const to = agentId && source?.identifier === agentId ? keyOf.get(target?.identifier) : undefined
            if (to === undefined) return []
            return [{ to, relation: to.startsWith(`${registryKinds.agent}/`) ? 'hands-off-to' : 'uses-server' }]
          })
        const observations = [
          ...agents.items.flatMap((agent) => [
            observeRegisteredAgent(agent, place, land, uses(agent.agentId)),
            ...observeOwners(registeredKey('agent', place, agent), null, owners),
          ]),
          ...servers.items.flatMap((server) => [
            observeRegisteredServer(server, place, land),
            ...observeOwners(registeredKey('server', place, server), null, owners),
          ]),
          ...endpoints.items.map((endpoint) => observeRegisteredEndpoint(endpoint, place, land)),
        ]
        const lists = [agents, servers, endpoints, bindings]
        return {
          observations,
          call: agents.call,
          keptAside: lists.reduce((sum, { keptAside }) => sum + keptAside, 0),
          failure: lists.find(({ failure }) => failure !== null)?.failure ?? null,
        }
      },
    })
  },
}
