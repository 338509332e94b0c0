import type { Signal, Tool } from '../../../../../shared/domain/observation.ts'
import { vendorOfHost } from '../../catalogue/recognise.ts'
import { aiSignals, isInbound, toolOfUse } from './connector-powers.ts'

/** How a flow is built, as far as it matters: what starts it, what it calls, whether a failure leads somewhere. */
export interface FlowDefinition {
  readonly tools: readonly Tool[]
  readonly signals: readonly Signal[]
  /** It starts by itself: on a schedule or an event. Null: nothing tells. */
  readonly unattended: boolean | null
  readonly inbound: boolean
  /** A model vendor's host called by plain HTTP, without a connector. */
  readonly plainModelCall: boolean
  /** A step that runs when another one failed. */
  readonly handlesFailure: boolean
  /** Its steps use the connections of whoever built it. */
  readonly makerConnections: readonly string[]
}

type Json = Readonly<Record<string, unknown>>
const deepest = 30
const mostSteps = 2_000

/** Reads a flow's definition (`clientdata`); texts, prompts and values in it are not kept. Null: it is none. */
export function flowDefinition(clientdata: string | null | undefined): FlowDefinition | null {
  const properties = objectOf(member(jsonOf(clientdata), 'properties'))
  const definition = objectOf(member(properties, 'definition'))
  if (properties === null || definition === null) return null
  const connectors = new Map(
    Object.entries(objectOf(member(properties, 'connectionReferences')) ?? {}).flatMap(([key, reference]) => {
      const name = textOf(member(member(reference, 'api'), 'name')) ?? textOf(member(reference, 'id'))
      return name === null ? [] : [[key, { name, embedded: member(reference, 'runtimeSource') !== 'invoker' }] as const]
    }),
  )
  const triggers = Object.values(objectOf(member(definition, 'triggers')) ?? {})
  const steps = [...walk(objectOf(member(definition, 'actions')), 0)].slice(0, mostSteps)
  const uses = [...triggers, ...steps].flatMap((step) => useOf(step, (key) => connectors.get(key)?.name ?? null))
  const hosts = steps.flatMap(modelHostOf)
  return {
    tools: uniqueTools([...uses.map(({ connector, operation }) => toolOfUse(connector, operation)), ...steps.flatMap(httpTool)]),
    signals: [
      ...uses.flatMap(({ connector, operation }) => aiSignals(connector, operation)),
      ...hosts.map(({ host, vendor }): Signal => ({ by: 'host', value: host, certainty: 'certain', vendor })),
    ],
    unattended: triggers.length === 0 ? null : triggers.some(startsItself),
    inbound: uses.some(({ connector }) => isInbound(connector)),
    plainModelCall: hosts.length > 0,
    handlesFailure: steps.some(runsAfterFailure),
    makerConnections: [...new Set([...connectors.values()].filter(({ embedded }) => embedded).map(({ name }) => name))].sort(),
  }
}

/** Every step, also those within conditions, switches and loops. */
function* walk(actions: Json | null, depth: number): Generator<unknown> {
  if (actions === null || depth > deepest) return
  for (const step of Object.values(actions)) {
    yield step
    yield* walk(objectOf(member(step, 'actions')), depth + 1)
    yield* walk(objectOf(member(member(step, 'else'), 'actions')), depth + 1)
    yield* walk(objectOf(member(member(step, 'default'), 'actions')), depth + 1)
    for (const branch of Object.values(objectOf(member(step, 'cases')) ?? {})) yield* walk(objectOf(member(branch, 'actions')), depth + 1)
  }
}

function useOf(
  step: unknown,
  connectorOf: (key: string) => string | null,
): readonly { readonly connector: string; readonly operation: string | null }[] {
  const host = member(member(step, 'inputs'), 'host')
  const key = textOf(member(host, 'connectionName')) ?? textOf(member(host, 'connection'))
  const connector = textOf(member(host, 'apiId')) ?? (key === null ? null : connectorOf(key))
  return connector === null ? [] : [{ connector, operation: textOf(member(host, 'operationId')) }]
}

const isHttp = (step: unknown): boolean => textOf(member(step, 'type')) === 'Http'

function httpTool(step: unknown): readonly Tool[] {
  if (!isHttp(step)) return []
  if (modelHostOf(step).length > 0)
    return [{ name: 'HTTP to a model', powers: [{ action: 'invoke', resource: 'model', sensitivity: 'unknown' }] }]
  const method = textOf(member(member(step, 'inputs'), 'method'))?.toUpperCase() ?? 'GET'
  const action = method === 'GET' || method === 'HEAD' ? 'read' : 'send'
  return [{ name: `HTTP ${method}`.slice(0, 40), powers: [{ action, resource: 'web', sensitivity: 'unknown' }] }]
}

function modelHostOf(step: unknown): readonly { readonly host: string; readonly vendor: string }[] {
  const address = isHttp(step) ? textOf(member(member(step, 'inputs'), 'uri')) : null
  if (address === null || !URL.canParse(address)) return []
  const { hostname } = new URL(address)
  const vendor = vendorOfHost(address)
  return vendor === null ? [] : [{ host: hostname, vendor }]
}

/** A request waits for whoever calls it: a person, an app, an agent. */
function startsItself(trigger: unknown): boolean {
  return textOf(member(trigger, 'type')) !== 'Request'
}

function runsAfterFailure(step: unknown): boolean {
  const before = objectOf(member(step, 'runAfter')) ?? {}
  return Object.values(before).some((states) => Array.isArray(states) && states.some((state) => state === 'Failed' || state === 'TimedOut'))
}

function uniqueTools(tools: readonly Tool[]): readonly Tool[] {
  return [...new Map(tools.map((tool) => [JSON.stringify(tool), tool])).values()].slice(0, 200)
}

function jsonOf(text: string | null | undefined): unknown {
  try {
    return text ? (JSON.parse(text) as unknown) : null
  } catch {
    return null
  }
}

function objectOf(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
}

function member(value: unknown, name: string): unknown {
  const object = objectOf(value)
  return object !== null && Object.hasOwn(object, name) ? object[name] : undefined
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
