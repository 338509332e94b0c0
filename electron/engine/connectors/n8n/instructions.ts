import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { nodeVendor } from '../catalogue/n8n-types.ts'
import { isObject, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** SHA-256 over the instructions of all AI nodes; null when there are none. The text itself is never kept. */
export function instructionsHash(nodes: readonly WorkflowNode[]): string | null {
  const texts = nodes
    .filter((node) => !node.disabled && nodeVendor(node.type) !== undefined)
    .flatMap((node) => instructionsOf(node.parameters))
  return texts.length === 0 ? null : sha256(canonicalJson([...texts].sort()))
}

const places = ['systemMessage', 'text', 'prompt', 'instructions', 'toolDescription', 'description'] as const

function instructionsOf(parameters: unknown): readonly string[] {
  const direct = places.flatMap((place) => text(own(parameters, place)))
  const options = places.flatMap((place) => text(own(own(parameters, 'options'), place)))
  return [...direct, ...options, ...messages(own(parameters, 'messages')), ...messages(own(parameters, 'responses'))]
}

function text(value: unknown): readonly string[] {
  return typeof value === 'string' && value.trim() !== '' ? [value] : []
}

/** `messages.values[]` and `messages.messageValues[]` hold a chat's fixed turns, as `content` or `message`. */
function messages(value: unknown): readonly string[] {
  if (!isObject(value)) return []
  return Object.values(value).flatMap((turns) =>
    Array.isArray(turns) ? turns.flatMap((turn: unknown) => [...text(own(turn, 'content')), ...text(own(turn, 'message'))]) : [],
  )
}

/** A short mark of how a workflow is built: two with the same mark do the same thing. Null for trivial ones. */
export function structureMark(nodes: readonly WorkflowNode[], instructions: string | null): string | null {
  const types = nodes.filter((node) => !node.disabled && !node.type.endsWith('.stickyNote')).map((node) => node.type)
  return types.length < 3 || instructions === null ? null : sha256(canonicalJson([types.sort(), instructions])).slice(0, 16)
}
