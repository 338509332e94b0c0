import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { FiledUnder, LedgerStore, StoredEntry } from '../../store/store.ts'
import { checkEntries, type Fault, type Part, type PartStart } from './check-entries.ts'

/** A part of the ledger in a workspace file, to be checked: plain data, for other threads too. */
export interface StoredStart extends Omit<PartStart, 'previous'> {
  /** How many entries to read; what lies behind is another part's. */
  readonly most: number
}

export interface StoredPart extends Part {
  /** The first decision that is not filed as it was signed. */
  readonly differs: Fault | null
  readonly decisions: number
  /** Whether nothing behind it is to be looked at: something in it does not hold, or the ledger ends in it. */
  readonly isLast: boolean
}

/** Checks a part of the stored ledger, and that what is filed as a decision, and under which agent, is exactly what was signed. */
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
      if (entry.agentId !== null) decisions += 1
      read += 1
      yield entry
    }
  }
  const previous = seq === 1 ? '0'.repeat(64) : before?.seq === seq - 1 ? before.hash : ''
  const part = checkEntries(compared(), { ...start, previous })
  return { ...part, differs, decisions, isLast: part.fault !== null || read < most }
}

function differenceIn({ seq, kind, body, agentId, action }: StoredEntry): Fault | null {
  if (kind !== 'decision') return agentId === null ? null : { seq, problem: `Entry ${seq} is no decision, but is filed as one.` }
  if (agentId === null) return { seq, problem: `The decision of entry ${seq} is not filed as one of its moment.` }
  const signed = filedIn(body)
  if (action !== signed.action) return { seq, problem: `The decision of entry ${seq} is filed as another one than was signed.` }
  return agentId === signed.agentId ? null : { seq, problem: `The decision of entry ${seq} is filed under another agent than was signed.` }
}

/**
 * What a signed decision is to be found by: read at its place where it is written plainly, and from the whole where not. A body that
 * somebody changed may be no decision at all: it is found by nothing.
 */
function filedIn(body: string): Partial<Record<keyof FiledUnder, unknown>> {
  const [, action, agentId] = /^\{"action":"([\w-]*)","actor":"[^"\\]*","agentId":"([^"\\]*)",/.exec(body) ?? []
  if (agentId !== undefined) return { action, agentId }
  try {
    return { ...(JSON.parse(body) as object) }
  } catch {
    return {}
  }
}
