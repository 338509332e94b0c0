import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { type RuleField, ruleFields, type TriageRule } from '../../../../shared/domain/triage-rule.ts'

/**
 * What keeps a list of rules from meaning anything, as one sentence; null: nothing. Entries of the ledger that were written before a word
 * was known are not held to it.
 */
export function problemWith(rules: readonly TriageRule[]): Failure | null {
  for (const { title, when } of rules) {
    for (const { id, title: field, values } of ruleFields as readonly (RuleField & { readonly id: keyof TriageRule['when'] })[]) {
      const wanted = when[id]
      if (values === null || !Array.isArray(wanted)) continue
      const unknown = wanted.find((value) => !values.includes(value))
      if (unknown !== undefined)
        return failure('invalid-input', `The rule “${title}” asks for “${unknown}” in “${field}”, which no agent can have.`, {
          subject: title,
          next: `Use one of: ${values.join(', ')}.`,
        })
    }
  }
  const titles = rules.map(({ title }) => title.trim().toLowerCase())
  const twice = rules.find(({ title }, at) => titles.indexOf(title.trim().toLowerCase()) !== at)
  return twice === undefined
    ? null
    : failure('invalid-input', `Two rules are called “${twice.title}”.`, { subject: twice.title, next: 'Give one of them another title.' })
}
