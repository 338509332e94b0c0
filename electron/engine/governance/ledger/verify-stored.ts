import { hash } from 'node:crypto'
import type { LedgerVerification } from '../../../../shared/domain/decision.ts'
import type { LedgerStore, Store } from '../../store/store.ts'
import { firstSeq } from './chain.ts'
import { type Fault, keyKinds } from './check-entries.ts'
import { checkInThreads, type Parts } from './check-in-threads.ts'
import { checkStored, type StoredPart, type StoredStart } from './check-stored.ts'
import { originOf, readCheckpoint } from './checkpoint.ts'
import { signedBy } from './note.ts'
import { leavesInPiece } from './tree-pieces.ts'
import { type PublicKey, trustedKeys } from './trusted-keys.ts'
import { judge, marksOf, type VerifyOptions } from './verify.ts'

export interface StoredOptions extends Pick<VerifyOptions, 'publicKeys' | 'outside'> {
  /** Check each signature by itself, also in a long ledger. */
  readonly everySignature?: boolean
}

/** Up to here each signature is checked by itself, in one go; beyond, those that a kept checkpoint covers rest on it. */
const eachUpTo = 20_000

/** Entries in one part of a long ledger: small enough that no thread waits long for another at the end. */
const inPart = 16 * leavesInPiece

/**
 * Checks a workspace's ledger in one pass, and that what the product finds as decisions about an agent, and the facts they were taken
 * on, are exactly what was signed.
 */
export function verifyStoredLedger(store: LedgerStore, options: StoredOptions = {}): LedgerVerification {
  const plan = planOf(store, options, Number.POSITIVE_INFINITY)
  return conclude(store, plan, [checkStored(store, plan.startAt(firstSeq))])
}

/** The same; a long ledger is checked by several threads, part by part, while others get their turn. */
export async function verifyWorkspace(store: Store, options: StoredOptions = {}): Promise<LedgerVerification> {
  const plan = planOf(store.ledger, options, inPart)
  if (plan.last <= eachUpTo) return verifyStoredLedger(store.ledger, options)
  return conclude(store.ledger, plan, await checkInThreads(store, plan))
}

interface Plan extends Parts {
  readonly options: VerifyOptions
  /** What the index of entries says of the keys that were brought in; the entries must say the same. */
  readonly brought: readonly BroughtKey[]
  readonly decisions: number
}

type BroughtKey = PublicKey & { readonly seq: number }

/** What is to be checked, as the file is at this moment: what is written meanwhile belongs to the next check. */
function planOf(store: LedgerStore, { publicKeys = null, outside = null, everySignature = false }: StoredOptions, most: number): Plan {
  const kept = store.checkpoints()
  const decisions = store.decisionCount()
  const last = store.head()?.seq ?? 0
  const brought = publicKeys === null ? keysBrought(store) : []
  const options = { publicKeys, outside, kept }
  const keys = [...(publicKeys ?? []), ...brought]
  const vouched = everySignature || last <= eachUpTo ? new Map<string, number>() : vouchedBy(store, kept, keys)
  const marks = marksOf(options)
  const startAt = (seq: number): StoredStart => ({
    seq,
    // One at least: entries with numbers below the first are looked at, too.
    most: Math.max(1, Math.min(most, last - seq + 1)),
    keys: [...(publicKeys ?? []), ...brought.filter((one) => one.seq < seq)],
    takesKeys: publicKeys === null,
    vouched,
    marks: marks.filter((size) => size >= seq && size < seq + most),
  })
  return { options, last, inPart: most, startAt, brought, decisions }
}

function keysBrought(store: LedgerStore): readonly BroughtKey[] {
  const keys = trustedKeys([])
  return store.ofKinds([...keyKinds]).flatMap((entry) => {
    const key = keys.bringIn(entry)
    return key === null ? [] : [{ ...key, seq: entry.seq }]
  })
}

/** By key, the largest size at which it signed a kept checkpoint: whoever signed a tree's root signed each entry in it. */
function vouchedBy(store: LedgerStore, kept: Plan['options']['kept'], keys: readonly PublicKey[]): ReadonlyMap<string, number> {
  const origin = originOf(store.entries(Number.MIN_SAFE_INTEGER, 1)[0] ?? { hash: '' })
  const wanted = new Set(keys.map(({ keyId }) => keyId))
  const found = new Map<string, number>()
  for (const { size, note } of (kept ?? []).toSorted((a, b) => b.size - a.size)) {
    if (found.size === wanted.size) break
    const read = readCheckpoint(note)
    const by = read === null || read.size !== size ? null : signedBy(read.note, origin, trustedKeys(keys).ready())
    if (by !== null && !found.has(by)) found.set(by, size)
  }
  return found
}

function conclude(store: LedgerStore, plan: Plan, parts: readonly StoredPart[]): LedgerVerification {
  const chain = judge(parts, plan.options)
  if (!chain.ok) return chain
  const differs = parts.find((part) => part.differs !== null)?.differs ?? null
  const decisions = parts.reduce((sum, part) => sum + part.decisions, 0)
  const fault = otherKeys(plan, parts) ?? differs ?? strayIn(store, plan.decisions === decisions) ?? changedFactsIn(store)
  return fault === null ? chain : { ...chain, ok: false, firstBad: fault.seq, problem: fault.problem }
}

function otherKeys({ brought }: Plan, parts: readonly StoredPart[]): Fault | null {
  const met = parts.flatMap((part) => part.brought)
  const at = Array.from({ length: Math.max(met.length, brought.length) }, (_, index) => index).find(
    (index) => met[index]?.keyId !== brought[index]?.keyId || met[index]?.seq !== brought[index]?.seq,
  )
  if (at === undefined) return null
  const seq = met[at]?.seq ?? brought[at]?.seq ?? 0
  return { seq, problem: `The file’s own list of keys does not name the key of entry ${seq} as the entry does.` }
}

function strayIn(store: LedgerStore, allMet: boolean): Fault | null {
  const seq = allMet ? null : store.strayDecision()
  return seq === null ? null : { seq, problem: `Decision ${seq} was never signed: the ledger has no such decision.` }
}

/** Facts are kept under their hash, and the hash is signed with the decision. */
function changedFactsIn(store: LedgerStore): Fault | null {
  for (const one of store.allFacts()) {
    if (hash('sha256', one.canonical, 'hex') === one.hash) continue
    const seq = store.decisionOnFacts(one.hash) ?? 0
    return { seq, problem: `The facts that the decision of entry ${seq} was taken on were changed afterwards.` }
  }
  return null
}
