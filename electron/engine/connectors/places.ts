import type { StepEnd } from '../../../shared/domain/coverage.ts'
import { complete, type PlaceEnd } from './connector.ts'

/** How a step ended in all the places it looked in, told one by one; keeps counts and a few names, however many there are. */
export interface PlaceTally {
  /** Counts a place and hands it back, for the batch. */
  add(place: PlaceEnd): PlaceEnd
  end(): StepEnd
}

const namesShown = 5

/** A name for each place by its id: the one a person knows it by, with the id where several share it. Two places may not be told as one. */
export function distinctNames(
  places: readonly { readonly id: string; readonly name?: string | null | undefined }[],
): ReadonlyMap<string, string> {
  const known = new Map<string, number>()
  for (const { name } of places) if (name) known.set(name, (known.get(name) ?? 0) + 1)
  return new Map(places.map(({ id, name }) => [id, !name ? id : known.get(name) === 1 ? name : `${name} (${id})`]))
}

/** @param noun what the places are, e.g. `accounts and regions` */
export function tallyPlaces(noun: string): PlaceTally {
  let all = 0
  let alike = 0
  let absent = 0
  let unseen = 0
  const names: string[] = []
  let first: StepEnd | null = null
  return {
    add(placeEnd) {
      const { place, end } = placeEnd
      all += 1
      if (end.state === 'complete') return placeEnd
      if (end.state === 'skipped' && (end.reason === 'no-service' || end.reason === 'not-asked')) {
        absent += 1
        return placeEnd
      }
      unseen += 1
      first ??= end
      if (end.state === first.state) alike += 1
      if (names.length < namesShown) names.push(place.filter(Boolean).join(' / ').slice(0, 100))
      return placeEnd
    },
    end() {
      if (first === null) return complete
      const asked = all - absent
      // What is true of every place that was asked is said once, as the whole step's end.
      if (first.state !== 'partial' && alike === asked) return first
      const more = unseen > names.length ? ` and ${unseen - names.length} more` : ''
      const why = `${unseen} of ${asked} ${noun} were not seen whole: ${names.join(', ')}${more}; ${reasonOf(first)}`
      return 'failure' in first && first.failure !== undefined
        ? { state: 'partial', why, failure: first.failure }
        : { state: 'partial', why }
    },
  }
}

function reasonOf(end: StepEnd): string {
  switch (end.state) {
    case 'complete':
      return 'everything was seen'
    case 'denied':
      return `missing there: ${end.missing}`
    case 'failed':
      return end.failure.message
    case 'partial':
    case 'skipped':
      return end.why
  }
}
