import { failure } from '../../../../shared/base/failure.ts'
import { failed, type Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, type PlaceEnd, partial, type Step, type StepContext, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { tallyPlaces } from '../places.ts'
import { type Account, accountsOf, regionsOf, shown } from './accounts.ts'
import { isOffered } from './is-offered.ts'
import type { Asker } from './send.ts'
import { askerIn } from './session.ts'
import { chosenRegions } from './settings.ts'

type Failed = Result<never> & { readonly ok: false }

export interface Place {
  readonly account: Account
  /** Empty where the service knows no regions. */
  readonly region: string
}

/** One page of what was seen in a place. */
export interface Seen {
  readonly observations: readonly Observation[]
  readonly call: string | null
  readonly keptAside: number
}

export interface Looked {
  readonly pages: readonly Seen[]
  /** What could not be read, first things first; empty when all was. */
  readonly problems: readonly Failed[]
  /** What was left unread on purpose, in words; absent when nothing was. */
  readonly leftUnread?: string
}

/** The calls by which every step learns where to look. */
export const whereToLook = ['accounts', 'regions', 'caller'] as const

export interface EveryPlace {
  /** Whether the service has regions; without, each account is one place. */
  readonly regional: boolean
  /** A call by which it is told whether a region offers the service at all. */
  readonly service: string
  readonly owns: (place: Place) => NonNullable<Step['owns']>
  readonly look: (asker: Asker, place: Place) => Promise<Looked>
  /** Whether there is anything to ask about in a place; everywhere unless said. The others are nobody's places. */
  readonly concerns?: (place: Place) => boolean
}

/** Places looked at side by side: as many as keep the way out busy, and no more than memory should hold. */
const atOnce = 24

interface Done {
  readonly place: Place
  readonly pages: readonly Seen[]
  readonly end: StepEnd
}

/**
 * Looks into every account, region by region, some at a time, and hands over in their order, so that the cursor (the last place
 * handed over) is a place from which a scan can resume. One account that refuses hides nothing of the others.
 */
export async function* everyPlace(context: StepContext, of: EveryPlace): AsyncGenerator<Batch, StepEnd> {
  const found = await accountsOf(context)
  if (!found.ok) return endOf(found, false, 'organizations:ListAccounts')
  const tally = tallyPlaces(of.regional ? 'accounts and regions' : 'accounts')
  const running: Promise<Done>[] = []
  let before = context.cursor
  const places = placesOf(context, found.value.accounts, of)
  for (;;) {
    while (running.length < atOnce) {
      const next = await places.next()
      if (next.done === true) break
      running.push(next.value())
    }
    const first = await running.shift()
    if (first === undefined) break
    if (context.signal.aborted) return partial('the scan was cancelled')
    yield* batchesOf(first, of, tally.add, before)
    before = cursorOf(first.place)
  }
  if (found.value.problem !== null) return endOf(found.value.problem, true, 'organizations:ListAccounts')
  return tally.end()
}

/** Begun one after the other, in order: what is not begun needs no memory. */
async function* placesOf(context: StepContext, accounts: readonly Account[], of: EveryPlace): AsyncGenerator<() => Promise<Done>, void> {
  const after = context.cursor
  const chosen = chosenRegions(context.settings)
  for (const account of accounts) {
    if (after !== null && account.id < (after.split(' ')[0] ?? '')) continue
    const whole = { account, region: '' }
    const concerns = of.concerns ?? (() => true)
    if (!account.active) {
      if (isAfter(whole, after)) yield ended(whole, skipped('no-service', 'the account is closed'))
      continue
    }
    if (!of.regional) {
      if (isAfter(whole, after) && concerns(whole)) yield () => lookIn(context, whole, of)
      continue
    }
    const regions = await regionsOf(context, account)
    if (!regions.ok) {
      if (isAfter(whole, after)) yield ended(whole, endOf(regions, false, 'account:ListRegions'))
      continue
    }
    for (const region of regions.value) {
      const place = { account, region }
      // What is left out by choice is told by the step that lists regions, once.
      if (isAfter(place, after) && (chosen === null || chosen.has(region)) && concerns(place)) yield () => lookIn(context, place, of)
    }
  }
}

const ended = (place: Place, end: StepEnd) => () => Promise.resolve({ place, pages: [], end })
const cursorOf = ({ account, region }: Place): string => `${account.id} ${region}`
const isAfter = (place: Place, cursor: string | null): boolean => cursor === null || cursorOf(place) > cursor

async function lookIn(context: StepContext, place: Place, of: EveryPlace): Promise<Done> {
  try {
    const asker = await askerIn(context, place.account.id, place.region)
    if (!asker.ok) return { place, pages: [], end: endOf(asker, false, 'sts:AssumeRole') }
    if (!(await isOffered(asker.value, of.service, 'known'))) return { place, pages: [], end: notOffered }
    const { pages, problems, leftUnread } = await of.look(asker.value, place)
    const [problem] = problems
    const aside = pages.reduce((sum, page) => sum + page.keptAside, 0)
    const saw = pages.length > 0
    if (problem?.failure.code === 'not-found' && !saw && !(await isOffered(asker.value, of.service, 'ask')))
      return { place, pages, end: notOffered }
    if (problem !== undefined) return { place, pages, end: asPlace(problem, saw) }
    if (leftUnread !== undefined) return { place, pages, end: partial(leftUnread) }
    return { place, pages, end: aside === 0 ? complete : partial(`${aside} elements could not be read and were kept aside`) }
  } catch {
    // A fault of ours in one place must not lose the others; it is named where it happened.
    const bug = failure('bug', 'this place was not read because of a fault in the program', { next: 'Report it with the log.' })
    context.log('a place could not be read', { step: of.service })
    return { place, pages: [], end: { state: 'failed', failure: bug } }
  }
}

const notOffered: StepEnd = skipped('no-service', 'the service is not offered in this region')

/** Some of it was seen and something was refused: partial, and the refusal says what is missing. */
function asPlace(problem: Failed, saw: boolean): StepEnd {
  const { failure: told } = problem
  if (told.code === 'permission-missing' && saw) return { state: 'partial', why: told.message, failure: told }
  return endOf(problem, saw)
}

function* batchesOf(
  { place, pages, end }: Done,
  of: EveryPlace,
  add: (end: PlaceEnd) => PlaceEnd,
  before: string | null,
): Generator<Batch> {
  const name: PlaceEnd['place'] = place.region === '' ? [shown(place.account)] : [shown(place.account), place.region]
  const cursor = cursorOf(place)
  const last = { cursor, places: [add({ place: name, end, owns: of.owns(place) })] }
  if (pages.length === 0) yield { observations: [], call: null, keptAside: 0, ...last }
  for (const [index, page] of pages.entries()) yield index === pages.length - 1 ? { ...page, ...last } : { ...page, cursor: before }
}

/** A failure that a look came to, for lists of problems. */
export const problemOf = (result: Result<unknown>): readonly Failed[] => (result.ok ? [] : [failed(result.failure)])
