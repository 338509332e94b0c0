import type { Policy, SimulatedAgent, SimulationSide } from '../../../shared/domain/policy.ts'
import { askOf } from './ask.ts'
import { asWhole, wordsOf as statementWords } from './evaluate.ts'
import type { PolicySubject } from './principal.ts'
import type { Request } from './request.ts'
import { appliesTo } from './selector.ts'
import { wordsOf } from './weakening.ts'

/** Agents listed by name on each side; the counts are whole. */
const mostListed = 200
const mostReasons = 3

interface Denied {
  readonly request: Request
  readonly statements: readonly string[]
}

/** After this many agents other work has its turn. */
const chunk = 250

/**
 * What a draft would change for these agents, compared with the version in force (null: there is none). `everyone`: both are laid on
 * every agent, whoever they apply to. `goOn` is asked now and then, with how many agents were looked at; once it says no, what is
 * returned is of these alone.
 */
export async function simulateOn(
  before: Policy | null,
  after: Policy,
  subjects: Iterable<PolicySubject>,
  {
    audit,
    everyone,
    goOn,
  }: { readonly audit: SimulationSide['audit']; readonly everyone: boolean; readonly goOn: (agents: number) => Promise<boolean> },
): Promise<SimulationSide> {
  const side = { agents: 0, boundBefore: 0, boundAfter: 0, violationsBefore: 0, violationsAfter: 0, hitCount: 0, freedCount: 0 }
  const hit: SimulatedAgent[] = []
  const freed: SimulatedAgent[] = []
  for (const subject of subjects) {
    if (side.agents % chunk === 0 && !(await goOn(side.agents))) break
    side.agents += 1
    const was = before !== null && (everyone || appliesTo(before, subject)) ? deniedBy(before, subject) : null
    const is = everyone || appliesTo(after, subject) ? deniedBy(after, subject) : null
    if (was !== null) side.boundBefore += 1
    if (is !== null) side.boundAfter += 1
    side.violationsBefore += was?.length ?? 0
    side.violationsAfter += is?.length ?? 0
    if ((was?.length ?? 0) === 0 && (is?.length ?? 0) === 0) continue
    const come = without(is ?? [], was ?? [])
    const gone = without(was ?? [], is ?? [])
    const told = { agentId: subject.id, name: subject.name, before: was?.length ?? 0, after: is?.length ?? 0 }
    if (come.length > 0) {
      side.hitCount += 1
      if (hit.length < mostListed) hit.push({ ...told, because: reasons(after, come) })
    }
    if (gone.length > 0 && before !== null) {
      side.freedCount += 1
      if (freed.length < mostListed) freed.push({ ...told, because: reasons(before, gone) })
    }
  }
  return { audit, ...side, hit, freed }
}

function deniedBy(policy: Policy, { principal, requests }: PolicySubject): readonly Denied[] {
  const ask = askOf(policy).of(principal)
  const denied: Denied[] = []
  for (const request of [asWhole, ...requests]) {
    const { permitted, statements } = ask(request)
    if (!permitted) denied.push({ request, statements })
  }
  return denied
}

function without(some: readonly Denied[], others: readonly Denied[]): readonly Denied[] {
  if (others.length === 0) return some
  const denied = new Set(others.map(({ request }) => request))
  return some.filter(({ request }) => !denied.has(request))
}

function reasons(policy: Policy, denied: readonly Denied[]): readonly string[] {
  const told = denied.slice(0, mostReasons).map(({ request, statements }) => {
    const says = statements.map((id) => statementWords(policy, id)).join(' ')
    return request === asWhole ? says || 'It may not be in service.' : `It ${wordsOf(request)}. ${says || 'No statement permits it.'}`
  })
  return denied.length > mostReasons ? [...told, `And ${denied.length - mostReasons} more.`] : told
}
