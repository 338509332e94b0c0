import { z } from 'zod'
import { policyContent } from '../../../../shared/contract/policy-content.ts'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Decision, LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { Policy, PolicyVersion, PolicyWithdrawal } from '../../../../shared/domain/policy.ts'
import { contentHash } from '../../policy/define-pack.ts'
import { policyFrom } from '../../policy/policy-from.ts'
import { packs } from '../../policy/registry.ts'
import { withPolicies } from '../../policy/selector.ts'
import type { Store } from '../../store/store.ts'

/** The kind of ledger entry that publishes a version of a policy. */
export const policyKind = 'policy-published'
/** The kind of ledger entry that takes a policy out of force. */
export const withdrawalKind = 'policy-withdrawn'

const publishedBody = z.object({
  actor: z.string(),
  version: z.number().int().min(1),
  hash: z.string(),
  reason: z.string(),
  weakening: z.array(z.string()),
  content: policyContent,
})

const withdrawnBody = z.object({ actor: z.string(), policyId: z.string(), version: z.number().int().min(1), reason: z.string() })

interface Known {
  readonly seq: number
  readonly versions: ReadonlyMap<string, readonly PolicyVersion[]>
  readonly policies: readonly Policy[]
  readonly withdrawn: ReadonlyMap<string, PolicyWithdrawal>
  /** The last entry that withdrew a policy, whether or not it was published again since. */
  readonly lastWithdrawal: ReadonlyMap<string, number>
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

/** The policies that were taken out of force and not published again since, the newest withdrawal first. */
export function withdrawalsOf(store: Pick<Store, 'ledger'>): readonly PolicyWithdrawal[] {
  return [...knownOf(store).withdrawn.values()].sort((a, b) => b.entry - a.entry)
}

/** The agent with every policy that applies to it: those of its decisions without what was withdrawn, then those that select it. */
export function boundUnder(store: Pick<Store, 'ledger'>, agent: Agent): Agent {
  const { withdrawn, policies } = knownOf(store)
  const standing = agent.policyIds.some((id) => withdrawn.has(id))
    ? { ...agent, policyIds: agent.policyIds.filter((id) => !withdrawn.has(id)) }
    : agent
  return withPolicies(standing, policies)
}

/**
 * Of the policies that decisions brought an agent under, those that still bind it: a withdrawal ends what was decided before it, and
 * publishing the policy again does not bring that back.
 */
export function stillBinding(
  store: Pick<Store, 'ledger'>,
  policyIds: readonly string[],
  decisions: () => readonly Decision[],
): readonly string[] {
  const { lastWithdrawal } = knownOf(store)
  if (!policyIds.some((id) => lastWithdrawal.has(id))) return policyIds
  const taken = decisions()
  return policyIds.filter((id) => {
    const ended = lastWithdrawal.get(id)
    return ended === undefined || taken.some(({ action, policyId, seq }) => action === 'policy' && policyId === id && seq > ended)
  })
}

/** Up to which ledger entry policies were published or withdrawn; 0: none was. */
export function lastPublished(store: Pick<Store, 'ledger'>): number {
  return Math.max(store.ledger.lastOfKind(policyKind), store.ledger.lastOfKind(withdrawalKind))
}

/** What is remembered of the ledger's policies is read afresh: an entry that was taken back may have been read. */
export function forgetPolicies(store: Pick<Store, 'ledger'>): void {
  known.delete(store.ledger)
}

function knownOf(store: Pick<Store, 'ledger'>): Known {
  const before = known.get(store.ledger)
  const seq = lastPublished(store)
  if (before !== undefined && before.seq === seq) return before
  const now = project(store.ledger.ofKinds([policyKind, withdrawalKind]), seq)
  known.set(store.ledger, now)
  return now
}

/** What the ledger says, entry by entry: the last version counts. An entry that makes no sense changes nothing. */
function project(entries: readonly LedgerEntry[], seq: number): Known {
  const versions = new Map<string, readonly PolicyVersion[]>(packs.map((pack) => [pack.id, [shipped(pack)]]))
  const withdrawn = new Map<string, PolicyWithdrawal>()
  const lastWithdrawal = new Map<string, number>()
  for (const entry of entries) {
    if (entry.kind === withdrawalKind) {
      const withdrawal = withdrawalFrom(entry, versions)
      if (withdrawal === null) continue
      withdrawn.set(withdrawal.policyId, withdrawal)
      lastWithdrawal.set(withdrawal.policyId, withdrawal.entry)
      continue
    }
    const version = versionFrom(entry)
    if (version === null) continue
    versions.set(version.content.id, [version, ...(versions.get(version.content.id) ?? [])])
    withdrawn.delete(version.content.id)
  }
  const policies = [...versions].flatMap(([id, [last]]): readonly Policy[] => {
    if (last === undefined || withdrawn.has(id)) return []
    const pack = packs.find((one) => one.id === id)
    if (last.published === null) return pack === undefined ? [] : [pack]
    return [policyFrom(last.content, last.version, pack === undefined ? 'own' : 'edited', last.published)]
  })
  return { seq, versions, policies, withdrawn, lastWithdrawal }
}

function versionFrom({ body, at, keyId, seq }: LedgerEntry): PolicyVersion | null {
  const read = publishedBody.safeParse(JSON.parse(body))
  if (!read.success || contentHash(read.data.content) !== read.data.hash) return null
  const { actor, version, hash, reason, weakening, content } = read.data
  return { content, version, hash, published: { at, by: actor, keyId, reason, entry: seq, weakening } }
}

function withdrawalFrom({ body, at, seq }: LedgerEntry, versions: Known['versions']): PolicyWithdrawal | null {
  const read = withdrawnBody.safeParse(JSON.parse(body))
  if (!read.success) return null
  const { actor, policyId, version, reason } = read.data
  const [last] = versions.get(policyId) ?? []
  return last === undefined ? null : { policyId, title: last.content.title, version, at, by: actor, reason, entry: seq }
}

function shipped({ id, title, summary, severity, responseDays, cedar, selector, version, hash }: Policy): PolicyVersion {
  return { content: { id, title, summary, severity, responseDays, cedar, selector }, version, hash, published: null }
}
