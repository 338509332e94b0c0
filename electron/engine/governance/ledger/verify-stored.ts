import { hash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { Decision, LedgerEntry, LedgerVerification } from '../../../../shared/domain/decision.ts'
import type { LedgerStore } from '../../store/store.ts'
import { type VerifyOptions, verifyLedger } from './verify.ts'

/** Up to here each signature is checked by itself; beyond, those that a kept checkpoint covers rest on it. */
const eachUpTo = 20_000

/**
 * Checks a workspace's ledger in one pass, and that the decisions the product acts on, and the facts they were taken on, are exactly
 * the ones that were signed.
 */
export function verifyStoredLedger(
  store: LedgerStore,
  options: Pick<VerifyOptions, 'publicKeys' | 'outside'> & { readonly everySignature?: boolean } = {},
): LedgerVerification {
  const { everySignature = false, ...given } = options
  let differs: { readonly seq: number; readonly problem: string } | null = null
  let decisions = 0
  function* compared(): Generator<LedgerEntry> {
    for (const { entry, decision } of store.stored()) {
      differs ??= differenceIn(entry, decision)
      if (decision !== null) decisions += 1
      yield entry
    }
  }
  const chain = verifyLedger(compared(), {
    ...given,
    kept: store.checkpoints(),
    byCheckpoints: !everySignature && store.count() > eachUpTo,
  })
  if (!chain.ok) return chain
  const problem = differs ?? strayIn(store, decisions) ?? changedFactsIn(store)
  return problem === null ? chain : { ...chain, ok: false, firstBad: problem.seq, problem: problem.problem }
}

function differenceIn(entry: LedgerEntry, kept: { readonly agentId: string; readonly body: string } | null) {
  const { seq } = entry
  if (entry.kind !== 'decision') return kept === null ? null : { seq, problem: `Entry ${seq} is no decision, but one is kept for it.` }
  if (kept === null || !isSame(entry, kept.body))
    return { seq, problem: `The decision kept for entry ${seq} is not the one that was signed.` }
  const { agentId } = JSON.parse(entry.body) as Pick<Decision, 'agentId'>
  return kept.agentId === agentId
    ? null
    : { seq, problem: `The decision kept for entry ${seq} is filed under another agent than was signed.` }
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
 * value is always escaped, so these names are found as members only.
 */
function signedForm({ body, keyId, seq }: LedgerEntry): string | null {
  const owner = body.indexOf(',"owner":')
  const until = body.indexOf(',"until":')
  if (owner < 0 || until < owner) return null
  return `${body.slice(0, owner)},"keyId":${JSON.stringify(keyId)}${body.slice(owner, until)},"seq":${seq}${body.slice(until)}`
}

function strayIn(store: LedgerStore, met: number) {
  const seq = store.decisionCount() === met ? null : store.strayDecision()
  return seq === null ? null : { seq, problem: `Decision ${seq} was never signed: the ledger has no such decision.` }
}

/** Facts are kept under their hash, and the hash is signed with the decision. */
function changedFactsIn(store: LedgerStore) {
  for (const one of store.allFacts()) {
    if (hash('sha256', one.canonical, 'hex') === one.hash) continue
    const seq = store.decisionOnFacts(one.hash) ?? 0
    return { seq, problem: `The facts that the decision of entry ${seq} was taken on were changed afterwards.` }
  }
  return null
}
