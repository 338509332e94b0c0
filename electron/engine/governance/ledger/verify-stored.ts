import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { Decision, LedgerEntry, LedgerVerification } from '../../../../shared/domain/decision.ts'
import type { LedgerStore } from '../../store/store.ts'
import { allEntries } from './entries.ts'
import { type Checkpoint, type PublicKey, verifyLedger } from './verify.ts'

/** Checks a workspace's ledger, and that the decisions the product acts on are exactly the ones that were signed. */
export function verifyStoredLedger(
  store: LedgerStore,
  publicKeys: readonly PublicKey[] | null = null,
  checkpoint: Checkpoint | null = null,
): LedgerVerification {
  const chain = verifyLedger(allEntries(store), publicKeys, checkpoint)
  if (!chain.ok) return chain
  const kept = new Map(store.decisions(store.count()).map((decision) => [decision.seq, decision]))
  const bad = (seq: number, problem: string): LedgerVerification => ({ ...chain, ok: false, firstBad: seq, problem })
  for (const entry of allEntries(store)) {
    if (entry.kind !== 'decision') continue
    const decision = kept.get(entry.seq)
    if (decision === undefined || !isSame(entry, decision))
      return bad(entry.seq, `The decision kept for entry ${entry.seq} is not the one that was signed.`)
    if (!store.decisionsOf(decision.agentId).some(({ seq }) => seq === entry.seq))
      return bad(entry.seq, `The decision kept for entry ${entry.seq} is filed under another agent than was signed.`)
    if (!isFactsOf(store, decision))
      return bad(entry.seq, `The facts that the decision of entry ${entry.seq} was taken on were changed afterwards.`)
    kept.delete(entry.seq)
  }
  const [stray] = kept.keys()
  return stray === undefined ? chain : bad(stray, `Decision ${stray} was never signed: the ledger has no such decision.`)
}

/** The facts kept for a decision have the hash that was signed with it. */
function isFactsOf(store: LedgerStore, { factsHash }: Decision): boolean {
  const facts = store.facts(factsHash)
  return facts === null || createHash('sha256').update(facts, 'utf8').digest('hex') === factsHash
}

function isSame(entry: LedgerEntry, { seq, keyId, ...draft }: Decision): boolean {
  return seq === entry.seq && keyId === entry.keyId && canonicalJson(draft) === entry.body
}
