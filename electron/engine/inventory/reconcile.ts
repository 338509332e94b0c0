import type { Agent } from '../../../shared/domain/agent.ts'
import type { Claim } from '../../../shared/domain/observation.ts'
import { type Drift, mostLookalikes, type ReconciledEntry, type Reconciliation } from '../../../shared/domain/reconciliation.ts'

type Seen = Pick<Agent, 'models' | 'owner' | 'enabled' | 'gone' | 'publisher'>

/**
 * What differs between a list's entry and what was seen. What was not looked up is no difference: unknown is not none.
 * Pure; both sides are strangers' text and are only compared.
 */
export function driftOf(claim: Claim, seen: Seen): readonly Drift[] {
  return [...modelDrift(claim, seen), ...ownerDrift(claim, seen), ...statusDrift(claim, seen)]
}

function modelDrift({ model }: Claim, { models }: Seen): readonly Drift[] {
  const names = models.flatMap((one) => (one.name === null ? [] : [one.name]))
  if (model === '' || names.length === 0) return []
  const claimed = model
    .split(/[,;/+]| and /i)
    .map(plain)
    .filter(Boolean)
  const agrees = names.some((name) => claimed.some((one) => sameModel(one, plain(name))))
  return agrees ? [] : [{ field: 'model', claimed: model, seen: names.slice(0, 5).join(', ') }]
}

/** A dated version is the model it is a version of: `gpt-4o-2024-08-06` is `gpt-4o`, `gpt-4o-mini` is not. */
const sameModel = (claimed: string, seen: string): boolean =>
  claimed === seen || (/^(20\d{6}|latest|v?\d{1,3})$/.test(seen.slice(claimed.length)) && seen.startsWith(claimed))
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '')

function ownerDrift({ owner }: Claim, seen: Seen): readonly Drift[] {
  const { state, people } = seen.owner
  if (owner === '' || state === 'unknown') return []
  if (state === 'none') return [{ field: 'owner', claimed: owner, seen: 'nobody' }]
  const answering = people.filter((person) => person.role === 'owner' || person.role === 'sponsor')
  const named = seen.owner.name === null ? answering.map((one) => one.name) : [seen.owner.name, ...answering.map((one) => one.name)]
  const same = named.find((name) => samePerson(owner, name))
  if (same === undefined) return [{ field: 'owner', claimed: owner, seen: [...new Set(named)].slice(0, 5).join(', ') }]
  return state === 'left' ? [{ field: 'owner', claimed: owner, seen: `${same}, whose account is disabled` }] : []
}

/** A name or a mail address of one: every word of the shorter stands in the other; digits that tell namesakes apart do not count. */
function samePerson(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length > 0 && short.every((word) => long.includes(word))
}

const wordsOf = (text: string): readonly string[] => (text.split('@')[0] ?? '').toLowerCase().match(/\p{L}+/gu) ?? []

const ended = /\b(retired|decommissioned|stopped|closed|ended|off|inactive|removed|withdrawn|rejected|blocked)\b/i
const running = /\b(active|live|running|production|in use|approved|operational|on)\b/i

function statusDrift({ status }: Claim, { enabled, gone }: Seen): readonly Drift[] {
  if (ended.test(status) && !gone && enabled !== false) return [{ field: 'status', claimed: status, seen: 'still there' }]
  if (!ended.test(status) && running.test(status) && (gone || enabled === false))
    return [{ field: 'status', claimed: status, seen: gone ? 'gone' : 'switched off' }]
  return []
}

/** Registers against reality: in both, of these with drift, only in a register, only in reality. Pure; joined by ids alone. */
export function reconcile(
  entries: readonly { readonly claim: Claim; readonly name: string; readonly agent: (Seen & Pick<Agent, 'id' | 'name'>) | null }[],
  agents: readonly { readonly id: string; readonly name: string; readonly gone: boolean }[],
): Reconciliation {
  const registered = new Set(entries.flatMap(({ agent }) => (agent === null ? [] : [agent.id])))
  const present = agents.filter((agent) => !agent.gone)
  const unregistered = present.filter((agent) => !registered.has(agent.id))
  const byName = Map.groupBy(unregistered, (agent) => agent.name.trim().toLowerCase())
  const reconciled = entries.map(({ claim, name, agent }): ReconciledEntry => {
    const there = agent !== null && !agent.gone
    return {
      claim,
      name,
      agent: agent === null ? null : { id: agent.id, name: agent.name, gone: agent.gone },
      drift: agent === null ? [] : driftOf(claim, agent),
      looksLike: there ? [] : (byName.get(name.trim().toLowerCase()) ?? []).slice(0, mostLookalikes).map((one) => one.name),
    }
  })
  const both = reconciled.filter(({ agent }) => agent !== null && !agent.gone)
  return {
    entries: entries.length,
    both,
    drift: both.filter(({ drift }) => drift.length > 0),
    onlyInRegister: reconciled.filter(({ agent }) => agent === null || agent.gone),
    onlyInReality: unregistered.map(({ id, name }) => ({ id, name })),
    agents: present.length,
  }
}

/** What the agent's page says of the lists that name it; empty where none does. */
export function claimDetails(claims: readonly Claim[], seen: Seen): Readonly<Record<string, string>> {
  if (claims.length === 0) return {}
  const differences = claims.flatMap((claim) => driftOf(claim, seen).map(driftWords))
  return {
    'In the register': claims.map(({ list, entry }) => `${entry} of ${list}`).join(', '),
    'Differs from the register': differences.length === 0 ? 'no: what could be compared agrees' : differences.join('; '),
  }
}

/** One difference in words. */
function driftWords({ field, claimed, seen }: Drift): string {
  return `${field}: registered as ${claimed}, seen ${seen}`
}
