import type { Action } from '../../../../../shared/domain/vocabulary.ts'
import type { PermissionMeaning } from '../classify.ts'
import { exceptions } from './exceptions.ts'
import { operations } from './operations.ts'
import { resourceGroups } from './resources.ts'

const groupOf = new Map(resourceGroups.flatMap((group) => group.heads.split(' ').map((head) => [head, group] as const)))

/** A description that says the permission deletes; "does not allow ... delete" is no such description. */
const deletes = (description: string): boolean =>
  description
    .split(/(?<=\.)\s/)
    .some((sentence) => /\bdelet(e|es|ing)\b/i.test(sentence) && !/\b(not|without)\b[^.]*\bdelet/i.test(sentence))

/** The meaning of one permission by the rules; null when no rule speaks of it: a gap to be closed by hand. */
function meaningOf(value: string, descriptions: readonly string[] = []): PermissionMeaning | null {
  const [head = '', word = ''] = value.split('.')
  const group = groupOf.get(head)
  const { why: _, ...exception } = (Object.hasOwn(exceptions, value) ? exceptions[value] : undefined) ?? { why: '' }
  const operation = operations.find((rule) => rule.word.test(word))
  const action = exception.action ?? operation?.action
  if (!group || !action) return null
  const given = exception.also ?? (exception.action ? [] : (operation?.also ?? []))
  const also: readonly Action[] =
    action === 'write' && !given.includes('delete') && descriptions.some(deletes) ? [...given, 'delete'] : given
  return {
    action,
    resource: exception.resource ?? group.resource,
    sensitivity: exception.sensitivity ?? group.sensitivity,
    ...(also.length > 0 ? { also } : {}),
  }
}

/** One permission as the provider describes it; application and delegated forms of a value are two of them. */
export interface DescribedPermission {
  readonly value: string
  readonly description: string
}

/** The whole table, sorted by value, one permission a line: what `table.json` holds. `missing`: no rule speaks of these. */
export function compileTable(permissions: readonly DescribedPermission[]): { readonly text: string; readonly missing: readonly string[] } {
  const descriptions = new Map<string, readonly string[]>()
  for (const { value, description } of permissions) descriptions.set(value, [...(descriptions.get(value) ?? []), description])
  const meanings = [...descriptions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, described]) => [value, meaningOf(value, described)] as const)
  const lines = meanings.flatMap(([value, meaning]) => (meaning ? [`  ${JSON.stringify(value)}: ${JSON.stringify(meaning)}`] : []))
  return { text: `{\n${lines.join(',\n')}\n}\n`, missing: meanings.flatMap(([value, meaning]) => (meaning ? [] : [value])) }
}
