import type { DataSource, Power, Tool } from '../../../../shared/domain/observation.ts'
import { nodeVendor } from '../catalogue/n8n-types.ts'
import { defaultOperation } from './default-operations.ts'
import { isCaller, plainCalls } from './http-nodes.ts'
import { narrow } from './narrow.ts'
import { baseName, isInbound, powersOf, shortType, systemName, unknownPower } from './node-powers.ts'
import { literal, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'
import { isTrigger } from './triggers.ts'

/** One node as something the workflow can do. `by`: who decides that it runs. */
export interface Step {
  readonly node: WorkflowNode
  readonly by: 'agent' | 'trigger' | 'workflow'
  readonly powers: readonly Power[]
  readonly inbound: boolean
}

/** Every enabled node that reaches something; nodes that only move data are left out, except where an agent may call them. */
export function stepsOf(nodes: readonly WorkflowNode[], tools: ReadonlySet<string>): readonly Step[] {
  return nodes.flatMap((node) => {
    if (node.disabled) return []
    const by = tools.has(node.name) ? 'agent' : isTrigger(node.type) ? 'trigger' : 'workflow'
    const powers = powersUsed(node, by)
    return powers.length === 0 && by !== 'agent' ? [] : [{ node, by, powers, inbound: isInbound(node.type) }]
  })
}

function powersUsed(node: WorkflowNode, by: Step['by']): readonly Power[] {
  const powers = powersOf(node.type) ?? [unknownPower]
  if (by === 'trigger') return receiving(powers)
  if (isCaller(node)) {
    const call = plainCalls(node, [])
    if (call.models.length > 0) return [{ action: 'invoke', resource: 'model', sensitivity: 'unknown' }]
    // What an agent fills into an address leaves the house, whatever the method.
    return by === 'agent' ? powers : narrow(powers, call.method)
  }
  if (/^vectorStore/.test(shortType(node.type))) return narrow(powers, vectorMode(node))
  return narrow(powers, operationOf(node))
}

function operationOf(node: WorkflowNode): string | null {
  const { parameters } = node
  if (Object.hasOwn(parameters, 'operation')) return literal(own(parameters, 'operation'))
  return Object.hasOwn(parameters, 'resource') ? null : defaultOperation(baseName(node.type))
}

function vectorMode(node: WorkflowNode): string | null {
  const mode = literal(own(node.parameters, 'mode'))
  return mode === null ? null : mode.startsWith('insert') || mode === 'update' ? 'insert' : 'retrieve'
}

/** A trigger takes in and reads what arrives; it changes nothing. */
function receiving(powers: readonly Power[]): readonly Power[] {
  const first = powers[0]
  if (first === undefined) return []
  const receive: Power = { ...first, action: 'receive' }
  return powers.some((power) => power.action === 'read') ? [receive, { ...first, action: 'read' }] : [receive]
}

const who = { agent: 'the agent decides', trigger: 'starts it', workflow: 'fixed step' } as const
const mostTools = 200

/** The tools an agent may call, each by its own name, then what else the workflow does, once for each node type and powers. */
export function toolsOf(steps: readonly Step[]): readonly Tool[] {
  const called = steps.filter((step) => step.by === 'agent').map(toTool)
  const rest = new Map<string, Tool>()
  for (const step of steps) {
    if (step.by === 'agent' || isModelStep(step)) continue
    const key = JSON.stringify([step.node.type, step.by, step.powers])
    if (!rest.has(key)) rest.set(key, toTool(step))
  }
  return [...called, ...rest.values()].slice(0, mostTools)
}

function toTool(step: Step): Tool {
  return {
    name: step.node.name === '' ? shortType(step.node.type) : step.node.name.slice(0, 500),
    description: `${shortType(step.node.type)} · ${who[step.by]}`,
    powers: step.powers,
  }
}

/** Models, chains and their memory are named as models, not as tools. */
function isModelStep(step: Step): boolean {
  return nodeVendor(step.node.type) !== undefined && step.powers.every((power) => power.resource === 'model' || power.resource === 'memory')
}

const secretive = new Set(['confidential', 'restricted'])

/** What it reads that is not public. */
export function dataSourcesOf(steps: readonly Step[]): readonly DataSource[] {
  const sources = new Map<string, DataSource>()
  for (const { node, powers } of steps)
    for (const power of powers)
      if (power.action === 'read' && secretive.has(power.sensitivity))
        sources.set(`${systemName(node.type)}/${power.resource}`, {
          name: systemName(node.type),
          resource: power.resource,
          sensitivity: power.sensitivity,
        })
  return [...sources.values()]
}
