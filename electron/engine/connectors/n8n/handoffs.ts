import { shortType } from './node-powers.ts'
import { literal, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

const callers = new Set(['executeWorkflow', 'executeWorkflowTool', 'toolWorkflow', 'retrieverWorkflow', 'toolExecutor', 'messageAnAgent'])

/** Ids of the workflows this one calls; expressions and inline workflows have none. Its own id is no handoff. */
export function handoffsOf(nodes: readonly WorkflowNode[], ownId: string | null): readonly string[] {
  const ids = nodes.flatMap((node) => {
    if (node.disabled || !callers.has(shortType(node.type))) return []
    const id = literal(own(node.parameters, 'workflowId'))
    // An id is a plain word; anything else is a file, an address or an attacker's text.
    return id !== null && /^[\w-]{1,64}$/.test(id) && id !== ownId ? [id] : []
  })
  return [...new Set(ids)]
}
