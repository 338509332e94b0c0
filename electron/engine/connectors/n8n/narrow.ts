import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action } from '../../../../shared/domain/vocabulary.ts'

/** What a chosen operation or method leaves of a node's powers; the first row that fits wins. */
const verbs: readonly (readonly [RegExp, readonly Action[]])[] = [
  [
    /^(get|list|search|read|download|lookup|find|fetch|load|retrieve|query|select|count|exists|head|options)/i,
    ['read', 'receive', 'execute', 'invoke'],
  ],
  [/^(delete|remove|clear|purge|trash)/i, ['delete', 'execute']],
  [/^(send|reply|post|publish|message|forward|sms|call|tweet|share|notify)/i, ['send', 'write', 'execute', 'invoke']],
  [
    /^(create|add|append|insert|update|upsert|upload|write|put|patch|set|move|copy|import|appendorupdate)/i,
    ['write', 'send', 'pay', 'administer', 'execute'],
  ],
]

/**
 * A node's powers under the operation chosen in it, e.g. `getAll` leaves reading. Without an operation, with one that is an expression or not
 * known, or where nothing would be left, all powers stay: an unknown choice never makes an agent look harmless.
 */
export function narrow(powers: readonly Power[], operation: string | null): readonly Power[] {
  if (operation === null) return powers
  const allowed = verbs.find(([pattern]) => pattern.test(operation))?.[1]
  if (allowed === undefined) return powers
  const left = powers.filter((power) => allowed.includes(power.action))
  return left.length === 0 ? powers : left
}
