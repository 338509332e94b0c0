import type { KeyObject } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { LedgerEntry, LedgerVerification } from '../../../../shared/domain/decision.ts'
import { beginning, entryHash, firstSeq } from './chain.ts'
import { isSignedBy, keyIdOf, publicKeyFrom } from './sign.ts'

export interface PublicKey {
  readonly keyId: string
  readonly publicKey: string
}

/** What somebody kept outside: the ledger had at least this many entries, and this one had this hash. */
export interface Checkpoint {
  readonly seq: number
  readonly hash: string
}

/** Kinds of entries that bring in a key. */
export const keyKinds: ReadonlySet<string> = new Set(['workspace-opened', 'key-added'])

const rewrite =
  'That nobody who holds the signing key rewrote the whole ledger, or put back an older copy: only a checkpoint kept elsewhere can show that.'
const cutEnd = 'That no entries were cut off at the end: only a checkpoint kept elsewhere can show that.'
const clock = 'That the computer’s clock was right when entries were written.'
const ownKeys = 'Whose keys these are: they were taken from the ledger itself, not from somebody you trust.'
const newKey = 'That a later key belongs to the same people: it was brought in without the signature of the one before.'

/**
 * Checks a whole ledger from its first entry: order, chain, hashes, signatures, and that it reaches the checkpoint. Without
 * `publicKeys`, the keys the ledger itself brought in count, and that is said. Entries may be streamed.
 */
export function verifyLedger(
  entries: Iterable<LedgerEntry>,
  publicKeys: readonly PublicKey[] | null = null,
  checkpoint: Checkpoint | null = null,
): LedgerVerification {
  const trusted = new Map<string, KeyObject>()
  const seen = new Map<string, PublicKey>()
  for (const key of publicKeys ?? []) trust(key, trusted, seen)
  let previous: LedgerEntry | null = null
  let count = 0
  let keysBrought = 0
  let checkpointMet = checkpoint === null
  const bad = (seq: number, problem: string): LedgerVerification => ({
    ok: false,
    entries: count,
    firstBad: seq,
    problem,
    head: previous?.hash ?? null,
    keys: [...seen.values()],
    cannotProve: [clock],
  })

  for (const entry of entries) {
    const seq: number = previous === null ? firstSeq : previous.seq + 1
    if (publicKeys === null && keyKinds.has(entry.kind)) {
      const key = keyIn(entry)
      if (key !== null && trust(key, trusted, seen)) keysBrought += 1
    }
    const problem = problemOf(entry, seq, previous, trusted)
    if (problem !== null) return bad(seq, problem)
    if (checkpoint !== null && entry.seq === checkpoint.seq) {
      if (entry.hash !== checkpoint.hash) return bad(seq, `Entry ${seq} is not the one the checkpoint names: the ledger was rewritten.`)
      checkpointMet = true
    }
    previous = entry
    count += 1
  }
  if (count === 0) return bad(firstSeq, 'The ledger is empty: the entry that opens a workspace is missing.')
  if (!checkpointMet && checkpoint !== null) {
    return bad(count + 1, `The ledger ends at entry ${count}, but the checkpoint names entry ${checkpoint.seq}: entries were cut off.`)
  }
  return {
    ok: true,
    entries: count,
    firstBad: null,
    problem: null,
    head: previous?.hash ?? null,
    keys: [...seen.values()],
    cannotProve: [
      ...(checkpoint === null ? [rewrite, cutEnd] : []),
      ...(publicKeys === null ? [ownKeys] : []),
      ...(keysBrought > 1 ? [newKey] : []),
      clock,
    ],
  }
}

function problemOf(entry: LedgerEntry, seq: number, previous: LedgerEntry | null, trusted: ReadonlyMap<string, KeyObject>): string | null {
  if (entry.seq !== seq) return `Entry ${seq} is missing or out of order: entry ${entry.seq} stands in its place.`
  if (previous === null && entry.kind !== 'workspace-opened') return 'The first entry does not open a workspace: the beginning was cut off.'
  if (entry.previousHash !== (previous?.hash ?? beginning)) return `Entry ${seq} does not continue entry ${seq - 1}.`
  if (!isCanonical(entry.body) || entryHash(entry) !== entry.hash) return `Entry ${seq} was changed after it was written.`
  const key = trusted.get(entry.keyId)
  if (key === undefined) return `Entry ${seq} is signed with a key that is not known.`
  return isSignedBy(key, entry.hash, entry.signature) ? null : `The signature of entry ${seq} is not its key’s.`
}

function isCanonical(body: string): boolean {
  try {
    return canonicalJson(JSON.parse(body)) === body
  } catch {
    return false
  }
}

function trust(key: PublicKey, trusted: Map<string, KeyObject>, seen: Map<string, PublicKey>): boolean {
  const made = publicKeyFrom(key.publicKey)
  if (made === null || keyIdOf(key.publicKey) !== key.keyId || trusted.has(key.keyId)) return false
  trusted.set(key.keyId, made)
  seen.set(key.keyId, { keyId: key.keyId, publicKey: key.publicKey })
  return true
}

/** The key an opening entry brings in; null when its body does not hold one. */
function keyIn(entry: LedgerEntry): PublicKey | null {
  try {
    const body: unknown = JSON.parse(entry.body)
    if (typeof body !== 'object' || body === null || !('publicKey' in body) || typeof body.publicKey !== 'string') return null
    return { keyId: keyIdOf(body.publicKey), publicKey: body.publicKey }
  } catch {
    return null
  }
}
