import type { Failure } from '../../../../shared/base/failure.ts'
import { failed } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, type PlaceEnd, partial, type StepContext, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { tallyPlaces } from '../places.ts'
import type { Place } from './keys.ts'
import { type Landscape, landscape, placeName } from './landscape.ts'

/** Places asked at a time; the quotas set the pace. */
const atOnce = 8

/** What was seen in one place. */
export interface Seen {
  readonly observations: readonly Observation[]
  readonly call: string | null
  readonly keptAside: number
  /** Why it was not seen whole. */
  readonly failure: Failure | null
}

interface Look {
  /** What the places are, in words. */
  readonly noun: string
  readonly places: (land: Landscape) => readonly Place[] | Promise<readonly Place[]>
  readonly owns: (place: Place) => NonNullable<PlaceEnd['owns']>
  readonly look: (place: Place, land: Landscape) => Promise<Seen>
}

/** Looks in every place that may hold something, and says of each how it ended; goes on after the place that the cursor names. */
export async function* inPlaces(context: StepContext, { noun, places, owns, look }: Look): AsyncGenerator<Batch, StepEnd> {
  const land = await landscape(context)
  if (!land.ok) return notLooked(land.failure)
  const all = (await places(land.value)).toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  const left = all.filter((place) => context.cursor === null || nameOf(place) > context.cursor)
  const tally = tallyPlaces(noun)
  for (let at = 0; at < left.length; at += atOnce) {
    const chunk = left.slice(at, at + atOnce)
    const seen = await Promise.all(chunk.map((place) => look(place, land.value)))
    for (const [index, { observations, call, keptAside, failure }] of seen.entries()) {
      const place = chunk[index]
      if (place === undefined) continue
      // Without a sign-in no further question makes sense.
      if (failure?.code === 'auth-failed' || failure?.code === 'cancelled') return endOf(failed(failure), at + index > 0)
      const project = land.value.project(place.project)
      yield {
        observations,
        call,
        cursor: nameOf(place),
        keptAside,
        expected: all.length,
        places: [
          tally.add({
            place: project === null ? [place.project, place.location] : placeName(project, place.location),
            end: placeEnd(failure, keptAside, observations.length > 0),
            owns: owns(place),
          }),
        ],
      }
    }
  }
  return tally.end()
}

/** A step that stands on the inventory and has none to stand on; the step that reads it says why. */
export const notLooked = (failure: Failure): StepEnd =>
  failure.code === 'cancelled'
    ? endOf(failed(failure), false)
    : skipped('dependency', `which projects there are was not seen: ${failure.message}`)

/** How a place ended: a service that is not switched on there leaves nothing unseen. */
function placeEnd(failure: Failure | null, keptAside: number, seen: boolean): StepEnd {
  if (failure?.code === 'not-found') return skipped('no-service', failure.message)
  if (failure !== null) return endOf(failed(failure), seen)
  return keptAside === 0 ? complete : partial(`${keptAside} records could not be read and were kept aside`)
}

const nameOf = ({ project, location }: Place): string => `${project} ${location}`
