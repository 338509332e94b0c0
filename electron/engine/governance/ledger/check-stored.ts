import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { Decision, LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { LedgerStore, StoredEntry } from '../../store/store.ts'
import { checkEntries, type Fault, type Part, type PartStart } from './check-entries.ts'

/** A part of the ledger in a workspace file, to be checked: plain data, for other threads too. */
export interface StoredStart extends Omit<PartStart, 'previous'> {
  /** How many entries to read; what lies behind is another part's. */
  readonly most: number
}

export interface StoredPart extends Part {
  /** The first decision that is not kept as it was signed. */
  readonly differs: Fault | null
  readonly decisions: number
  /** Whether nothing behind it is to be looked at: something in it does not hold, or the ledger ends in it. */
  readonly isLast: boolean
}

/** Checks a part of the stored ledger, and that the decisions kept for its entries are exactly the ones that were signed. */
export function checkStored(store: Pick<LedgerStore, 'stored' | 'entries'>, start: StoredStart): StoredPart {
  const { seq, most } = start
  const before = seq === 1 ? undefined : store.entries(seq - 1, 1)[0]
  let differs: Fault | null = null
  let decisions = 0
  let read = 0
  function* compared(): Generator<LedgerEntry> {
    // The first part begins with whatever stands first, also where that should not be there.
    for (const entry of store.stored(seq === 1 ? Number.MIN_SAFE_INTEGER : seq - 1, most)) {
      differs ??= differenceIn(entry)
      if (entry.decision !== null) decisions += 1
      read += 1
      yield entry
    }
  }
  const previous = seq === 1 ? '0'.repeat(64) : before?.seq === seq - 1 ? before.hash : ''
  const part = checkEntries(compared(), { ...start, previous })
  return { ...part, differs, decisions, isLast: part.fault !== null || read < most }
}

function differenceIn(entry: StoredEntry): Fault | null {
  const { seq, agentId, decision } = entry
  if (entry.kind !== 'decision') return decision === null ? null : { seq, problem: `Entry ${seq} is no decision, but one is kept for it.` }
  if (decision === null || !isSame(entry, decision))
    return { seq, problem: `The decision kept for entry ${seq} is not the one that was signed.` }
  return agentId === agentIdIn(entry.body)
    ? null
    : { seq, problem: `The decision kept for entry ${seq} is filed under another agent than was signed.` }
}

/** The agent a signed decision names: read at its place where it is written plainly, and from the whole where not. */
function agentIdIn(body: string): string {
  const [, plain] = /^\{"action":"[\w-]*","actor":"[^"\\]*","agentId":"([^"\\]*)",/.exec(body) ?? []
  return plain ?? (JSON.parse(body) as Pick<Decision, 'agentId'>).agentId
}

function isSame(entry: LedgerEntry, kept: string): boolean {
  if (kept === signedForm(entry)) return true
  // Decisions that an older version kept have their members in another order.
  try {
    const { seq, keyId, ...draft } = JSON.parse(kept) as Decision
    return seq === entry.seq && keyId === entry.keyId && canonicalJson(draft) === entry.body
  } catch {
    return false
  }
}

/**
 * The canonical JSON of the decision that this entry signed: its body with the key and the number at their places. A quote inside a
 * value is always escaped, so these names are found as members only. Building it is quicker than comparing piece by piece.
 */
function signedForm({ body, keyId, seq }: LedgerEntry): string | null {
  const owner = body.indexOf(',"owner":')
  const until = body.indexOf(',"until":')
  if (owner < 0 || until < owner) return null
  return `${body.slice(0, owner)},"keyId":${JSON.stringify(keyId)}${body.slice(owner, until)},"seq":${seq}${body.slice(until)}`
}
