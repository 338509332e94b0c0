import type { Agent, OwnerSummary } from '../../../shared/domain/agent.ts'
import type { Capability } from '../../../shared/domain/capability.ts'
import type { NativeId, Signal, Subject } from '../../../shared/domain/observation.ts'
import { type AutonomyLevel, autonomyLevels, type Exposure, exposures } from '../../../shared/domain/vocabulary.ts'
import type { Member } from './member.ts'
import { recogniseAgent } from './recognise-agent.ts'
import { claimDetails } from './reconcile.ts'

/** An agent as its members state it: everything but what decisions say of it. */
export type Composed = Omit<Agent, 'status' | 'statusSince' | 'statusUntil' | 'waitingSince' | 'policyIds' | 'factsHash'>

export interface Composition {
  readonly id: string
  readonly members: readonly [Member, ...Member[]]
  readonly capabilities: readonly Capability[]
  readonly owner: OwnerSummary
  /** Of whoever answers for it; counts where no connection names a business unit. */
  readonly department: string | null
  readonly agentIdOf: (connectionId: string, subjectKey: string) => string | null
}

/** Joins members into one agent: the leading member names it, the most dangerous word wins where they differ. Pure but for `agentIdOf`. */
export function compose({ id, members, capabilities, owner, department, agentIdOf }: Composition): Composed {
  const everyone = [...members].sort(byAuthority)
  // An entry of a hand-kept list says nothing of what is there: it is only held against what was seen.
  const seen = everyone.filter((member) => member.subject.claim === undefined)
  const ordered = seen.length > 0 ? seen : everyone
  const lead = ordered[0] ?? members[0]
  const subjects = ordered.map((member) => member.subject)
  const activities = ordered.flatMap((member) => member.activities.map((seen) => seen.observation))
  const composed: Composed = {
    id,
    name: lead.subject.name,
    kind: lead.subject.agentKind,
    certainty: subjects.some((subject) => recogniseAgent(subject) === 'certain') ? 'certain' : 'suggested',
    provider: lead.provider,
    connectionId: lead.connection.id,
    platform: lead.subject.platform,
    environment: subjects.map((one) => one.environment).find((one) => one !== 'unknown') ?? lead.connection.environment,
    businessUnit: ordered.map((member) => member.connection.businessUnit).find((unit) => unit !== null) ?? department,
    nativeIds: uniqueBy<NativeId>(
      subjects.flatMap((one) => one.nativeIds),
      (one) => `${one.kind}\u0000${one.value}`,
    ),
    signals: uniqueBy<Signal>(
      subjects.flatMap((one) => one.signals),
      (one) => `${one.by}\u0000${one.value}`,
    ),
    sources: [...ordered, ...everyone.filter((member) => !ordered.includes(member))].map((member) => ({
      connectionId: member.connection.id,
      connectionLabel: member.connection.label,
      provider: member.provider,
      subjectKey: member.subject.key,
      platform: member.subject.platform,
      name: member.subject.name,
      callId: member.callId,
      lastSeen: member.lastSeen,
      gone: member.gone,
    })),
    purpose: first(subjects, (one) => one.purpose),
    publisher: first(subjects, (one) => one.publisher),
    firstParty: subjects.every((one) => one.firstParty),
    owner,
    autonomy: widest(subjects),
    enabled: anyOf(subjects.map((one) => one.enabled)),
    models: uniqueBy(
      subjects.flatMap((one) => one.models),
      (one) => `${one.vendor}\u0000${one.name}`,
    ),
    // One system may tell the same tool by two ways, e.g. an inventory and the tables behind it.
    tools: subjects.every((one) => one.tools === null)
      ? null
      : uniqueBy(
          subjects.flatMap((one) => one.tools ?? []),
          (one) => JSON.stringify(one),
        ),
    dataSources: subjects.flatMap((one) => one.dataSources),
    credentials: subjects.every((one) => one.credentials === null) ? null : subjects.flatMap((one) => one.credentials ?? []),
    capabilities,
    exposure: mostExposed(subjects),
    endpoint: first(subjects, (one) => one.endpoint),
    guardrails: [...new Set(subjects.flatMap((one) => one.guardrails))],
    errorHandling: {
      retry: anyOf(subjects.map((one) => one.errorHandling.retry)),
      escalation: anyOf(subjects.map((one) => one.errorHandling.escalation)),
      rollback: anyOf(subjects.map((one) => one.errorHandling.rollback)),
    },
    instructionsHash: first(subjects, (one) => one.instructionsHash),
    relations: ordered.flatMap((member) =>
      member.subject.relations.map((relation) => ({ ...relation, agentId: agentIdOf(member.connection.id, relation.to) })),
    ),
    traits: [...new Set(subjects.flatMap((one) => one.traits))].sort(),
    details: Object.fromEntries([...subjects].reverse().flatMap((one) => Object.entries(one.details))),
    grantCount: sum(ordered.map((member) => member.grantCount)),
    users: most([...activities.map((one) => one.users), ...ordered.map((member) => (member.people > 0 ? member.people : null))]),
    calls: most(activities.map((one) => one.calls)),
    createdAt: earliest(subjects.map((one) => one.createdAt)),
    changedAt: latest(subjects.map((one) => one.changedAt)),
    firstSeen: earliest(ordered.map((member) => member.firstSeen)) ?? lead.firstSeen,
    lastSeen: latest(ordered.map((member) => member.lastSeen)) ?? lead.lastSeen,
    lastActive: latest(activities.map((one) => one.lastActive)),
    activityKnown: activities.length > 0,
    gone: ordered.every((member) => member.gone),
  }
  const claims = everyone.flatMap(({ subject, gone }) => (subject.claim === undefined || gone ? [] : [subject.claim]))
  return { ...composed, details: { ...composed.details, ...claimDetails(claims, composed) } }
}

