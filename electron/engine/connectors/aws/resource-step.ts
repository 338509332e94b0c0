import type { Observation } from '../../../../shared/domain/observation.ts'
import type { Step } from '../connector.ts'
import { everyPlace, type Looked, type Place, type Seen, whereToLook } from './every-place.ts'
import { type ListOf, listPages } from './read-list.ts'
import type { Asker } from './send.ts'
import type { ServiceId } from './services.ts'
import { sideBySide } from './side-by-side.ts'

export type Problems = Looked['problems'][number][]

/** Things of one place looked at side by side; the quota of the place holds them back. */
export const thingsAtOnce = 6

export interface ResourceStep<T> {
  readonly id: string
  readonly title: string
  readonly yields: string
  readonly hides: string
  readonly service: ServiceId
  /** Calls beside the list and those that say where to look. */
  readonly calls: readonly string[]
  /** First word of the keys of what it sees. */
  readonly kind: string
  readonly list: ListOf<T>
  /** What is seen of one element; what is refused of it is added to the problems. */
  readonly see: (asker: Asker, place: Place, item: T, problems: Problems) => Promise<readonly Observation[]>
}

/** A step that lists one kind of thing in every account and region and looks at each. */
export function resourceStep<T>(of: ResourceStep<T>): Step {
  const { id, title, yields, hides, kind, service } = of
  const owned = (prefix: string) => (['subject', 'ownership', 'grant'] as const).map((one) => ({ kind: one, keyPrefix: prefix }))
  return {
    id,
    title,
    yields,
    hides,
    after: [],
    calls: [...whereToLook, of.list.call, ...of.calls],
    owns: owned(`${kind}/`),
    run: (context) =>
      everyPlace(context, {
        regional: true,
        service,
        owns: ({ account, region }) => owned(`${kind}/${account.id}/${region}/`),
        look: (asker, place) => look(of, asker, place),
      }),
  }
}

async function look<T>(of: ResourceStep<T>, asker: Asker, place: Place): Promise<Looked> {
  const pages: Seen[] = []
  const problems: Problems = []
  for await (const page of listPages(asker, of.list)) {
    if (!page.ok) {
      problems.push(page)
      break
    }
    const { items, call, keptAside } = page.value
    const seen = await sideBySide(items, thingsAtOnce, (item) => of.see(asker, place, item, problems))
    pages.push({ observations: seen.flat(), call, keptAside })
  }
  return { pages, problems }
}

/** What one look-up came to; a failure is added to the problems and gives null. */
export function orNull<T>(problems: Problems, result: { readonly ok: true; readonly value: T } | Problems[number]): T | null {
  if (result.ok) return result.value
  problems.push(result)
  return null
}
