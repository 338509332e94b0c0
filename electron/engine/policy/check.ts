import { checkParsePolicySet, type DetailedError, policySetTextToParts, validate } from '@cedar-policy/cedar-wasm/nodejs'
import type { PolicyProblem } from '../../../shared/domain/policy.ts'
import { policyActions, principalAttributes, resourceAttributes } from '../../../shared/domain/policy-schema.ts'
import { schema } from './schema.ts'
import { readStatements, type Statement } from './statement.ts'

/** Longer texts are nobody's policy; the check has to stay quick while somebody types. */
const longestPolicy = 200_000

/**
 * Checks a policy's text: its grammar, then the schema, then that every statement has a name of its own and says what it means. Each
 * problem names its place and what to do; those of severity `error` keep it from being published. In the order of the text.
 */
export function checkPolicy(text: string): readonly PolicyProblem[] {
  const place = placing(text)
  if (text.trim() === '')
    return [place(0, 0, 'error', 'The policy is empty: it would forbid everything and say nothing.', 'Begin with a permit statement.')]
  if (text.length > longestPolicy)
    return [place(0, 0, 'error', `The policy is longer than ${longestPolicy} characters.`, 'Split it into several policies.')]
  const parts = policySetTextToParts(text)
  if (parts.type === 'success' && parts.policy_templates.length > 0)
    return [
      place(0, 0, 'error', 'The policy has a slot (?principal or ?resource).', 'Write the statement without slots: selectors bind it.'),
    ]
  const parsed = checkParsePolicySet({ staticPolicies: text })
  if (parsed.type === 'failure') return once(parsed.errors.flatMap((error) => grammar(error, text, place)))
  const answer = validate({ schema, policies: { staticPolicies: text } })
  if (answer.type === 'failure') return once(answer.errors.flatMap((error) => grammar(error, text, place)))
  const against = answer.validationErrors.flatMap(({ error }) => problemsOf(error, 'error', text, place))
  const doubtful = answer.validationWarnings.flatMap(({ error }) => problemsOf(error, 'warning', text, place))
  const statements = readStatements(text)
  const unnamed = statements === null ? [] : names(statements, place)
  // A statement that names what is not there can never hold either: that follows, and needs no saying.
  return once([...against, ...unnamed, ...(against.length > 0 ? [] : doubtful)])
}

type Place = (from: number, to: number, severity: PolicyProblem['severity'], message: string, next: string) => PolicyProblem

/** Makes problems whose line and column are worked out from where they are. */
function placing(text: string): Place {
  return (from, to, severity, message, next) => {
    const before = text.slice(0, from)
    const line = before.split('\n').length
    return { severity, from, to: Math.max(from, to), line, column: from - before.lastIndexOf('\n'), message, next }
  }
}

/** Cedar counts in bytes of UTF-8. */
function toUnits(text: string, bytes: number): number {
  return Buffer.from(text, 'utf8').subarray(0, bytes).toString('utf8').length
}

function grammar(error: DetailedError, text: string, place: Place): readonly PolicyProblem[] {
  const related = (error.related ?? []).flatMap((one) => grammar(one, text, place))
  return [...problemsOf(error, 'error', text, place), ...related]
}

function problemsOf(error: DetailedError, severity: PolicyProblem['severity'], text: string, place: Place): readonly PolicyProblem[] {
  const [where] = error.sourceLocations ?? []
  const from = where === undefined ? 0 : toUnits(text, where.start)
  const to = where === undefined ? 0 : toUnits(text, where.end)
  const message = plainMessage(error.message)
  return [place(from, to, severity, sentence(message), sentence(nextFor(message, error.help, where?.label ?? null)))]
}

/** Cedar's message without what only its own library needs to know. */
function plainMessage(message: string): string {
  return message
    .replace(/^failed to parse policies from string: /, '')
    .replace(/^for policy `[^`]*`, /, '')
    .replace(/ in context for Rollcall::Action::"\w+" not found/, ' is not known: there is no context here')
    .replace(/ on entity type `Rollcall::(Agent|Resource)` not found/, (_, type: string) =>
      type === 'Agent' ? ' of the principal does not exist' : ' of the resource does not exist',
    )
}

/** What to do: Cedar's own hint where it has one, else what can stand there. */
function nextFor(message: string, help: string | null, label: string | null): string {
  if (message.includes('of the principal')) return withHint(help, `Attributes of the principal: ${namesOf(principalAttributes)}`)
  if (message.includes('of the resource')) return withHint(help, `Attributes of the resource: ${namesOf(resourceAttributes)}`)
  if (message.includes('unrecognized action')) return withHint(help, `Actions: ${policyActions.join(', ')}`)
  if (message.includes('there is no context')) return 'Name an attribute of the principal or the resource instead'
  if (message.includes('unrecognized entity type')) return 'Entity types: Rollcall::Agent, Rollcall::Resource'
  if (message.includes('impossible')) return 'Look at its conditions: they can never hold together'
  return help ?? label ?? 'Look at the statement at this place'
}

function withHint(help: string | null, list: string): string {
  return help === null ? list : `${sentence(help)} ${list}`
}

const namesOf = (attributes: readonly { readonly name: string }[]) => attributes.map(({ name }) => name).join(', ')

/** Violations name statements, so each needs a name of its own; people read what it says. */
function names(statements: readonly Statement[], place: Place): readonly PolicyProblem[] {
  const seen = new Set<string>()
  return statements.flatMap(({ id, words, effect, from }): readonly PolicyProblem[] => {
    const at = (severity: PolicyProblem['severity'], message: string, next: string) => [
      place(from, from + effect.length, severity, message, next),
    ]
    if (id === '') return at('error', 'This statement has no name.', 'Write @id("a-short-name") before it.')
    if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(id))
      return at('error', 'This name cannot be used.', 'Use small letters, digits and dashes, as in @id("never-sends").')
    if (seen.has(id)) return at('error', `There are two statements named ${id}.`, 'Give one of them another name.')
    seen.add(id)
    return words === id
      ? at('warning', 'This statement does not say what it means.', 'Write @says("It never …") before it, for those who do not read Cedar.')
      : []
  })
}

/** The same problem at the same place is told once: Cedar repeats it for every action. */
function once(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const kept = new Map(problems.map((one) => [`${one.from} ${one.severity} ${one.message}`, one]))
  return [...kept.values()].sort((a, b) => a.from - b.from)
}

function sentence(text: string): string {
  const trimmed = text.trim()
  const upper = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.?!]$/.test(upper) ? upper : `${upper}.`
}
