import type { Action, Sensitivity } from '../../../../shared/domain/vocabulary.ts'
import { containerOf, objectOf, withoutTail } from './tool-actions.ts'
import { decisiveNouns, gatheringNouns, singular, type Thing, watchingSystems, weakNouns } from './tool-nouns.ts'

/** Who says what a tool acts on: a decisive word of its name, a weak one, its arguments, or the system it belongs to. */
export interface FoundThing {
  readonly thing: Thing
  readonly by: 'name' | 'weak name' | 'arguments' | 'system'
}

/** Words in the names of servers that say only that they are servers. */
const wrapping = new Set('mcp server remote local service client api tool tools agent http https sse stdio web url npx'.split(' '))
const byWeight: readonly Sensitivity[] = ['public', 'internal', 'unknown', 'confidential', 'restricted']
const weighs = ({ sensitivity }: Thing): number => byWeight.indexOf(sensitivity)

/** What the name itself decides, then the arguments, then the system that the tool belongs to, then the weak words of the name. */
export function thingActedOn(
  named: readonly string[],
  hinted: Thing | null,
  system: readonly string[],
  does: readonly Action[],
): FoundThing | null {
  const own = system.filter((word) => !wrapping.has(word))
  const watching = thingIn(own, [watchingSystems]) ?? thingIn(named, [watchingSystems])
  const systems = thingIn(own, [decisiveNouns])
  const said = decidedBy(named, does)
  // How a system that watches others is set up is what it lets through, and its agents are programs on devices.
  if (said?.resource === 'settings' && watching !== null)
    return { thing: { resource: 'policy', sensitivity: 'confidential' }, by: 'system' }
  if (said?.resource === 'agent' && watching !== null) return { thing: { resource: 'device', sensitivity: 'confidential' }, by: 'system' }
  // A log holds what its system holds.
  const logged = watching ?? systems
  if (said?.resource === 'security' && logged !== null && weighs(logged) > weighs(said))
    return { thing: { ...said, sensitivity: logged.sensitivity }, by: 'name' }
  if (said !== null) return { thing: said, by: 'name' }
  if (hinted !== null) return { thing: hinted, by: 'arguments' }
  if (systems !== null) return { thing: systems, by: 'system' }
  const weak = thingIn(objectOf(named), [weakNouns]) ?? thingIn(named, [decisiveNouns, weakNouns, gatheringNouns])
  if (watching !== null && (weak === null || weighs(weak) < weighs(watching))) return { thing: watching, by: 'system' }
  return weak === null ? null : { thing: weak, by: 'weak name' }
}

/** What the name is about; where something goes into a container that weighs more, the container. */
function decidedBy(named: readonly string[], does: readonly Action[]): Thing | null {
  const object = thingIn(objectOf(named), [decisiveNouns]) ?? thingIn(withoutTail(named), [decisiveNouns])
  const container = thingIn(containerOf(named, does), [decisiveNouns])
  return container !== null && (object === null || weighs(container) > weighs(object)) ? container : object
}

/** The thing that words name in the first table that knows one. The last word of a name is its head: `email settings` are settings. */
export function thingIn(
  words: readonly string[],
  tables: readonly ReadonlyMap<string, Thing>[],
  from: 'first' | 'last' = 'last',
): Thing | null {
  const order = from === 'last' ? words.map((_, at) => words.length - 1 - at) : words.map((_, at) => at)
  for (const table of tables) {
    for (const at of order) {
      for (const length of [3, 2, 1]) {
        if (at - length + 1 < 0) continue
        const phrase = [...words.slice(at - length + 1, at), singular(words[at] ?? '')].join(' ')
        const thing = table.get(phrase) ?? (length === 1 ? table.get(words[at] ?? '') : undefined)
        if (thing !== undefined) return thing
      }
    }
  }
  return null
}
