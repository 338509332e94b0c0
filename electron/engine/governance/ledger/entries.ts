import type { Decision, LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { LedgerStore } from '../../store/store.ts'
import { nextEntry } from './chain.ts'
import { checkpointEvery, keepCheckpoint } from './keep-checkpoint.ts'
import type { Signer } from './sign.ts'

/** A decision before it has its place in the chain. */
export type DecisionDraft = Omit<Decision, 'seq' | 'keyId'>

const pageSize = 500

/** Writes an entry that is not a decision about an agent; durable before it returns. */
export function appendEntry(
  store: LedgerStore,
  signer: Signer,
  content: { readonly at: string; readonly kind: string; readonly body: unknown },
): LedgerEntry {
  const entry = nextEntry(store.head(), signer, content)
  store.append(entry, null)
  checkpointAfter(store, signer, entry)
  return entry
}

/** Writes one decision; durable before it returns. */
export function appendDecision(store: LedgerStore, signer: Signer, draft: DecisionDraft): Decision {
  const entry = nextEntry(store.head(), signer, { at: draft.at, kind: 'decision', body: draft })
  const decision: Decision = { ...draft, seq: entry.seq, keyId: entry.keyId }
  store.append(entry, decision)
  checkpointAfter(store, signer, entry)
  return decision
}

function checkpointAfter(store: LedgerStore, signer: Signer, { seq, at }: LedgerEntry): void {
  if (seq % checkpointEvery === 0) keepCheckpoint(store, signer, at)
}

/** Every entry from the first, read a page at a time. */
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
