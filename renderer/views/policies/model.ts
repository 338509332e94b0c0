import type { Violation } from '../../../shared/domain/agent.ts'
import type { Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { type Selector, type SelectorFieldId, selectorFields } from '../../../shared/domain/selector.ts'
import { countWords, many } from '../../app/time.ts'
import { autonomyWords, environmentWords, exposureWords, kindWords, sensitivityWords } from '../../app/words.ts'

/** What a line of the list says of a policy: whether it binds anybody, by what, and what is against it. */
export function standingWords({ selector }: Pick<Policy, 'selector'>, standing: PolicyStanding | null): string {
  if (standing === null) return 'counting'
  const { byHand, bySelector } = standing
  const bound = byHand + bySelector
  if (bound === 0) return selector === null ? 'binds nobody yet' : 'its selector reaches nobody yet'
  const how =
    byHand === 0 ? 'by selector' : bySelector === 0 ? 'by hand' : `${countWords(bySelector)} by selector, ${countWords(byHand)} by hand`
  return `enforced on ${many(bound, 'agent')}, ${how}`
}

export function violationWords({ violations, violators }: Pick<PolicyStanding, 'violations' | 'violators'>): string {
  return violations === 0 ? 'No violation known' : `${many(violations, 'violation')} by ${many(violators, 'agent')}`
}

const severityRank: Readonly<Record<Policy['severity'], number>> = { critical: 0, high: 1, medium: 2, low: 3 }

/** What is broken first, the worse the earlier; then what binds somebody; then the rest. */
export function inOrder(policies: readonly Policy[], standings: ReadonlyMap<string, PolicyStanding>): readonly Policy[] {
  const bound = ({ id }: Policy) => (standings.get(id)?.byHand ?? 0) + (standings.get(id)?.bySelector ?? 0)
  const broken = ({ id, severity }: Policy) => ((standings.get(id)?.violations ?? 0) > 0 ? severityRank[severity] : 9)
  return policies.toSorted((a, b) => broken(a) - broken(b) || Number(bound(b) > 0) - Number(bound(a) > 0) || a.title.localeCompare(b.title))
}

export const originWords: Readonly<Record<Policy['origin'], string>> = { shipped: 'as it ships', edited: 'edited here', own: 'your own' }

const words: Readonly<Partial<Record<SelectorFieldId, Readonly<Record<string, string>>>>> = {
  kinds: kindWords,
  exposures: exposureWords,
  autonomy: autonomyWords,
  environments: environmentWords,
  sensitivities: sensitivityWords,
}

/** A value of a selector as a person reads it. `names`: of connections, by id. */
export function valueWords(field: SelectorFieldId, value: string, names: ReadonlyMap<string, string>): string {
  if (field === 'connectionIds') return names.get(value) ?? value
  const said = words[field]?.[value]
  if (field === 'autonomy') return `${value}: ${said ?? ''}`
  return said ?? value.replaceAll('-', ' ')
}

/** Whom a policy applies to, in words with the names of connections. */
export function appliesWords(selector: Selector | null, names: ReadonlyMap<string, string>): string {
  if (selector === null) return 'the agents that a decision brings under it'
  const parts = selectorFields.flatMap(({ id, title }) => {
    const values = selector[id]
    return values === undefined ? [] : [`${title.toLowerCase()}: ${values.map((value) => valueWords(id, value, names)).join(' or ')}`]
  })
  return parts.length === 0 ? 'every agent' : `agents with ${parts.join(', and ')}`
}

/** Violations that stand together agent by agent, as they come. */
export function byAgent(
  items: readonly { readonly agentName: string; readonly violation: Violation }[],
): readonly { readonly agentId: string; readonly name: string; readonly violations: readonly Violation[] }[] {
  const groups = Map.groupBy(items, ({ violation }) => violation.agentId)
  return [...groups].map(([agentId, group]) => ({
    agentId,
    name: group[0]?.agentName ?? agentId,
    violations: group.map(({ violation }) => violation),
  }))
}
