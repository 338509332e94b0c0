import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, type StepContext } from '../connector.ts'
import { endAfter } from './ends.ts'
import { pages } from './graph.ts'
import type { GraphPage, List } from './graph-list.ts'

export interface Listing<T> {
  readonly list: Omit<List<T>, 'from'>
  readonly observe: (item: T, call: string) => readonly Observation[]
  /** Counts the pages of lists that came before in the same step. */
  readonly pagesBefore?: number
}

/** The common shape of a step: page by page, parse, observe, hand over with the link to resume from. */
export async function* readList<T>(context: StepContext, listing: Listing<T>): AsyncGenerator<Batch, StepEnd> {
  let seen = listing.pagesBefore ?? 0
  for await (const page of pages(context, { ...listing.list, from: context.cursor })) {
    if (!page.ok) return endAfter(page.failure, seen)
    seen += 1
    yield batchOf(page.value, listing.observe)
  }
  return complete
}

export function batchOf<T>(page: GraphPage<T>, observe: (item: T, call: string) => readonly Observation[]): Batch {
  return {
    observations: page.items.flatMap((item) => observe(item, page.call)),
    call: page.call,
    cursor: page.next,
    keptAside: page.keptAside,
    ...(page.count === null ? {} : { expected: page.count }),
  }
}
