import { z } from 'zod'
import { policyContent } from '../../../../shared/contract/policy-content.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { Policy, PolicyVersion } from '../../../../shared/domain/policy.ts'
import { contentHash } from '../../policy/define-pack.ts'
import { policyFrom } from '../../policy/policy-from.ts'
import { packs } from '../../policy/registry.ts'
import type { Store } from '../../store/store.ts'

/** The kind of ledger entry that publishes a version of a policy. */
export const policyKind = 'policy-published'

const publishedBody = z.object({
  actor: z.string(),
  version: z.number().int().min(1),
  hash: z.string(),
  reason: z.string(),
  weakening: z.array(z.string()),
  content: policyContent,
})

interface Known {
  readonly seq: number
  readonly versions: ReadonlyMap<string, readonly PolicyVersion[]>
  readonly policies: readonly Policy[]
}

const known = new WeakMap<object, Known>()

/** The policies in force: those that ship, as edited where they were, then the organisation's own, oldest first. */
export function policiesOf(store: Pick<Store, 'ledger'>): readonly Policy[] {
  return knownOf(store).policies
}

/** Every version of a policy, the newest first; empty where there is no such policy. */
export function versionsOf(store: Pick<Store, 'ledger'>, policyId: string): readonly PolicyVersion[] {
  return knownOf(store).versions.get(policyId) ?? []
}

/** Up to which ledger entry policies were published; 0: none was. */
export function lastPublished(store: Pick<Store, 'ledger'>): number {
  return store.ledger.lastOfKind(policyKind)
}

function knownOf(store: Pick<Store, 'ledger'>): Known {
  const before = known.get(store.ledger)
  const seq = lastPublished(store)
  if (before !== undefined && before.seq === seq) return before
  const now = project(store.ledger.ofKinds([policyKind]), seq)
  known.set(store.ledger, now)
  return now
}

/** What the ledger says, entry by entry: the last version counts. An entry that makes no sense changes nothing. */
function project(entries: readonly LedgerEntry[], seq: number): Known {
  const versions = new Map<string, readonly PolicyVersion[]>(packs.map((pack) => [pack.id, [shipped(pack)]]))
  for (const entry of entries) {
    const version = versionFrom(entry)
    if (version !== null) versions.set(version.content.id, [version, ...(versions.get(version.content.id) ?? [])])
  }
  const policies = [...versions].flatMap(([id, [last]]): readonly Policy[] => {
    if (last === undefined) return []
    const pack = packs.find((one) => one.id === id)
    if (last.published === null) return pack === undefined ? [] : [pack]
    return [policyFrom(last.content, last.version, pack === undefined ? 'own' : 'edited', last.published)]
  })
  return { seq, versions, policies }
}

function versionFrom({ body, at, keyId, seq }: LedgerEntry): PolicyVersion | null {
  const read = publishedBody.safeParse(JSON.parse(body))
  if (!read.success || contentHash(read.data.content) !== read.data.hash) return null
  const { actor, version, hash, reason, weakening, content } = read.data
  return { content, version, hash, published: { at, by: actor, keyId, reason, entry: seq, weakening } }
}

function shipped({ id, title, summary, severity, responseDays, cedar, selector, version, hash }: Policy): PolicyVersion {
  return { content: { id, title, summary, severity, responseDays, cedar, selector }, version, hash, published: null }
}
