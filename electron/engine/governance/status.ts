import type { Instant } from '../../../shared/base/time.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { Decision } from '../../../shared/domain/decision.ts'
import { type AgentStatus, shadowStatuses } from '../../../shared/domain/vocabulary.ts'

/** What an agent's state is projected from, besides its decisions. */
export interface StatusFacts {
  readonly factsHash: string
  readonly now: Instant
  readonly gone: boolean
  readonly lastSeen: Instant
  /** Whether it is switched on and may do something; see `canAct`. */
  readonly canAct: boolean
}

export interface Standing {
  readonly status: AgentStatus
  readonly since: Instant | null
  readonly until: Instant | null
  readonly policyIds: readonly string[]
  readonly declaredOwner: string | null
  /** The decision in force, whose facts count; null where none is. */
  readonly decision: Decision | null
  /** Whether it waits for a decision, and since when; `since` null: since it was first seen. */
  readonly waiting: { readonly since: Instant | null } | null
  /** Why it is `lapsed`, `reappeared` or `retired` although no entry says so yet; the sweep writes that entry. */
  readonly implied: { readonly action: 'lapse' | 'reappear' | 'retire'; readonly because: string } | null
}

const undecided: Standing = {
  status: 'discovered',
  since: null,
  until: null,
  policyIds: [],
  declaredOwner: null,
  decision: null,
  waiting: { since: null },
  implied: null,
}

/** States that hold only for the facts and the time they were given for. */
const bound: ReadonlySet<AgentStatus> = new Set(['approved', 'under-policy', 'exception'])

/** Switched on, not blocked, and with something it may do. */
export function canAct(agent: Pick<Agent, 'enabled' | 'traits' | 'capabilities' | 'gone'>): boolean {
  if (agent.gone || agent.enabled === false) return false
  return !agent.traits.includes('disabled') && !agent.traits.includes('blocked') && agent.capabilities.length > 0
}

/** An agent's state: what the ledger says, then what time, changed facts and its presence make of that. Pure. */
export function projectStatus(decisions: readonly Decision[], facts: StatusFacts): Standing {
  const recorded = recordedStanding(decisions)
  const implied = impliedBy(recorded, facts)
  return implied === null ? recorded : { ...recorded, ...implied }
}

/** The decision whose facts count: what `since the decision` is compared with; null where nobody decided. */
export function standingDecision(decisions: readonly Decision[]): Decision | null {
  return recordedStanding(decisions).decision
}

/** What the ledger alone says, without a look at time or facts. */
export function recordedStanding(decisions: readonly Decision[]): Standing {
  return [...decisions]
    .sort((one, other) => one.seq - other.seq)
    .reduce((before, decision) => {
      const after = step(before, decision)
      return { ...after, waiting: waitingAfter(before, after, decision) }
    }, undecided)
}

function step(standing: Standing, decision: Decision): Standing {
  const { at: since, until } = decision
  const taken = { ...standing, since, until: null, decision }
  switch (decision.action) {
    case 'assign-owner':
      return { ...standing, declaredOwner: decision.owner }
    case 'review':
      return { ...taken, status: 'in-review' }
    case 'approve':
      return { ...taken, status: 'approved', until }
    case 'policy':
      return { ...taken, status: 'under-policy', until, policyIds: withPolicy(standing.policyIds, decision.policyId) }
    case 'accept-risk':
      return { ...taken, status: 'exception', until: earlier(until, decision.control?.ends ?? null) }
    case 'reject':
    case 'revoke-failed':
      return { ...taken, status: 'rejected' }
    case 'revoke':
    case 'undo-revoke':
      return { ...taken, status: 'revoking' }
    case 'revoke-executed':
      return { ...standing, status: 'revoking' }
    case 'revoke-verified':
      return { ...taken, status: 'revoked' }
    case 'undo-executed':
      return { ...taken, status: 'in-review' }
    case 'not-ai':
      return { ...taken, status: 'retired', policyIds: [] }
    case 'lapse':
      return { ...standing, status: 'lapsed', since, until: null }
    case 'reappear':
      return { ...standing, status: 'reappeared', since, until: null }
    case 'retire':
      return { ...standing, status: 'retired', since, until: null }
  }
}

const earlier = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other

function withPolicy(present: readonly string[], added: string | null): readonly string[] {
  return added === null || present.includes(added) ? present : [...present, added]
}

/** Looking into it does not stop the clock; a rejection sets a new one, for what must follow it. */
function waitingAfter(before: Standing, after: Standing, { action, at }: Decision): Standing['waiting'] {
  if (!waits(after.status)) return null
  return before.waiting === null || action === 'reject' || action === 'revoke-failed' ? { since: at } : before.waiting
}

const waiting: ReadonlySet<AgentStatus> = new Set(shadowStatuses)
const waits = (status: AgentStatus): boolean => waiting.has(status)

type Change = Pick<Standing, 'status' | 'since' | 'until' | 'waiting' | 'implied'>

function impliedBy(standing: Standing, facts: StatusFacts): Change | null {
  const { status, until, decision } = standing
  if (facts.gone) return status === 'retired' || status === 'revoked' ? null : retired(facts)
  if (bound.has(status)) {
    if (until !== null && until <= facts.now)
      return lapsed(
        until,
        decision?.control?.ends === until && decision.until !== until ? 'its compensating control ended' : 'its time ran out',
      )
    if (decision !== null && decision.factsHash !== facts.factsHash) return lapsed(facts.lastSeen, 'its governed facts changed')
    return null
  }
  if (status === 'revoked' && facts.canAct && isAfter(facts.lastSeen, standing.since))
    return reappeared(facts, 'it was revoked and can act again')
  if (status !== 'retired' || !isAfter(facts.lastSeen, standing.since)) return null
  if (decision?.action !== 'not-ai') return reappeared(facts, 'it was gone and is back')
  return decision.factsHash === facts.factsHash
    ? null
    : lapsed(facts.lastSeen, 'its governed facts changed since it was found not to be AI')
}

const lapsed = (since: Instant, because: string): Change => ({
  status: 'lapsed',
  since,
  until: null,
  waiting: { since },
  implied: { action: 'lapse', because },
})

const reappeared = ({ lastSeen }: StatusFacts, because: string): Change => ({
  status: 'reappeared',
  since: lastSeen,
  until: null,
  waiting: { since: lastSeen },
  implied: { action: 'reappear', because },
})

const retired = ({ lastSeen }: StatusFacts): Change => ({
  status: 'retired',
  since: lastSeen,
  until: null,
  waiting: null,
  implied: { action: 'retire', because: 'it was not found any more' },
})

function isAfter(one: Instant, other: Instant | null): boolean {
  return other === null || one > other
}
