import type { Failure } from '../../../../shared/base/failure.ts'
import type { Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import { type Batch, complete, type PlaceEnd, partial, type StepContext, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { keep } from '../keep.ts'
import { tallyPlaces } from '../places.ts'
import { isOfOneRepository, list, orgOf } from './client.ts'
import { unreadable } from './read-pages.ts'
import { elementsOf, type Repository, repositorySchema, totalOf } from './schema.ts'
import { type Access, accessFor } from './sign-in.ts'

/** The calls by which repositories are listed: one for an app, the other for a token. */
export const repositoryLists = ['installation-repositories', 'organization-repositories'] as const

export type Looked = Pick<Batch, 'observations' | 'call' | 'keptAside'>

interface Looking {
  readonly look: (context: StepContext, repository: Repository) => Promise<Result<Looked>>
  readonly owns: (repository: Repository) => NonNullable<PlaceEnd['owns']>
  /** What was not told although every repository was looked into; null: nothing. */
  readonly untold?: () => string | null
}

/** Where a run left off: the page, and how many of its repositories are done. */
interface Progress {
  readonly query: Readonly<Record<string, string>> | null
  readonly done: number
}

/** Looks into one repository after the other and says of each how it was read. */
export async function* eachRepository(context: StepContext, { look, owns, untold }: Looking): AsyncGenerator<Batch, StepEnd> {
  const access = await accessFor(context)
  if (!access.ok) return endOf(access, false)
  const place = context.cursor === null ? null : (JSON.parse(context.cursor) as Progress)
  const tally = tallyPlaces('repositories')
  let aside = 0
  let looked = context.cursor !== null
  let query = place?.query ?? null
  let skip = place?.done ?? 0
  for await (const page of repositoryPages(context, access.value, query)) {
    if (!page.ok) return endOf(page, looked)
    const elements = elementsOf(page.value.json, access.value.kind === 'app' ? 'repositories' : undefined)
    if (elements === null) return unreadable('repositories', looked)
    const { kept, keptAside } = keep(repositorySchema, elements)
    aside += keptAside
    const expected = totalOf(page.value.json)
    for (const [index, repository] of kept.entries()) {
      if (index < skip) continue
      const seen = repository.disabled ? null : await look(context, repository)
      // One call per repository is refused the same way everywhere: then nothing was seen.
      if (seen?.ok === false && isOfAll(seen.failure, looked)) return endOf(seen, looked)
      looked ||= seen?.ok === true
      const found = seen?.ok ? seen.value : { observations: [], call: null, keptAside: 0 }
      const place = { place: [repository.full_name], end: endIn(seen), owns: owns(repository) } satisfies PlaceEnd
      const cursor = JSON.stringify({ query, done: index + 1 } satisfies Progress)
      yield { ...found, cursor, places: [tally.add(place)], ...(expected === null ? {} : { expected }) }
    }
    query = page.value.next
    skip = 0
    looked = true
  }
  return endWith(access.value, tally.end(), aside, untold?.() ?? null)
}

/** Whether going on to the next repository makes no sense. */
const isOfAll = (failure: Failure, looked: boolean): boolean =>
  failure.code === 'auth-failed' || failure.code === 'cancelled' || (!looked && !isOfOneRepository(failure))

/** Null: not looked into. */
function endIn(seen: Result<Looked> | null): StepEnd {
  if (seen === null) return skipped('no-service', 'GitHub has switched this repository off')
  if (!seen.ok) return endOf(seen, false)
  return seen.value.keptAside === 0 ? complete : partial(`${seen.value.keptAside} files or entries could not be read and were kept aside`)
}

function repositoryPages(context: StepContext, access: Access, from: Progress['query']) {
  return access.kind === 'app'
    ? list(context, 'installation-repositories', {}, from)
    : list(
        context,
        'organization-repositories',
        { path: { org: orgOf(context) }, query: { per_page: '100', type: 'all', sort: 'full_name' } },
        from,
      )
}

function endWith(access: Access, places: StepEnd, aside: number, untold: string | null): StepEnd {
  if (places.state !== 'complete' && places.state !== 'partial') return places
  const why = [
    access.selection === 'selected' && 'the app was given selected repositories only: what the others define was not seen',
    places.state === 'partial' && places.why,
    untold ?? false,
    aside > 0 && `${aside} repositories could not be read and were kept aside`,
  ].filter((one) => one !== false)
  return why.length === 0 ? complete : partial(why.join('; '))
}
