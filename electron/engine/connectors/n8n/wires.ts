import { isObject } from './record.ts'
import type { WorkflowNode } from './schema.ts'

/** One arrow of the drawing: `kind` is `main`, `ai_tool`, `ai_languageModel`, `ai_memory`, … */
export interface Wire {
  readonly from: string
  readonly to: string
  readonly kind: string
}

const mostWires = 20_000

/** The arrows between nodes that exist. n8n keeps them by name: source → kind → outputs → targets. */
export function wiresOf(connections: unknown, nodes: readonly WorkflowNode[]): readonly Wire[] {
  if (!isObject(connections)) return []
  const names = new Set(nodes.map((node) => node.name))
  const wires: Wire[] = []
  for (const [from, kinds] of Object.entries(connections)) {
    if (!names.has(from) || !isObject(kinds)) continue
    for (const [kind, outputs] of Object.entries(kinds)) {
      for (const target of flatTargets(outputs)) {
        if (names.has(target) && wires.length < mostWires) wires.push({ from, to: target, kind })
      }
    }
  }
  return wires
}

function flatTargets(outputs: unknown): readonly string[] {
  if (!Array.isArray(outputs)) return []
  return outputs.flatMap((output: unknown) =>
    Array.isArray(output)
      ? output.flatMap((target: unknown) => (isObject(target) && typeof target.node === 'string' ? [target.node] : []))
      : [],
  )
}

/** Names of the nodes that an agent may call as tools. */
export function toolNames(wires: readonly Wire[]): ReadonlySet<string> {
  return new Set(wires.filter((wire) => wire.kind === 'ai_tool').map((wire) => wire.from))
}
