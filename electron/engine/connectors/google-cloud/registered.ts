import { z } from 'zod'
import { blankSubject, type NativeId, type Relation, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import { powersOf, powersOfTool } from '../agent-files/powers.ts'
import { traitsOfPowers } from '../agent-files/tool-traits.ts'
import { recognise } from '../catalogue/recognise.ts'
import { platform } from './accounts.ts'
import { endpointId, engineId, type Place, placeKey } from './keys.ts'
import { type Landscape, withNumber } from './landscape.ts'
import { flag, lastSegment, moment, resourceName, text } from './schema.ts'

const interfaces = z
  .array(z.object({ url: text, protocolBinding: text }))
  .catch([])
  .default([])
const system = 'agentregistry.googleapis.com/system/'
const attributes = z
  .record(z.string(), z.object({ framework: text, principal: text, uri: text }))
  .nullish()
  .catch(null)
type Marked = { readonly attributes?: z.infer<typeof attributes> }

const common = { name: resourceName, displayName: text, description: text, createTime: moment, updateTime: moment, attributes }

export const registeredAgentSchema = z.object({
  ...common,
  agentId: text,
  version: text,
  protocols: z
    .array(z.object({ type: text, interfaces }))
    .catch([])
    .default([]),
  skills: z
    .array(z.object({ id: text, name: text, description: text }))
    .catch([])
    .default([]),
})
export type RegisteredAgent = z.infer<typeof registeredAgentSchema>

export const registeredServerSchema = z.object({
  ...common,
  mcpServerId: text,
  interfaces,
  tools: z
    .array(
      z.object({
        name: text,
        description: text,
        annotations: z.object({ readOnlyHint: flag, destructiveHint: flag }).nullish().catch(null),
      }),
    )
    .catch([])
    .default([]),
})
export type RegisteredServer = z.infer<typeof registeredServerSchema>

export const registeredEndpointSchema = z.object({ ...common, endpointId: text, interfaces })
export type RegisteredEndpoint = z.infer<typeof registeredEndpointSchema>

export const bindingSchema = z.object({
  name: resourceName,
  source: z.object({ identifier: text }).nullish().catch(null),
  target: z.object({ identifier: text }).nullish().catch(null),
})
export type RegistryBinding = z.infer<typeof bindingSchema>

export const registryKinds = { agent: 'registered-agent', server: 'registered-server', endpoint: 'registered-endpoint' } as const
export const registeredKey = (kind: keyof typeof registryKinds, place: Place, { name }: { readonly name: string }): string =>
  `${placeKey(registryKinds[kind], place)}${lastSegment(name)}`

const said = (record: Marked, word: string): string | null => {
  const value = record.attributes?.[`${system}${word}`]
  return value?.framework ?? value?.principal ?? value?.uri ?? null
}

/** What a registered thing runs on, where that is seen by another step, too: then both are one. */
function runsOn(uri: string | null, land: Landscape): readonly NativeId[] {
  if (uri === null) return []
  if (/\/reasoningEngines\/[^/]+$/.test(uri)) return [engineId(withNumber(land, uri))]
  return uri.startsWith('//aiplatform.') && /\/endpoints\/[^/]+$/.test(uri) ? [endpointId(withNumber(land, uri))] : []
}

const details = (place: Place, record: Marked, more: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries({
      Project: place.project,
      Location: place.location,
      Framework: said(record, 'Framework'),
      'Acts as': said(record, 'RuntimeIdentity'),
      'Runs on': said(record, 'RuntimeReference'),
      ...more,
    }).flatMap(([label, value]) => (value ? [[label, value.slice(0, 1_000)]] : [])),
  )

/** An agent that somebody, or the platform, wrote into the registry. Its card is its own claim. */
export function observeRegisteredAgent(agent: RegisteredAgent, place: Place, land: Landscape, relations: readonly Relation[]): Subject {
  const urls = agent.protocols.flatMap((protocol) => protocol.interfaces.flatMap(({ url }) => (url ? [url] : [])))
  const tools = agent.skills.map(({ id, name, description }): Tool => {
    const called = (name || id || 'skill').slice(0, 500)
    return { name: called, powers: powersOf(called, description ?? '') }
  })
  return {
    ...blankSubject,
    key: registeredKey('agent', place, agent),
    role: 'agent',
    name: (agent.displayName || `Agent ${lastSegment(agent.name)}`).slice(0, 20_000),
    nativeIds: [
      { kind: 'gcp-registered-agent', value: agent.agentId || agent.name, joins: false },
      ...runsOn(said(agent, 'RuntimeReference'), land),
    ],
    agentKind: 'autonomous-agent',
    platform: `${platform} Agent Registry`,
    signals: [{ by: 'provider', value: 'Agent Registry', certainty: 'certain', vendor: 'Google' }],
    purpose: agent.description || null,
    environment: land.project(place.project)?.environment ?? 'unknown',
    createdAt: agent.createTime,
    changedAt: agent.updateTime,
    tools: tools.length === 0 ? null : tools,
    endpoint: urls[0]?.slice(0, 2_000) ?? null,
    relations,
    traits: [
      ...traitsOfPowers(tools.flatMap(({ powers }) => powers)),
      ...(urls.some((url) => url.startsWith('http://')) ? (['plain-http'] as const) : []),
    ],
    details: details(place, agent, {
      Version: agent.version,
      Protocols: [...new Set(agent.protocols.flatMap(({ type }) => (type ? [type] : [])))].join(', '),
    }),
  }
}

export function observeRegisteredServer(server: RegisteredServer, place: Place, land: Landscape): Subject {
  const urls = server.interfaces.flatMap(({ url }) => (url ? [url] : []))
  const name = (server.displayName || `MCP server ${lastSegment(server.name)}`).slice(0, 20_000)
  const tools = server.tools.flatMap((tool): readonly Tool[] => {
    if (!tool.name) return []
    const { readOnlyHint, destructiveHint } = tool.annotations ?? {}
    const annotations = { readOnlyHint: readOnlyHint ?? undefined, destructiveHint: destructiveHint ?? undefined }
    return [
      {
        name: tool.name.slice(0, 500),
        powers: powersOfTool({ name: tool.name, description: tool.description ?? undefined, annotations, system: name.slice(0, 200) }),
      },
    ]
  })
  return {
    ...blankSubject,
    key: registeredKey('server', place, server),
    role: 'agent',
    name,
    nativeIds: [
      { kind: 'gcp-registered-server', value: server.mcpServerId || server.name, joins: false },
      ...urls.slice(0, 20).map((value): NativeId => ({ kind: 'mcp-server', value: value.slice(0, 2_000), joins: false })),
      ...runsOn(said(server, 'RuntimeReference'), land),
    ],
    agentKind: 'mcp-server',
    platform: 'Model Context Protocol',
    autonomy: { floor: 'A2', ceiling: 'A3', because: 'acts when one of its clients calls it' },
    signals: [{ by: 'provider', value: 'Agent Registry', certainty: 'certain', vendor: 'Google' }],
    purpose: server.description || null,
    environment: land.project(place.project)?.environment ?? 'unknown',
    createdAt: server.createTime,
    changedAt: server.updateTime,
    tools,
    endpoint: urls[0]?.slice(0, 2_000) ?? null,
    traits: [
      ...traitsOfPowers(tools.flatMap(({ powers }) => powers)),
      ...(urls.some((url) => url.startsWith('http://')) ? (['plain-http'] as const) : []),
    ],
    details: details(place, server, {}),
  }
}

/** A registered address is AI only where its host says so. */
export function observeRegisteredEndpoint(endpoint: RegisteredEndpoint, place: Place, land: Landscape): Subject {
  const url = endpoint.interfaces.find((one) => one.url)?.url ?? null
  return {
    ...blankSubject,
    key: registeredKey('endpoint', place, endpoint),
    role: 'identity',
    name: (endpoint.displayName || `Endpoint ${lastSegment(endpoint.name)}`).slice(0, 20_000),
    nativeIds: [
      { kind: 'gcp-registered-endpoint', value: endpoint.endpointId || endpoint.name, joins: false },
      ...runsOn(said(endpoint, 'RuntimeReference'), land),
    ],
    agentKind: 'model-endpoint',
    platform: `${platform} Agent Registry`,
    signals: url === null || !URL.canParse(url) ? [] : recognise({ host: new URL(url).hostname }),
    purpose: endpoint.description || null,
    environment: land.project(place.project)?.environment ?? 'unknown',
    createdAt: endpoint.createTime,
    changedAt: endpoint.updateTime,
    endpoint: url?.slice(0, 2_000) ?? null,
    traits: url?.startsWith('http://') ? ['plain-http'] : [],
    details: details(place, endpoint, {}),
  }
}
