import { isSelected, type Selector } from '../../../../shared/domain/selector.ts'
import { inTurns } from '../../in-turns.ts'
import type { SelectionStore, Store } from '../../store/store.ts'

/** After this many groups of agents other work has its turn. */
const chunk = 500
const mostRemembered = 32

/** For each group, by its id, whether one selector selects it: 1, it does; looked at up to and with the group `upTo`. */
interface Looked {
  upTo: number
  marks: Uint8Array
}

// What a group's agents have never changes, and a new combination has a higher number: what was found of a group once holds for good.
const looked = new WeakMap<SelectionStore, Map<string, Looked>>()

/**
 * Which groups of agents each of these selectors selects, in their order. Every group is read once for a selector as long as the
 * workspace is open; other work has its turn meanwhile.
 */
export async function selectedGroups(
  { selections }: Pick<Store, 'selections'>,
  selectors: readonly (Selector | null)[],
): Promise<readonly ((group: number) => boolean)[]> {
  const asked = selectors.map((selector) => {
    // Nobody, or everybody: no group has to be read for it.
    if (selector === null) return () => false
    if (Object.keys(selector).length === 0) return () => true
    return { selector, of: lookedBy(selections, selector) }
  })
  const reading = asked.filter((one) => typeof one !== 'function')
  const from = Math.min(...reading.map(({ of }) => of.upTo))
  if (reading.length > 0)
    for await (const { id, has } of inTurns(selections.after(from), chunk))
      for (const { selector, of } of reading) {
        // Another question may have come by here meanwhile.
        if (id <= of.upTo) continue
        if (id >= of.marks.length) of.marks = grown(of.marks, id)
        if (isSelected(selector, (field) => has[field])) of.marks[id] = 1
        of.upTo = id
      }
  return asked.map((one) => (typeof one === 'function' ? one : (group: number) => one.of.marks[group] === 1))
}

function lookedBy(selections: SelectionStore, selector: Selector): Looked {
  const all = looked.get(selections) ?? new Map<string, Looked>()
  looked.set(selections, all)
  const key = JSON.stringify(selector)
  const known = all.get(key) ?? { upTo: 0, marks: new Uint8Array(1_024) }
  // The one that was asked for last is forgotten last.
  all.delete(key)
  all.set(key, known)
  const oldest = all.keys().next().value
  if (all.size > mostRemembered && oldest !== undefined) all.delete(oldest)
  return known
}

function grown(marks: Uint8Array, id: number): Uint8Array {
  const wider = new Uint8Array(Math.max(id + 1, 2 * marks.length))
  wider.set(marks)
  return wider
}