/** Present before gone, agents before identities, certain before suggested, then by key: the same every time. */
function byAuthority(a: Member, b: Member): number {
  return authority(b) - authority(a) || compareText(a.connection.id, b.connection.id) || compareText(a.subject.key, b.subject.key)
}

function authority({ subject, gone }: Member): number {
  const recognised = recogniseAgent(subject)
  return (gone ? 0 : 4) + (subject.role === 'agent' ? 2 : 0) + (recognised === 'certain' ? 1 : 0)
}

/** The floor is the highest of the floors, the ceiling the highest of the ceilings; not knowable is A0 to A5. */
function widest(subjects: readonly Subject[]): Agent['autonomy'] {
  const stated = subjects.flatMap((one) => (one.autonomy === null ? [] : [one.autonomy]))
  const lead = stated.toSorted((a, b) => level(b.floor) - level(a.floor))[0]
  if (lead === undefined) return { floor: 'A0', ceiling: 'A5', because: 'Nothing seen tells how it is started.' }
  const ceiling = stated.map((one) => one.ceiling).toSorted((a, b) => level(b) - level(a))[0] ?? lead.ceiling
  return { floor: lead.floor, ceiling, because: lead.because }
}

function mostExposed(subjects: readonly Subject[]): Exposure {
  const known = subjects.map((one) => one.exposure).filter((one) => one !== 'unknown')
  return known.toSorted((a, b) => exposures.indexOf(b) - exposures.indexOf(a))[0] ?? 'unknown'
}

const level = (value: AutonomyLevel): number => autonomyLevels.indexOf(value)
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function first<T>(subjects: readonly Subject[], pick: (subject: Subject) => T | null): T | null {
  for (const subject of subjects) {
    const value = pick(subject)
    if (value !== null) return value
  }
  return null
}

function anyOf(values: readonly (boolean | null)[]): boolean | null {
  if (values.includes(true)) return true
  return values.includes(false) ? false : null
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null)
  return known.length > 0 ? Math.max(...known) : null
}

function earliest(values: readonly (string | null)[]): string | null {
  return values.filter((value): value is string => value !== null).toSorted()[0] ?? null
}

function latest(values: readonly (string | null)[]): string | null {
  return (
    values
      .filter((value): value is string => value !== null)
      .toSorted()
      .at(-1) ?? null
  )
}

function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  const kept = new Map<string, T>()
  for (const value of values) if (!kept.has(keyOf(value))) kept.set(keyOf(value), value)
  return [...kept.values()]
}
