import { daysBetween, type Instant } from '../../../../shared/base/time.ts'
import type { Agent, AgentRow } from '../../../../shared/domain/agent.ts'
import { obstacleTo } from '../../../../shared/domain/allowed-actions.ts'
import {
  type RuleConditions,
  type RuleFieldId,
  type RuleFlagId,
  ruleFields,
  ruleFlags,
  type TriageRule,
} from '../../../../shared/domain/triage-rule.ts'
import { type AutonomyLevel, autonomyLevels } from '../../../../shared/domain/vocabulary.ts'
import { reachesOnlyToRead } from '../reads-only.ts'

/** What rules look at. `agent` null: only what stands in its line of the inventory is known. */
export interface KnownFacts {
  readonly row: AgentRow
  readonly agent: Pick<Agent, 'firstParty' | 'publisher' | 'capabilities' | 'exposure' | 'traits'> | null
  readonly now: Instant
}

/** The first rule that holds and whose decision the agent's state allows; null: none. Pure. */
export function suggestionBy(rules: readonly TriageRule[], facts: KnownFacts): TriageRule | null {
  return rules.find((rule) => speaks(rule, facts)) ?? null
}

/** Every rule that holds and whose decision the agent's state allows, in their order: the first speaks. Pure. */
export function rulesThatHold(rules: readonly TriageRule[], facts: KnownFacts): readonly TriageRule[] {
  return rules.filter((rule) => speaks(rule, facts))
}

const speaks = ({ on, when, suggest }: TriageRule, facts: KnownFacts): boolean =>
  on && obstacleTo(facts.row, suggest) === null && holds(when, facts)

/** Whether everything a rule asks for is known and so. */
export function holds(when: RuleConditions, facts: KnownFacts): boolean {
  return (
    ruleFields.every(({ id }) => {
      const wanted = when[id]
      return wanted === undefined || valuesOf[id](facts, wanted)
    }) &&
    ruleFlags.every(({ id }) => {
      const wanted = when[id]
      return wanted === undefined || flagOf[id](facts) === wanted
    }) &&
    (when.idleDays === undefined || isIdle(facts, when.idleDays))
  )
}

const oneOf = (wanted: readonly string[], ...present: readonly (string | null)[]): boolean =>
  present.some((value) => value !== null && wanted.includes(value))

const valuesOf: Readonly<Record<RuleFieldId, (facts: KnownFacts, wanted: readonly string[]) => boolean>> = {
  statuses: ({ row }, wanted) => oneOf(wanted, row.status),
  bands: ({ row }, wanted) => oneOf(wanted, row.band),
  kinds: ({ row }, wanted) => oneOf(wanted, row.kind),
  certainties: ({ row }, wanted) => oneOf(wanted, row.certainty),
  ownerStates: ({ row }, wanted) => oneOf(wanted, row.ownerState),
  // The ceiling counts: what may be more autonomous than was seen is not at most that.
  autonomyAtMost: ({ row }, wanted) =>
    wanted.some((level) => rank(row.autonomyCeiling) <= (autonomyLevels as readonly string[]).indexOf(level)),
  exposures: ({ agent }, wanted) => oneOf(wanted, agent?.exposure ?? null),
  environments: ({ row }, wanted) => oneOf(wanted, row.environment),
  dataClasses: ({ agent }, wanted) => oneOf(wanted, ...(agent?.capabilities ?? []).map(({ resource }) => resource)),
  sensitivities: ({ agent }, wanted) => oneOf(wanted, ...(agent?.capabilities ?? []).map(({ sensitivity }) => sensitivity)),
  traits: ({ agent }, wanted) => oneOf(wanted, ...(agent?.traits ?? [])),
  providers: ({ row }, wanted) => oneOf(wanted, row.provider),
  businessUnits: ({ row }, wanted) => oneOf(wanted, row.businessUnit),
}

/** Null: not known, which is neither yes nor no. */
const flagOf: Readonly<Record<RuleFlagId, (facts: KnownFacts) => boolean | null>> = {
  onlyReads: ({ row, agent }) => {
    const can = agent === null ? row.can : agent.capabilities.map(({ action }) => action)
    return can.length === 0 ? null : reachesOnlyToRead(can)
  },
  firstParty: ({ agent }) => agent?.firstParty ?? null,
  publisherVerified: ({ agent }) => agent?.publisher?.verified ?? null,
  seenWhole: ({ row }) => !row.partial,
}

const rank = (level: AutonomyLevel): number => autonomyLevels.indexOf(level)

function isIdle({ row, now }: KnownFacts, days: number): boolean {
  const idle = row.lastActive === null ? null : daysBetween(row.lastActive, now)
  return idle !== null && idle >= days
}
