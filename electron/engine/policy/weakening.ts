import { capabilityWords } from '../../../shared/domain/capability-words.ts'
import { type Policy, severities } from '../../../shared/domain/policy.ts'
import { operate, type PolicyAttribute, policyActions, principalAttributes } from '../../../shared/domain/policy-schema.ts'
import { reaches, resourceClasses, sensitivities } from '../../../shared/domain/vocabulary.ts'
import { askOf } from './ask.ts'
import { asWhole } from './evaluate.ts'
import type { PolicySubject, Principal } from './principal.ts'
import { type Request, requestOf } from './request.ts'
import { appliesTo, selectsAtLeast } from './selector.ts'
import { type Statement, statementsOf } from './statement.ts'

/** More requests than this are not tried one by one: the change then counts as weakening, because it was not proved to be none. */
const mostTried = 20_000

const mostExamples = 3

/** Recorded agents, from memory or read while other work has its turn. */
export type Recorded = () => Iterable<PolicySubject> | AsyncIterable<PolicySubject>

/**
 * Why a change to a policy permits more than before, or may; empty where it surely does not. Proved in three ways, the cheapest first:
 * by the statements themselves (nothing new is permitted and nothing is forbidden no longer), by what recorded agents can do, and by
 * trying every request that the statements can tell apart. What is not proved counts as weakening, and says so.
 */
export async function weakeningOf(before: Policy | null, after: Policy, subjects: Recorded): Promise<readonly string[]> {
  // Every policy must permit: one more permits nothing that was not permitted.
  if (before === null) return []
  return [...ofTerms(before, after), ...(await ofSelector(before, after, subjects)), ...(await ofStatements(before, after, subjects))]
}

function ofTerms(before: Policy, after: Policy): readonly string[] {
  const milder = severities.indexOf(after.severity) > severities.indexOf(before.severity)
  return [
    ...(milder ? [`A violation counts less: ${before.severity} before, ${after.severity} now.`] : []),
    ...(after.responseDays > before.responseDays
      ? [`A violation may stay longer: ${before.responseDays} days before, ${after.responseDays} now.`]
      : []),
  ]
}

async function ofSelector(before: Policy, after: Policy, subjects: Recorded): Promise<readonly string[]> {
  if (selectsAtLeast(before.selector, after.selector)) return []
  let freed = 0
  for await (const subject of subjects()) if (appliesTo(before, subject) && !appliesTo(after, subject)) freed += 1
  return [
    freed > 0
      ? `It applies no longer to ${freed} recorded ${freed === 1 ? 'agent' : 'agents'}.`
      : 'Its selector is narrower, or was not proved to be as wide: an agent found later may go free.',
  ]
}

async function ofStatements(before: Policy, after: Policy, subjects: Recorded): Promise<readonly string[]> {
  const was = statementsOf(before)
  const is = statementsOf(after)
  const gone = without(was, is)
  const come = without(is, was)
  const doubts = [
    ...gone.filter(({ effect }) => effect === 'forbid').map(({ id }) => `The forbid “${id}” was removed or changed`),
    ...come.filter(({ effect }) => effect === 'permit').map(({ id }) => `the permit “${id}” was added or changed`),
  ]
  if (doubts.length === 0) return []
  const recorded = await ofRecorded(before, after, subjects)
  if (recorded !== null) return [recorded]
  const actions = policyActions.filter((action) => [...gone, ...come].some((one) => one.actions.has(action)))
  const found = tried(before, after, actions)
  if (found === 'none') return []
  return [
    found === 'unsure'
      ? `${sentence(doubts.join('; '))} No recorded agent is freed by it, but that none ever could be was not proved, so it counts as weakening.`
      : `${sentence(doubts.join('; '))} It permits what was not: an agent that ${wordsOf(found)}.`,
  ]
}

