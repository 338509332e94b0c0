import { ok, type Result } from '../../../../shared/base/result.ts'
import type { Decision, LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { Ports } from '../../ports.ts'
import type { Store } from '../../store/store.ts'
import { keyKinds } from './check-entries.ts'
import { allEntries, appendDecision, appendEntry, type DecisionDraft } from './entries.ts'
import type { Signer } from './sign.ts'
import { openSigner } from './signing-key.ts'

/** The workspace's ledger, open for writing. What it writes is durable before it returns. */
export interface Ledger {
  readonly signer: Signer
  decide(draft: DecisionDraft): Decision
  /** Writes an entry that is not a decision about an agent. */
  note(at: string, kind: string, body: Readonly<Record<string, unknown>>): LedgerEntry
}

/**
 * Opens the ledger: a new one begins with an entry that holds its public key; where the key store lost the key, the new key
 * gets an entry of its own, in sight of every reader.
 */
export async function openLedger(store: Store, ports: Pick<Ports, 'secrets' | 'random' | 'clock' | 'actor'>): Promise<Result<Ledger>> {
  const signer = await openSigner(ports)
  if (!signer.ok) return signer
  bringIn(store, signer.value, ports)
  return ok({
    signer: signer.value,
    decide: (draft) => appendDecision(store.ledger, signer.value, draft),
    note: (at, kind, body) => appendEntry(store.ledger, signer.value, { at, kind, body }),
  })
}

function bringIn(store: Store, signer: Signer, { clock, actor }: Pick<Ports, 'clock' | 'actor'>): void {
  const isNew = store.ledger.head() === null
  if (!isNew && isKnown(store, signer.keyId)) return
  appendEntry(store.ledger, signer, {
    at: clock().toISOString(),
    kind: isNew ? 'workspace-opened' : 'key-added',
    body: { actor, keyId: signer.keyId, publicKey: signer.publicKey },
  })
}

function isKnown({ ledger }: Store, keyId: string): boolean {
  if (ledger.head()?.keyId === keyId) return true
  for (const entry of allEntries(ledger)) if (keyKinds.has(entry.kind) && entry.keyId === keyId) return true
  return false
}
