import { z } from 'zod'
import type { IdentityChange, IdentityEntry } from '../../../../shared/domain/identity-change.ts'
import type { Store } from '../../store/store.ts'

/** The kind of its ledger entries. */
export const identityKind = 'identity-changed'

/** What people said about who is who, as it counts now. */
export interface Identities {
  /** Oldest first. */
  readonly entries: readonly IdentityEntry[]
  /** By agent: what it is called here. */
  readonly names: ReadonlyMap<string, string>
  /** Whether a person said that these are two, which outweighs a declared key. */
  isApart(one: string, other: string): boolean
}

const members = z.array(z.object({ connectionId: z.string(), subjectKey: z.string() }))
const said = z.object({
  actor: z.string(),
  reason: z.string(),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('merge'), into: z.string(), from: z.array(z.object({ agentId: z.string(), members })) }),
    z.object({ kind: z.literal('split'), from: z.string(), to: z.string(), members }),
    z.object({ kind: z.literal('apart'), one: z.string(), other: z.string() }),
    z.object({ kind: z.literal('rename'), agentId: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    z.object({ kind: z.literal('undo'), entry: z.number().int() }),
  ]),
})

const known = new WeakMap<object, Identities & { readonly seq: number }>()

/** What the ledger says, entry by entry; one that makes no sense changes nothing. */
export function identitiesOf({ ledger }: Pick<Store, 'ledger'>): Identities {
  const seq = ledger.lastOfKind(identityKind)
  const before = known.get(ledger)
  if (before !== undefined && before.seq === seq) return before
  const entries = (seq === 0 ? [] : ledger.ofKinds([identityKind])).flatMap(({ seq: entry, at, body }) => {
    const read = said.safeParse(JSON.parse(body))
    return read.success ? [{ entry, at, by: read.data.actor, reason: read.data.reason, change: read.data.change }] : []
  })
  const undone = new Set(entries.flatMap(({ change }) => (change.kind === 'undo' ? [change.entry] : [])))
  const all = entries.map((one): IdentityEntry => ({ ...one, undone: undone.has(one.entry) }))
  const now = { seq, entries: all, names: namesIn(all), isApart: apartIn(all) }
  known.set(ledger, now)
  return now
}

function namesIn(entries: readonly IdentityEntry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { change, undone } of entries) {
    if (change.kind !== 'rename' || undone) continue
    if (change.after === null) names.delete(change.agentId)
    else names.set(change.agentId, change.after)
  }
  return names
}

const pair = (one: string, other: string): string => [one, other].sort().join('\n')

/** A merge that was taken back keeps its agents apart: else the key that joins one of their parts would join them again. */
function apartIn(entries: readonly IdentityEntry[]): Identities['isApart'] {
  const apart = new Set<string>()
  const byNumber = new Map(entries.map((one) => [one.entry, one]))
  const say = (change: IdentityChange, taken: boolean) => {
    if (change.kind === 'merge') for (const { agentId } of change.from) apart[taken ? 'delete' : 'add'](pair(change.into, agentId))
    else if (change.kind === 'split') apart[taken ? 'add' : 'delete'](pair(change.from, change.to))
    else if (change.kind === 'apart') apart[taken ? 'add' : 'delete'](pair(change.one, change.other))
  }
  for (const { change } of entries) {
    const back = change.kind === 'undo' ? byNumber.get(change.entry) : undefined
    if (back === undefined) say(change, true)
    else say(back.change, false)
  }
  return (one, other) => apart.has(pair(one, other))
}
