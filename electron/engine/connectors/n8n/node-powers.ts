import type { Power } from '../../../../shared/domain/observation.ts'
import { nodeVendor } from '../catalogue/n8n-types.ts'
import { inertNodes, type PowerGroup, powerGroups } from './power-groups.ts'

const groupByNode: ReadonlyMap<string, PowerGroup> = new Map(
  powerGroups.flatMap((group) => group.nodes.split(' ').map((name) => [name, group] as const)),
)

const firstParty = ['n8n-nodes-base.', '@n8n/n8n-nodes-langchain.']

/** A node type without its package: `n8n-nodes-base.gmailTool` → `gmailTool`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1)
}

/** The system behind a node: the short type without `Trigger`, `Tool` or `HitlTool` at its end. */
export function baseName(type: string): string {
  return shortType(type).replace(/(Trigger|HitlTool|Tool)$/, '') || shortType(type)
}

/** `microsoftOneDrive` → `Microsoft OneDrive`, for people. */
export function systemName(type: string): string {
  const words = baseName(type)
    .replace(/^(tool|vectorStore|memory|lmChat|lm|embeddings)(?=[A-Z])/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
  return (words.charAt(0).toUpperCase() + words.slice(1))
    .replace(/One Drive/, 'OneDrive')
    .replace(/Share Point/, 'SharePoint')
    .slice(0, 80)
}

/** Whether a stranger may have published this node: not part of the server's own packages. */
export function isCommunityNode(type: string): boolean {
  return !firstParty.some((prefix) => type.startsWith(prefix))
}

/**
 * What a node type can do; `null` when the table does not know it (a visible gap), `[]` when it reaches nothing outside.
 * A model binding invokes a model; names are looked up only for the server's own packages.
 */
export function powersOf(type: string): readonly Power[] | null {
  if (isCommunityNode(type)) return null
  const short = shortType(type)
  if (inertNodes.has(short)) return []
  const group = groupByNode.get(short) ?? groupByNode.get(baseName(type))
  if (group !== undefined) return group.powers
  if (inertNodes.has(baseName(type))) return []
  return nodeVendor(type) === undefined ? null : [{ action: 'invoke', resource: 'model', sensitivity: 'unknown' }]
}

/** Whether content that strangers can write comes in through this node. */
export function isInbound(type: string): boolean {
  return (groupByNode.get(shortType(type)) ?? groupByNode.get(baseName(type)))?.inbound === true
}

/** A power for something the table does not know. */
export const unknownPower: Power = { action: 'execute', resource: 'unknown', sensitivity: 'unknown' }
