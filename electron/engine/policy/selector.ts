import type { Agent } from '../../../shared/domain/agent.ts'
import type { Policy } from '../../../shared/domain/policy.ts'
import { isSelected, type Selector, type SelectorFieldId, selectorFields } from '../../../shared/domain/selector.ts'
import { autonomyLevels } from '../../../shared/domain/vocabulary.ts'
import { type PolicySubject, subjectOf } from './principal.ts'

/** What a subject has of each field; of these, one must be named. */
const valuesOf: Readonly<Record<SelectorFieldId, (subject: PolicySubject) => readonly string[]>> = {
  businessUnits: ({ principal }) => [String(principal.businessUnit)],
  kinds: ({ principal }) => [String(principal.kind)],
  connectionIds: ({ connectionId }) => [connectionId],
  dataClasses: ({ requests }) => requests.map(({ resource }) => resource),
  sensitivities: ({ requests }) => requests.map(({ sensitivity }) => sensitivity),
  exposures: ({ principal }) => [String(principal.exposure)],
  // How autonomous it may be counts: it has every level up to its ceiling.
  autonomy: ({ principal }) => autonomyLevels.slice(0, Number(principal.autonomyCeiling) + 1),
  environments: ({ principal }) => [String(principal.environment)],
  traits: ({ principal }) => principal.traits as readonly string[],
}

const selects = (selector: Selector | null, subject: PolicySubject): boolean => isSelected(selector, (field) => valuesOf[field](subject))

/** Whether everything that `before` selects is surely selected by `after` too. */
export function selectsAtLeast(before: Selector | null, after: Selector | null): boolean {
  if (before === null) return true
  if (after === null) return false
  return selectorFields.every(({ id }) => {
    const now = after[id]
    return now === undefined || (before[id]?.every((value) => now.includes(value)) ?? false)
  })
}

/** Whether a policy applies to a subject: by a decision, or because its selector says so. */
export function appliesTo({ id, selector }: Pick<Policy, 'id' | 'selector'>, subject: PolicySubject): boolean {
  return subject.policyIds.includes(id) || selects(selector, subject)
}

/** The agent with every policy that applies to it, those of its decisions first. */
export function withPolicies(agent: Agent, policies: readonly Policy[]): Agent {
  const subject = subjectOf(agent)
  const selected = policies.filter(({ id, selector }) => !agent.policyIds.includes(id) && selects(selector, subject)).map(({ id }) => id)
  return selected.length === 0 ? agent : { ...agent, policyIds: [...agent.policyIds, ...selected] }
}
