import { statusWords } from '../../../shared/domain/status-words.ts'
import { type RuleField, type RuleFieldId, ruleFields, type TriageRule } from '../../../shared/domain/triage-rule.ts'
import { autonomyWords, bandWords, environmentWords, exposureWords, kindWords, ownerWords, sensitivityWords } from '../../app/words.ts'

/** A rule that was not there before: it suggests to look, of nothing in particular. */
export function freshRule(rules: readonly TriageRule[]): TriageRule {
  const ids = new Set(rules.map(({ id }) => id))
  let number = 1
  while (ids.has(`rule-${number}`)) number += 1
  return { id: `rule-${number}`, title: '', on: true, when: {}, suggest: 'review', because: '' }
}

/** The rule at this place changed. */
export const withRule = (rules: readonly TriageRule[], at: number, change: Partial<TriageRule>): readonly TriageRule[] =>
  rules.map((one, place) => (place === at ? { ...one, ...change } : one))

/** The rule at this place moved up or down by one. */
export function movedBy(rules: readonly TriageRule[], at: number, by: -1 | 1): readonly TriageRule[] {
  const one = rules[at]
  const other = rules[at + by]
  return one === undefined || other === undefined
    ? rules
    : rules.map((rule, place) => (place === at ? other : place === at + by ? one : rule))
}

/** The conditions with this one said, or with nothing said of it where it is empty. */
export function withCondition(when: TriageRule['when'], id: keyof TriageRule['when'], value: unknown): TriageRule['when'] {
  const { [id]: _before, ...rest } = when
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? rest : { ...rest, [id]: value }
}

/** What a rule still lacks before it can be tried, as a sentence; null: nothing. */
export function lacksIn({ title, because }: TriageRule): string | null {
  if (title.trim() === '') return 'Every rule needs a title.'
  return because.trim() === '' ? 'Every rule says why it suggests that.' : null
}

const words: Partial<Record<RuleFieldId, Readonly<Record<string, string>>>> = {
  statuses: statusWords,
  bands: bandWords,
  kinds: kindWords,
  ownerStates: ownerWords,
  autonomyAtMost: autonomyWords,
  exposures: exposureWords,
  environments: environmentWords,
  sensitivities: sensitivityWords,
}

/** The values that a field can have, as a person reads them; null where they are open. */
export function optionsOf(id: RuleFieldId): readonly { readonly value: string; readonly label: string }[] | null {
  const values = (ruleFields as readonly RuleField[]).find((field) => field.id === id)?.values ?? null
  return values === null ? null : values.map((value) => ({ value, label: words[id]?.[value] ?? value.replaceAll('-', ' ') }))
}
