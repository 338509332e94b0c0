import type { z } from 'zod'
import type { Failure } from '../../../../shared/base/failure.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, partial, type StepContext } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { keep } from '../keep.ts'
import { list } from './client.ts'
import { elementsOf, totalOf } from './schema.ts'

export interface Listing<T> {
  readonly callId: string
  readonly path: Readonly<Record<string, string>>
  readonly schema: z.ZodType<T>
  /** Member of the reply that holds the list; the reply itself without one. */
  readonly member?: string
  readonly observe: (item: T) => Promise<readonly Observation[]>
}

/** The common shape of a step: page by page, parse, observe, hand over with the query to resume from. */
export async function* readPages<T>(context: StepContext, listing: Listing<T>): AsyncGenerator<Batch, StepEnd> {
  let seen = context.cursor !== null
  let aside = 0
  for await (const page of list(context, listing.callId, { path: listing.path }, cursorOf(context.cursor))) {
    if (!page.ok) return endOf(page, seen)
    const elements = elementsOf(page.value.json, listing.member)
    if (elements === null) return unreadable(listing.callId, seen)
    const { kept, keptAside } = keep(listing.schema, elements)
    const observations = (await Promise.all(kept.map(listing.observe))).flat()
    seen = true
    aside += keptAside
    const expected = totalOf(page.value.json)
    const cursor = page.value.next === null ? null : JSON.stringify(page.value.next)
    yield { observations, call: page.value.call, cursor, keptAside, ...(expected === null ? {} : { expected }) }
  }
  return aside === 0 ? complete : partial(`${aside} elements could not be read and were kept aside`)
}

/** The query kept as a cursor; null from the start. */
function cursorOf(cursor: string | null): Readonly<Record<string, string>> | null {
  return cursor === null ? null : (JSON.parse(cursor) as Readonly<Record<string, string>>)
}

export const noList = (callId: string): Failure => ({
  code: 'unexpected-reply',
  message: 'GitHub answered with something that is no list',
  subject: callId,
  next: 'Check that the address is the server’s interface: https://host/api/v3 for an own server.',
})

export function unreadable(callId: string, seen: boolean): StepEnd {
  const failure = noList(callId)
  return seen ? { state: 'partial', why: failure.message, failure } : { state: 'failed', failure }
}
