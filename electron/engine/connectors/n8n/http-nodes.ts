import { vendorOfHost } from '../catalogue/recognise.ts'
import { hostMatches } from '../catalogue/words.ts'
import { isObject, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

/** Nodes that can call any address. */
const callers: ReadonlySet<string> = new Set([
  'n8n-nodes-base.httpRequest',
  'n8n-nodes-base.httpRequestTool',
  '@n8n/n8n-nodes-langchain.toolHttpRequest',
  'n8n-nodes-base.graphql',
  'n8n-nodes-base.graphqlTool',
])

/** Nodes that run text as code, which may call any address. */
const coders: ReadonlySet<string> = new Set([
  'n8n-nodes-base.code',
  'n8n-nodes-base.codeTool',
  'n8n-nodes-base.function',
  'n8n-nodes-base.functionItem',
  '@n8n/n8n-nodes-langchain.toolCode',
  '@n8n/n8n-nodes-langchain.code',
  'n8n-nodes-base.executeCommand',
  'n8n-nodes-base.ssh',
])

/** What one node calls by plain HTTP, as far as it stands in the workflow. Only hosts and a model's name leave this function. */
export interface PlainCalls {
  /** Hosts of model vendors, with the vendor. */
  readonly models: readonly { readonly host: string; readonly vendor: string; readonly model: string | null }[]
  readonly plainHttp: boolean
  /** Null: the node does not call, or the method is an expression. */
  readonly method: string | null
}

const nothing: PlainCalls = { models: [], plainHttp: false, method: null }

export function isCaller(node: WorkflowNode): boolean {
  return callers.has(node.type)
}

/** Reads a node's addresses; expressions count as far as an address stands in them. `elsewhere`: addresses that other nodes hold for it. */
export function plainCalls(node: WorkflowNode, elsewhere: readonly string[]): PlainCalls {
  const code = coders.has(node.type)
  if (!code && !isCaller(node)) return nothing
  const texts = code ? strings(node.parameters) : strings([own(node.parameters, 'url'), own(node.parameters, 'endpoint')])
  const addresses = texts.flatMap(addressesIn)
  const borrowed = !code && addresses.length === 0 && texts.some((text) => text.includes('{{')) ? elsewhere : []
  const models = [...addresses, ...borrowed].flatMap((address) => {
    const found = modelHost(address)
    return found === null ? [] : [{ ...found, model: modelIn(address, node) }]
  })
  const method = own(node.parameters, 'method') ?? own(node.parameters, 'requestMethod') ?? (isCaller(node) ? 'GET' : undefined)
  return {
    models: code && !texts.some((text) => /fetch|request|axios|curl|http/i.test(text)) ? [] : models,
    plainHttp: !code && addresses.some((address) => address.startsWith('http://') && !isNear(address)),
    method: typeof method === 'string' && !method.includes('{{') ? method : null,
  }
}

/** Addresses of model vendors that stand in nodes which only hold values, for callers whose address is an expression. */
export function heldAddresses(nodes: readonly WorkflowNode[]): readonly string[] {
  return nodes
    .filter((node) => !node.disabled && node.type === 'n8n-nodes-base.set')
    .flatMap((node) => strings(node.parameters).flatMap(addressesIn))
    .filter((address) => modelHost(address) !== null)
    .slice(0, 20)
}

/** Model calls that only the path tells from the vendor's other interfaces. */
const paths: readonly (readonly [RegExp, string])[] = [
  [/^https:\/\/api\.cloudflare\.com\/.*\/ai\/run\//, 'Cloudflare'],
  [/^https?:\/\/[^/]*:11434\//, 'Ollama'],
]

/** A model vendor's host, or a model server by its well-known port and path. */
function modelHost(address: string): { readonly host: string; readonly vendor: string } | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null) return null
  const vendor = vendorOfHost(url.hostname)
  if (vendor !== null && !(vendor === 'Google' && hostMatches(url.hostname, 'dialogflow*'))) return { host: url.hostname, vendor }
  const byPath = paths.find(([pattern]) => pattern.test(address))
  return byPath === undefined ? null : { host: url.host, vendor: byPath[1] }
}

function isNear(address: string): boolean {
  return /^http:\/\/(localhost|127\.|\[::1\]|host\.docker\.internal)/.test(address)
}

/** Stands where an expression stood: a word that fits any place of an address and is nobody's model. */
const unknownPart = 'n8nexpression'

/** The addresses in a text, read twice: as it stands, for those inside an expression, and with its expressions replaced. */
function addressesIn(text: string): readonly string[] {
  const whole = text.slice(0, 200_000)
  const filled = whole.replace(/\{\{[^{}]*\}\}/g, unknownPart)
  return [...new Set([filled, whole].flatMap((one) => one.match(/https?:\/\/[^\s'"`<>{}|\\^)\],;]+/g) ?? []))].slice(0, 50)
}

/** The model a call names: in the address, or as `model` in the body. */
function modelIn(address: string, node: WorkflowNode): string | null {
  const inPath = /\/(?:models|deployments|engines)\/([\w.:@-]+)/.exec(address)?.[1]
  if (inPath !== undefined && !inPath.includes(unknownPart)) return (inPath.split(':')[0] ?? inPath).slice(0, 200)
  const named = parameterCalled('model', node.parameters)
  if (named !== null) return named
  const inBody = strings(node.parameters)
    .map((text) => /["']?\bmodel["']?\s*[:=]\s*["']([\w./:@-]{1,200})["']/.exec(text)?.[1])
    .find((found) => found !== undefined)
  return inBody ?? null
}

/** A body parameter `{name: 'model', value: '…'}` anywhere below. */
function parameterCalled(name: string, value: unknown, depth = 0): string | null {
  if (depth > 6) return null
  if (Array.isArray(value))
    return value.slice(0, 200).reduce<string | null>((found, item) => found ?? parameterCalled(name, item, depth + 1), null)
  if (!isObject(value)) return null
  const given = own(value, 'value')
  if (own(value, 'name') === name && typeof given === 'string' && /^[\w./:@-]{1,200}$/.test(given)) return given
  return parameterCalled(name, Object.values(value), depth + 1)
}

/** Every string below a value, bounded in depth and number. */
function strings(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value]
  if (depth > 8 || typeof value !== 'object' || value === null) return []
  const found: string[] = []
  for (const item of Object.values(value).slice(0, 500)) {
    found.push(...strings(item, depth + 1))
    if (found.length > 2_000) break
  }
  return found
}
