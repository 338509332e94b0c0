import { z } from 'zod'
import type { Power, Tool } from '../../../../shared/domain/observation.ts'
import { keep } from '../keep.ts'
import { readyConnectors, toolKind } from './tool-powers.ts'

const text = z.string().nullish().catch(null)

/** Of a tool what it is and where it goes. Headers and tokens that may stand in it are not taken. */
const toolSchema = z.object({
  type: z.string().min(1).max(200),
  name: text,
  server_label: text,
  server_url: text,
  connector_id: text,
  project_connection_id: text,
  base_url: text,
  require_approval: z.unknown().optional(),
  openapi: z
    .object({ name: text, spec: z.unknown().optional(), auth: z.object({ type: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
  function: z.object({ name: text }).nullish().catch(null),
})
type AgentTool = z.infer<typeof toolSchema>

/** A tool an agent has. */
export interface Held {
  readonly type: string
  readonly tool: Tool
  /** Whether a person is asked first; null where the tool does not say. */
  readonly asks: boolean | null
  /** The MCP server or interface it goes to; without path and query, which might carry a token. */
  readonly origin: string | null
  /** The whole address, for whoever must tell one server from another. */
  readonly address: string | null
  readonly connection: string | null
  /** It can make or change agents. */
  readonly makesAgents: boolean
}

export interface HeldTools {
  readonly held: readonly Held[]
  readonly keptAside: number
}

export function toolsOf(tools: readonly unknown[]): HeldTools {
  const { kept, keptAside } = keep(toolSchema, tools.slice(0, 500))
  return { held: kept.map(heldOf), keptAside }
}

function heldOf(tool: AgentTool): Held {
  const kind = toolKind(tool.type)
  const address = addressOf(tool)
  const makes = tool.openapi !== null && tool.openapi !== undefined && makesAgentsBy(tool.openapi.spec)
  const own = tool.server_label ?? tool.openapi?.name ?? tool.function?.name ?? tool.name
  return {
    type: tool.type,
    tool: {
      name: (own ? `${own} (${kind.words})` : kind.words).slice(0, 300),
      ...(address === null ? {} : { description: originOf(address) }),
      powers: makes ? createsAgents : powersOf(tool, kind.powers),
    },
    asks: asksOf(tool),
    origin: address === null ? null : originOf(address),
    address,
    connection: tool.project_connection_id?.split('/').at(-1)?.toLowerCase() ?? null,
    makesAgents: makes,
  }
}

const createsAgents: readonly Power[] = [
  { action: 'write', resource: 'agent', sensitivity: 'confidential' },
  { action: 'read', resource: 'agent', sensitivity: 'internal' },
]

const powersOf = ({ connector_id: id }: AgentTool, ofKind: readonly Power[]): readonly Power[] =>
  id && Object.hasOwn(readyConnectors, id) ? (readyConnectors[id] ?? ofKind) : ofKind

const asksOf = ({ type, require_approval: approval }: AgentTool): boolean | null => {
  if (type !== 'mcp') return null
  if (approval === 'never') return false
  // Asking is what a server gets unless it is said otherwise; a list of exceptions leaves the rest asked.
  return approval === undefined || approval === null || approval === 'always' ? true : null
}

const addressOf = ({ server_url: server, base_url: base, openapi }: AgentTool): string | null =>
  [server, base, ...serversOf(openapi?.spec)].find((address) => typeof address === 'string' && URL.canParse(address))?.slice(0, 2_000) ??
  null

const originOf = (address: string): string => new URL(address).origin

const description = z.object({
  servers: z.array(z.object({ url: z.string() })).catch([]),
  paths: z.record(z.string(), z.record(z.string(), z.unknown()).catch({})).catch({}),
})

function serversOf(spec: unknown): readonly string[] {
  const parsed = description.safeParse(spec)
  return parsed.success ? parsed.data.servers.map(({ url }) => url) : []
}

const changing: ReadonlySet<string> = new Set(['post', 'put', 'patch'])
const agentPath = /^(\/api\/projects\/[^/]+)?\/(agents|assistants)(\/|$|:)/

/** An interface that posts agents to a project's own address. */
function makesAgentsBy(spec: unknown): boolean {
  const parsed = description.safeParse(spec)
  if (!parsed.success) return false
  const { servers, paths } = parsed.data
  const foundry = servers.some(({ url }) => URL.canParse(url) && /\.services\.ai\.azure\.(com|us)$/.test(new URL(url).hostname))
  return (
    foundry && Object.entries(paths).some(([path, verbs]) => agentPath.test(path) && Object.keys(verbs).some((verb) => changing.has(verb)))
  )
}
