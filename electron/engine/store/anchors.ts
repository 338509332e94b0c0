import type { AgentFilter } from '../../../shared/contract/agents.ts'
import type { Match } from './agent-match.ts'
import { lastPosition, type Position, type Sort, writeCursor } from './agent-page.ts'
import type { Db } from './open.ts'
import { remembered } from './remembered.ts'
import type { AgentStore } from './store.ts'

/** A grid that jumps to row N starts from the nearest anchor; there is one each so many rows. */
const spacing = 1_000

/** Where row `index` begins in a filtered and sorted list. Anchors are made as far as asked, and forgotten when rows change. */
export function openAnchors(db: Db, match: (filter: AgentFilter) => Match): AgentStore['anchor'] {
  const anchorsOf = remembered(db, (_list: { readonly filter: AgentFilter; readonly sort: Sort }): Position[] => [])

  return ({ filter, sort, index }) => {
    const matched = match(filter)
    const wanted = Math.min(index, matched.total)
    if (wanted === 0) return null
    // The end of a long list is near when it is walked backwards: no anchor is made on the way to it.
    const fromEnd = matched.total - wanted + 1
    if (fromEnd < wanted && fromEnd <= spacing) {
      const last = lastPosition(db, matched, { ...sort, direction: sort.direction === 'asc' ? 'desc' : 'asc' }, null, fromEnd)
      return last === null ? null : writeCursor(last.position)
    }
    const anchors = anchorsOf({ filter, sort })
    const block = Math.floor(wanted / spacing)
    while (anchors.length < block) {
      const next = lastPosition(db, matched, sort, anchors.at(-1) ?? null, spacing)
      if (next === null || next.count < spacing) break
      anchors.push(next.position)
    }
    const start = anchors[Math.min(block, anchors.length) - 1] ?? null
    const rest = wanted - Math.min(block, anchors.length) * spacing
    const found = rest === 0 ? start : (lastPosition(db, matched, sort, start, rest)?.position ?? start)
    return found === null ? null : writeCursor(found)
  }
}
