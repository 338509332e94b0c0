import { z } from 'zod'
import { failed, ok, type Result } from '../../../shared/base/result.ts'
import type { SetBy } from '../../../shared/contract/duty.ts'
import type { Store } from '../store/store.ts'
import type { Recording } from './governing.ts'
import { appendEntry } from './ledger/entries.ts'
import { mayDecideEverywhere } from './people/may-decide.ts'
import { peopleOf } from './people/people-of.ts'

/** A document of the workspace that ships with a value and is changed by signed entries only: the last one counts. */
export interface SetByLedger<T> {
  /** The kind of its entries. */
  readonly kind: string
  readonly ships: T
  readonly schema: z.ZodType<T>
}

export interface Setting<T> {
  readonly value: T
  readonly set: SetBy | null
}

const known = new WeakMap<object, Map<string, Setting<unknown> & { readonly seq: number }>>()

/** What counts now. An entry that makes no sense changes nothing. */
export function settingOf<T>(store: Pick<Store, 'ledger'>, of: SetByLedger<T>): Setting<T> {
  const seq = store.ledger.lastOfKind(of.kind)
  const kept = known.get(store.ledger) ?? new Map()
  const before = kept.get(of.kind)
  if (before !== undefined && before.seq === seq) return before as Setting<T>
  const now = { ...read(store, of, seq), seq }
  known.set(store.ledger, kept.set(of.kind, now))
  return now
}

function read<T>({ ledger }: Pick<Store, 'ledger'>, { kind, ships, schema }: SetByLedger<T>, seq: number): Setting<T> {
  const body = z.object({ actor: z.string(), reason: z.string(), value: schema })
  for (const entry of seq === 0 ? [] : ledger.ofKinds([kind]).toReversed()) {
    const said = body.safeParse(JSON.parse(entry.body))
    if (!said.success) continue
    const { actor, reason, value } = said.data
    return { value, set: { at: entry.at, by: actor, reason, entry: entry.seq } }
  }
  return { value: ships, set: null }
}

/** Changes it: an entry of the ledger by a governance lead, with the reason. Fails with `permission-missing`. */
export function setInLedger<T>(recording: Recording, of: SetByLedger<T>, value: T, reason: string): Result<Setting<T>> {
  const { store, signer, ports } = recording
  const mayNot = mayDecideEverywhere(peopleOf(store), signer.keyId)
  if (mayNot !== null) return failed(mayNot)
  const body = { actor: ports.actor, reason: reason.trim(), value }
  appendEntry(store.ledger, signer, { at: ports.clock().toISOString(), kind: of.kind, body })
  return ok(settingOf(store, of))
}
