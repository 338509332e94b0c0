import type { Subject } from '../../../../shared/domain/observation.ts'
import type { AutonomyLevel } from '../../../../shared/domain/vocabulary.ts'
import { shortType } from './node-powers.ts'
import { literal, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'
import type { Step } from './tools.ts'
import type { Trigger } from './triggers.ts'

const acting = new Set(['write', 'send', 'delete', 'execute', 'pay', 'administer'])
const unattended = new Set(['schedule', 'event', 'webhook', 'form', 'mcp'])

/** Whether an action waits until a person agrees. */
export function asksPerson(node: WorkflowNode): boolean {
  return literal(own(node.parameters, 'operation')) === 'sendAndWait' || shortType(node.type).endsWith('HitlTool')
}

/** Whether it can change workflows: through the server's own node, or its interface called by hand. */
export function changesWorkflows(nodes: readonly WorkflowNode[]): boolean {
  return nodes.some((node) => {
    if (node.disabled || !/\.n8n(Tool)?$/.test(node.type)) return false
    const resource = literal(own(node.parameters, 'resource')) ?? 'workflow'
    const operation = literal(own(node.parameters, 'operation')) ?? 'getAll'
    return resource === 'workflow' && /^(create|update|delete|activate|deactivate|publish|unpublish)/.test(operation)
  })
}

/**
 * How far it acts on its own. The floor is what is sure from the drawing; the ceiling what it would do once published or
 * called, where that cannot be seen.
 */
export function autonomyOf(facts: {
  readonly nodes: readonly WorkflowNode[]
  readonly steps: readonly Step[]
  readonly triggers: readonly Trigger[]
  readonly published: boolean | null
}): NonNullable<Subject['autonomy']> {
  const acts = facts.steps.some(
    // Lines of code that only shape data are no act.
    (step) =>
      step.by !== 'trigger' &&
      step.powers.some((power) => acting.has(power.action) && power.resource !== 'code' && power.resource !== 'memory'),
  )
  const alone = facts.triggers.find((trigger) => unattended.has(trigger.kind))
  const called = facts.triggers.some((trigger) => trigger.kind === 'call')
  const attended: AutonomyLevel = acts ? (facts.nodes.some((node) => !node.disabled && asksPerson(node)) ? 'A2' : 'A3') : 'A0'
  if (changesWorkflows(facts.nodes) && (alone !== undefined || called) && facts.published !== false)
    return { floor: facts.published === true ? 'A5' : 'A4', ceiling: 'A5', because: 'it starts by itself and can change workflows' }
  if (alone !== undefined) {
    const by = shortType(alone.node.type)
    if (facts.published === true && !acts) return { floor: 'A1', ceiling: 'A4', because: `${by} starts it, and it only reads and answers` }
    if (facts.published === true) return { floor: 'A4', ceiling: 'A4', because: `${by} starts it, published` }
    if (facts.published === false) return { floor: attended, ceiling: 'A4', because: `not published; once it is, ${by} starts it` }
    return { floor: attended, ceiling: 'A4', because: `${by} would start it; whether it is published is not in the export` }
  }
  if (called) return { floor: attended, ceiling: 'A4', because: 'other workflows call it, with whatever autonomy they have' }
  const because = facts.triggers.length === 0 ? 'it has no trigger: a person starts it' : 'a person starts it or talks to it'
  return { floor: attended, ceiling: attended, because }
}
