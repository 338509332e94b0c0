import { z } from 'zod'
import type { Failure } from '../../../../shared/base/failure.ts'
import type { ConnectorContext } from '../connector.ts'
import { whole } from './client.ts'
import type { Place } from './keys.ts'
import type { Landscape } from './landscape.ts'

const locationSchema = z.object({ locationId: z.string().regex(/^[a-z0-9-]{1,63}$/) })

/** The places of a service that the inventory does not keep, and why some are not known. */
export interface Located {
  readonly places: readonly Place[]
  readonly failures: ReadonlyMap<string, Failure>
}

/** Where a service can be, in each project in which its API is switched on: it is asked itself. */
export async function locatedPlaces(context: ConnectorContext, land: Landscape, api: string, call: string): Promise<Located> {
  const places: Place[] = []
  const failures = new Map<string, Failure>()
  for (const { id, services } of land.projects) {
    if (!services.has(api)) continue
    const list = await whole(context, {
      call,
      member: 'locations',
      schema: locationSchema,
      params: { path: { project: id }, query: { pageSize: '100' } },
    })
    places.push(...list.items.map(({ locationId }) => ({ project: id, location: locationId })))
    // A project whose locations are not told is a place all the same: one that ends as its failure says.
    if (list.failure !== null) {
      failures.set(id, list.failure)
      places.push({ project: id, location: 'all locations' })
    }
  }
  return { places, failures }
}

/** What came of a place whose location is not known; null where it is. */
export const unlocated = (located: Located, { project, location }: Place) => {
  const failure = location === 'all locations' ? located.failures.get(project) : undefined
  return failure === undefined ? null : { observations: [], call: null, keptAside: 0, failure }
}
