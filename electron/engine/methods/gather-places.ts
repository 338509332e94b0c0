import type { PlaceCoverage } from '../../../shared/domain/coverage.ts'
import type { ConnectionPlaces } from '../reports/report.ts'
import type { Store } from '../store/store.ts'

const atATime = 500

/** The connections that consist of many places, with what was not seen in each. */
export function gatherPlaces(store: Store): readonly ConnectionPlaces[] {
  return store.connections.list().flatMap(({ id, label }) => {
    const { cells } = store.scans.placeGrid(id)
    if (cells.length === 0) return []
    const seenWhole = cells.filter(({ incomplete }) => incomplete === 0).length
    return [{ connectionId: id, connectionLabel: label, places: cells.length, seenWhole, gaps: [...gapsOf(store, id)] }]
  })
}

function* gapsOf(store: Store, connectionId: string): Iterable<PlaceCoverage> {
  let last: PlaceCoverage | undefined
  do {
    const after = last === undefined ? null : { wide: last.wide, narrow: last.narrow, stepId: last.stepId }
    const page: readonly PlaceCoverage[] = store.scans.places({ connectionId, incompleteOnly: true, within: null, after, limit: atATime })
    yield* page
    last = page.at(-1)
  } while (last !== undefined)
}
