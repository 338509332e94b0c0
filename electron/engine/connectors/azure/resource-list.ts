import type { z } from 'zod'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import type { Batch, StepContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { managedPages } from './client.ts'
import { endOfList, placeEnd } from './ends.ts'
import { type ResourceId, resourceId } from './resource-id.ts'

/** Reads a list of one subscription page by page: each element with an id that can be read is observed. */
export async function* readResources<T extends { readonly id: string }>(
  context: StepContext,
  list: {
    readonly call: string
    readonly version: string
    readonly subscription: string
    readonly schema: z.ZodType<T>
    readonly observe: (element: T, id: ResourceId) => readonly Observation[]
  },
): AsyncGenerator<Batch, StepEnd> {
  let aside = 0
  let seen = false
  for await (const page of managedPages(context, list.call, list.version, { path: { subscription: list.subscription } })) {
    if (!page.ok) return placeEnd(page, seen)
    seen = true
    const { kept, keptAside } = keep(list.schema, page.value.elements)
    const withIds = kept.flatMap((element) => {
      const id = resourceId(element.id)
      return id === null ? [] : [{ element, id }]
    })
    const bad = keptAside + kept.length - withIds.length
    aside += bad
    yield {
      observations: withIds.flatMap(({ element, id }) => list.observe(element, id)),
      call: page.value.call,
      cursor: null,
      keptAside: bad,
    }
  }
  return endOfList({ keptAside: aside, cut: null })
}
