import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import type { DataSource, Model, Tool } from '../../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../../catalogue/models.ts'
import { aiSignals, isInbound, toolOfUse, unknownPower } from './connector-powers.ts'
import { knowledgeSource } from './knowledge.ts'
import type { BotComponent } from './schema.ts'

/** What the parts of one agent add up to. */
export interface BotParts {
  readonly tools: readonly Tool[]
  readonly knowledge: readonly DataSource[]
  readonly models: readonly Model[]
  /** It can start by itself. */
  readonly triggers: number
  readonly inbound: boolean
  /** Whose sign-in its tools use: the person who talks to it, or the one who built it. */
  readonly signsInAs: ReadonlySet<'invoker' | 'maker'>
  readonly flows: readonly string[]
  readonly instructionsHash: string | null
}

export const noParts: BotParts = {
  tools: [],
  knowledge: [],
  models: [],
  triggers: 0,
  inbound: false,
  signsInAs: new Set(),
  flows: [],
  instructionsHash: null,
}

/** Types of components in an environment's tables: a topic or tool, the agent's own text and model, knowledge, a trigger. */
const kinds = { tool: 9, agent: 15, knowledge: 16, trigger: 17 } as const

/** Topics are what makers wrote to say: only those that are tools are asked for. */
export const componentFilter = [
  `(componenttype eq ${kinds.tool} and startswith(data,'kind: TaskDialog'))`,
  ...[kinds.agent, kinds.knowledge, kinds.trigger].map((kind) => `componenttype eq ${kind}`),
].join(' or ')

/** Adds one component to what is known of its agent. `connectorOf` names the connector behind a connection reference. */
export function withComponent(parts: BotParts, component: BotComponent, connectorOf: (reference: string) => string | null): BotParts {
  const data = yamlOf(component.data)
  switch (component.componenttype) {
    case kinds.tool:
      return withTool(parts, component.name ?? 'tool', data, connectorOf)
    case kinds.agent:
      return withAgentText(parts, data)
    case kinds.knowledge:
      return { ...parts, knowledge: [...parts.knowledge, knowledgeSource(component.name, addressIn(component.data), isPublicSite(data))] }
    case kinds.trigger:
      return { ...parts, triggers: parts.triggers + 1 }
    default:
      return parts
  }
}

function withTool(parts: BotParts, name: string, data: unknown, connectorOf: (reference: string) => string | null): BotParts {
  const action = member(data, 'action')
  const reference = textOf(member(action, 'connectionReference'))
  const operation = textOf(member(action, 'operationId')) ?? textOf(member(member(action, 'operationDetails'), 'operationId'))
  const mode = textOf(member(member(action, 'connectionProperties'), 'mode'))?.toLowerCase()
  const as = mode === 'invoker' || mode === 'maker' ? mode : null
  const signsInAs: BotParts['signsInAs'] = as === null ? parts.signsInAs : new Set([...parts.signsInAs, as])
  const flow = textOf(member(action, 'flowId'))
  if (flow !== null) {
    const tool: Tool = {
      name: name.slice(0, 500),
      description: 'runs a flow',
      powers: [{ action: 'execute', resource: 'automation', sensitivity: 'unknown' }],
    }
    return { ...parts, signsInAs, flows: [...parts.flows, flow], tools: [...parts.tools, tool] }
  }
  const connector = reference === null ? null : connectorOf(reference)
  const server = textOf(member(member(action, 'operationDetails'), 'kind')) === 'ModelContextProtocolMetadata'
  if (server || connector === null) {
    const tool: Tool = {
      name: name.slice(0, 500),
      ...(server ? { description: 'tools of an MCP server', server: connector ?? name.slice(0, 500) } : {}),
      powers:
        textOf(member(action, 'kind')) === 'InvokeAIBuilderModelTaskAction'
          ? [{ action: 'invoke', resource: 'model', sensitivity: 'unknown' }]
          : [unknownPower],
    }
    return { ...parts, signsInAs, tools: [...parts.tools, tool] }
  }
  return {
    ...parts,
    signsInAs,
    inbound: parts.inbound || isInbound(connector),
    tools: [...parts.tools, toolOfUse(connector, operation)],
  }
}

/** The instructions are kept as a hash only: whether they changed, never what they say. */
function withAgentText(parts: BotParts, data: unknown): BotParts {
  const instructions = textOf(member(data, 'instructions'))
  const hint = textOf(member(member(member(data, 'aISettings'), 'model'), 'modelNameHint'))
  const browsing = member(member(data, 'gptCapabilities'), 'webBrowsing') === true
  const runsCode = member(member(data, 'gptCapabilities'), 'codeInterpreter') === true
  return {
    ...parts,
    ...(hint === null ? {} : { models: [...parts.models, modelOf(hint)] }),
    ...(instructions === null ? {} : { instructionsHash: createHash('sha256').update(instructions).digest('hex') }),
    inbound: parts.inbound || browsing,
    tools: [...parts.tools, ...(browsing ? [webSearch] : []), ...(runsCode ? [codeInterpreter] : [])],
  }
}

export const webSearch: Tool = { name: 'web search', powers: [{ action: 'read', resource: 'web', sensitivity: 'public' }] }
const codeInterpreter: Tool = { name: 'code interpreter', powers: [{ action: 'execute', resource: 'code', sensitivity: 'internal' }] }

export function modelOf(name: string): Model {
  // The studio writes `GPT41` and `GPT-5 Chat` for what its vendor calls `gpt-4.1`.
  const vendor =
    vendorOfModel(name.toLowerCase()) ?? (/^gpt/i.test(name) ? 'OpenAI' : /^(sonnet|opus|haiku)/i.test(name) ? 'Anthropic' : null)
  return { vendor, name: name.slice(0, 200) }
}

/** A connection reference names its connector within: `cr1_agent.shared_confluence.cbc2`. */
export function connectorWithin(reference: string): string | null {
  return /(?:^|\.)(shared_[a-z0-9_-]+)/i.exec(reference)?.[1] ?? null
}

export const isAiConnector = (connector: string, operation: string | null): boolean =>
  aiSignals(connector, operation).some(({ certainty }) => certainty === 'certain')

const isPublicSite = (data: unknown): boolean => textOf(member(member(data, 'source'), 'kind')) === 'PublicSiteSearchSource'

const longest = 200_000

function yamlOf(text: string | null | undefined): unknown {
  if (!text || text.length > longest) return null
  try {
    return parse(text, { maxAliasCount: 50, logLevel: 'silent' }) as unknown
  } catch {
    return null
  }
}

function addressIn(text: string | null | undefined): string {
  return /https?:\/\/[^\s"']+/.exec(text ?? '')?.[0] ?? ''
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
