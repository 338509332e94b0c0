import type { Value } from '../../../../shared/contract/contract.ts'
import type { Policy, PolicyProblem, PolicyStanding, SimulationSide, TrialProgress } from '../../../../shared/domain/policy.ts'
import type { KeptDraft } from '../../../../shared/domain/policy-draft.ts'
import { selectorWords } from '../../../../shared/domain/selector.ts'
import { plain, say, sayTable } from '../../print.ts'

/** How policies are told to a person at a terminal. */
export function sayPolicies({
  policies,
  withdrawn,
}: {
  readonly policies: readonly (Policy & { readonly standing: PolicyStanding | null })[]
  readonly withdrawn: Value<'policies.standing'>['withdrawn']
}): void {
  sayTable(
    ['Id', 'Version', 'Origin', 'Severity', 'Agents', 'Violations', 'Applies to', 'Title'],
    policies.map(({ id, version, origin, severity, selector, title, standing }) => [
      id,
      String(version),
      origin,
      severity,
      String((standing?.byHand ?? 0) + (standing?.bySelector ?? 0)),
      String(standing?.violations ?? 0),
      selectorWords(selector),
      title,
    ]),
    60,
  )
  for (const { policyId, version, at, by, reason } of withdrawn)
    say(plain(`Withdrawn: ${policyId}, version ${version}, ${at}, by ${by}: ${reason}`))
}

export function sayReach({ agents, byHand, selected, reached, first }: Value<'policies.reach'>, most: number): void {
  say(`It applies to ${reached} of ${agents} agents: ${selected} by its selector, ${byHand} by a decision.`)
  for (const { name, by } of first.slice(0, most)) say(plain(`  ${by.join(' and ').padEnd(22)}${name}`))
}

export function sayViolations({ items, next }: Value<'policies.violations'>): void {
  if (items.length === 0) say('No violation is known.')
  for (const { agentName, violation } of items) {
    say(plain(`${agentName}: ${violation.message}`))
    say(plain(`  ${violation.statement}, proved by ${violation.evidence.length} calls. ${violation.cure}`))
  }
  if (next !== null) say(`There are more: --after ${next}`)
}

export function sayPolicy(policy: Policy, versions: Value<'policies.versions'>): void {
  say(plain(`${policy.title} (${policy.id}), version ${policy.version}, ${policy.origin}. ${policy.summary}`))
  say(
    plain(`Severity ${policy.severity}, to be answered within ${policy.responseDays} days. Applies to ${selectorWords(policy.selector)}.`),
  )
  for (const { statement, effect, words } of policy.explains) say(plain(`  ${effect.padEnd(7)}${statement}: ${words}`))
  for (const { version, published } of versions)
    say(
      plain(
        published === null
          ? `Version ${version} ships with Rollcall.`
          : `Version ${version}, ${published.at}, by ${published.by}, ledger entry ${published.entry}: ${published.reason}${published.weakening.length > 0 ? ` It weakened: ${published.weakening.join(' ')}` : ''}`,
      ),
    )
}

export function sayProblems(file: string, problems: readonly PolicyProblem[]): void {
  if (problems.length === 0) say(`${file}: it holds.`)
  for (const { line, column, severity, message, next } of problems) say(plain(`${file}:${line}:${column} ${severity}: ${message} ${next}`))
}

export function sayChange({ before, after, lines, weakening, needsSecondKey }: Value<'policies.compare'>): void {
  say(before === null ? 'A new policy.' : `From version ${before.version} to ${after.version}.`)
  for (const { mark, text } of lines) if (mark !== ' ') say(plain(`${mark} ${text}`))
  if (weakening.length === 0) say('It permits nothing that was not permitted.')
  for (const why of weakening) say(plain(`Weakens: ${why}`))
  if (needsSecondKey) say('Publishing it needs a second key.')
}

export function saySimulation({ sides, unread, onEveryAgent, stopped }: Value<'policies.simulate'>, most: number): void {
  if (onEveryAgent) say('As if it applied to every agent:')
  if (sides.length > 0)
    sayTable(
      ['When', 'Agents', 'Bound', 'Violations', 'Hit', 'Freed'],
      sides.map((side) => [
        `${side.audit.name} (${side.audit.at.slice(0, 10)})`,
        String(side.agents),
        `${side.boundBefore} → ${side.boundAfter}`,
        `${side.violationsBefore} → ${side.violationsAfter}`,
        String(side.hitCount),
        String(side.freedCount),
      ]),
    )
  const [now] = sides
  for (const one of now?.hit.slice(0, most) ?? []) say(plain(`  hit    ${one.name}: ${one.because.join(' ')}`))
  for (const one of now?.freed.slice(0, most) ?? []) say(plain(`  freed  ${one.name}: ${one.because.join(' ')}`))
  for (const { audit, why } of unread) say(plain(`Not read: ${audit}: ${why}`))
  if (stopped !== null) sayStopped(stopped.side, stopped.of, stopped.notTried)
}

/** What a trial that was stopped had looked at, and nothing beyond it. */
function sayStopped(side: SimulationSide, of: number, notTried: readonly string[]): void {
  say(
    plain(
      `Cancelled. It had looked at ${side.agents} of ${of} agents of ${side.audit.name}: ${side.hitCount} of these would be hit, ${side.freedCount} freed. Nothing is known of the others.`,
    ),
  )
  if (notTried.length > 0) say(plain(`Not looked at: ${notTried.join(', ')}.`))
}

export function progressWords({ at, agents, of, sides, ofSides }: TrialProgress): string {
  return `Trying it on ${at} (${sides + 1} of ${ofSides}): ${agents} of ${of} agents.`
}

export function sayCandidates({ items, next, total }: Value<'policies.candidates'>): void {
  say(`${total} agents.`)
  for (const { row, by } of items) say(plain(`  ${(by.join(' and ') || '–').padEnd(22)}${row.name}`))
  if (next !== null) say(`There are more: --after ${next}`)
}

export function sayPublished({ policy, judged }: Value<'policies.publish'>): void {
  const { title, version, published } = policy
  say(
    plain(`${title}, version ${version}, is in force (ledger entry ${published?.entry ?? '?'}). ${judged} agents are judged differently.`),
  )
}

export function sayWithdrawn({ withdrawal: { title, entry }, lapsed, judged }: Value<'policies.withdraw'>): void {
  say(plain(`${title} is withdrawn (ledger entry ${entry}). ${lapsed} decisions lapsed with it, ${judged} agents are judged differently.`))
}

export function sayDrafts(drafts: readonly KeptDraft[]): void {
  if (drafts.length === 0) say('No draft is kept.')
  for (const one of drafts) sayDraft(one)
}

export function sayDraft({ draft: { id, title, from }, at, by }: KeptDraft): void {
  const begun = from === null ? 'a new policy' : `begun from version ${from.version}`
  say(plain(`${id}: ${title}, ${begun}, kept ${at} by ${by}. It is not published.`))
}
