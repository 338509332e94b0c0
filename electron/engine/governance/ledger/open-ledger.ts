import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { Decision, LedgerEntry, LedgerVerification } from '../../../../shared/domain/decision.ts'
import type { Ports } from '../../ports.ts'
import type { LedgerStore, Store } from '../../store/store.ts'
import { nextEntry } from './chain.ts'
import type { Signer } from './sign.ts'
import { openSigner } from './signing-key.ts'
import { type Checkpoint, keyKinds, type PublicKey, verifyLedger } from './verify.ts'

/** A decision before it has its place in the chain. */
export type DecisionDraft = Omit<Decision, 'seq' | 'keyId'>

/** The workspace's ledger, open for writing. */
export interface Ledger {
  readonly keyId: string
  readonly publicKey: string
  /** Writes one decision; durable before it returns. */
  decide(draft: DecisionDraft): Decision
  /** Writes an entry that is not a decision about an agent. */
  note(at: string, kind: string, body: Readonly<Record<string, unknown>>): LedgerEntry
}

const pageSize = 500

/**
 * Opens the ledger: a new one begins with an entry that holds its public key; where the key store lost the key, a new key is
 * brought in by an entry of its own, in sight of every reader.
 */
export async function openLedger(store: Store, ports: Pick<Ports, 'secrets' | 'random' | 'clock' | 'actor'>): Promise<Result<Ledger>> {
  const signer = await openSigner(ports)
  if (!signer.ok) return signer
  bringInKey(store, signer.value, ports.clock().toISOString(), ports.actor)
  return ok(ledgerOf(store, signer.value))
}

/** Writes the entry that continues the stored chain. */
export function appendEntry(
  store: LedgerStore,
  signer: Signer,
  content: { readonly at: string; readonly kind: string; readonly body: unknown },
  decision: Decision | null = null,
): LedgerEntry {
  const entry = nextEntry(store.head(), signer, content)
  store.append(entry, decision)
  return entry
}

/** Every entry, read a page at a time. */
export function* allEntries(store: LedgerStore): Generator<LedgerEntry> {
  let from = 0
  for (;;) {
    const page = store.entries(from, pageSize)
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    from = last.seq + 1
  }
}

/** Checks the stored ledger, and that the decisions the product acts on are the ones that were signed. */
export function verifyStoredLedger(
  store: LedgerStore,
  publicKeys: readonly PublicKey[] | null = null,
  checkpoint: Checkpoint | null = null,
): LedgerVerification {
  const chain = verifyLedger(allEntries(store), publicKeys, checkpoint)
  if (!chain.ok) return chain
  const kept = new Map(store.decisions(store.count()).map((decision) => [decision.seq, decision]))
  for (const entry of allEntries(store)) {
    if (entry.kind !== 'decision' && !kept.has(entry.seq)) continue
    const decision = kept.get(entry.seq)
    kept.delete(entry.seq)
    if (decision !== undefined && sameDecision(entry, decision)) continue
    return { ...chain, ok: false, firstBad: entry.seq, problem: `The decision kept for entry ${entry.seq} is not the one that was signed.` }
  }
  const stray = [...kept.keys()][0]
  return stray === undefined ? chain : { ...chain, ok: false, firstBad: stray, problem: `Decision ${stray} has no entry in the ledger.` }
}

function ledgerOf(store: Store, signer: Signer): Ledger {
  return {
    keyId: signer.keyId,
    publicKey: signer.publicKey,
    note: (at, kind, body) => appendEntry(store.ledger, signer, { at, kind, body }),
    decide(draft) {
      const head = store.ledger.head()
      const entry = nextEntry(head, signer, { at: draft.at, kind: 'decision', body: draft })
      const decision: Decision = { ...draft, seq: entry.seq, keyId: entry.keyId }
      store.ledger.append(entry, decision)
      return decision
    },
  }
}

function bringInKey(store: Store, signer: Signer, at: string, actor: string): void {
  const opened = store.ledger.head() !== null
  if (opened && isKnown(store.ledger, signer.keyId)) return
  const kind = opened ? 'key-added' : 'workspace-opened'
  appendEntry(store.ledger, signer, { at, kind, body: { actor, keyId: signer.keyId, publicKey: signer.publicKey } })
}

function isKnown(store: LedgerStore, keyId: string): boolean {
  if (store.head()?.keyId === keyId) return true
  for (const entry of allEntries(store)) if (keyKinds.has(entry.kind) && entry.keyId === keyId) return true
  return false
}

function sameDecision(entry: LedgerEntry, decision: Decision): boolean {
  const { seq, keyId, ...draft } = decision
  return seq === entry.seq && keyId === entry.keyId && canonicalJson(draft) === entry.body
}