/** Statements that say what no statement of the others says. */
function without(some: readonly Statement[], others: readonly Statement[]): readonly Statement[] {
  const meanings = new Set(others.map(({ meaning }) => meaning))
  return some.filter(({ meaning }) => !meanings.has(meaning))
}

async function ofRecorded(before: Policy, after: Policy, subjects: Recorded): Promise<string | null> {
  const was = askOf(before)
  const is = askOf(after)
  let count = 0
  const examples: string[] = []
  for await (const { name, principal, requests } of subjects()) {
    const asksBefore = was.of(principal)
    const asksAfter = is.of(principal)
    const freed = [asWhole, ...requests].find((request) => !asksBefore(request).permitted && asksAfter(request).permitted)
    if (freed === undefined) continue
    count += 1
    if (examples.length < mostExamples) examples.push(`${name} (${wordsOf(freed)})`)
  }
  if (count === 0) return null
  const more = count > examples.length ? ` and ${count - examples.length} more` : ''
  return `It permits what was not permitted to ${count === 1 ? 'a recorded agent' : `${count} recorded agents`}: ${examples.join(', ')}${more}.`
}

/** Tries every request that the statements can tell apart; `unsure` where there are too many or their values are not a closed list. */
function tried(before: Policy, after: Policy, actions: readonly Request['action'][]): Request | 'none' | 'unsure' {
  const [was, is] = [askOf(before), askOf(after)]
  let count = 0
  for (const action of actions) {
    const statements = [...statementsOf(before), ...statementsOf(after)].filter((one) => one.actions.has(action))
    const principals = everyPrincipal(statements)
    const requests = everyRequest(statements, action)
    if (principals === null || requests === null) return 'unsure'
    count += principals.length * requests.length
    if (count > mostTried) return 'unsure'
    for (const principal of principals) {
      const [asksBefore, asksAfter] = [was.of(principal), is.of(principal)]
      const freed = requests.find((request) => !asksBefore(request).permitted && asksAfter(request).permitted)
      if (freed !== undefined) return freed
    }
  }
  return 'none'
}

/** Attributes nobody looks at may be anything. */
const anybody = Object.fromEntries(
  principalAttributes.map(({ name, type }) => [name, type === 'Long' ? 0 : type === 'Bool' ? false : type === 'String' ? '' : []]),
) as unknown as Principal

function everyPrincipal(statements: readonly Statement[]): readonly Principal[] | null {
  if (statements.some(({ ofPrincipal }) => ofPrincipal === null)) return null
  const names = new Set(statements.flatMap(({ ofPrincipal }) => ofPrincipal ?? []))
  let all: readonly Principal[] = [anybody]
  for (const attribute of principalAttributes as readonly PolicyAttribute[]) {
    if (!names.has(attribute.name)) continue
    const { values } = attribute
    if (values === null || attribute.type === 'Set<String>') return null
    all = all.flatMap((one) => values.map((value) => ({ ...one, [attribute.name]: value })))
    if (all.length > mostTried) return null
  }
  return all
}

function everyRequest(statements: readonly Statement[], action: Request['action']): readonly Request[] | null {
  if (action === operate) return [asWhole]
  if (statements.some(({ ofResource }) => ofResource === null)) return null
  const names = new Set(statements.flatMap(({ ofResource }) => ofResource ?? []))
  const of = <T>(values: readonly T[], ...attributes: readonly string[]) =>
    attributes.some((name) => names.has(name)) ? values : values.slice(0, 1)
  return of(resourceClasses, 'class').flatMap((resource) =>
    of(sensitivities, 'sensitivity', 'sensitivityLevel').flatMap((sensitivity) =>
      of(reaches, 'reach', 'reachLevel').map((reach) => requestOf({ action, resource, sensitivity, reach })),
    ),
  )
}

/** A request in words. */
export function wordsOf({ action, ...reached }: Request): string {
  return action === operate ? 'is in service' : capabilityWords({ action, ...reached })
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
