import type { StepContext } from '../connector.ts'
import type { Place } from './every-place.ts'

/** What was found in one place: keys of things by kind and id, and who acts there as which identity. */
export interface ThingsHere {
  readonly byKind: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Keys of agents by the key of the identity they run as. */
  readonly actors: ReadonlyMap<string, readonly string[]>
}

interface Gathering extends ThingsHere {
  readonly byKind: Map<string, Map<string, string>>
  readonly actors: Map<string, string[]>
}

export interface FoundThings {
  /** Null: nothing was found there. Identities are found in the account's own place, which has no region. */
  at(place: Place): ThingsHere | null
}

/** All that is known of this source, also from earlier scans, place by place. Keys only: it is held while a step runs. */
export function foundThings(context: StepContext): FoundThings {
  const places = new Map<string, Gathering>()
  const placeOf = (account: string, region: string): Gathering => {
    const name = `${account} ${region}`
    const known = places.get(name) ?? { byKind: new Map(), actors: new Map() }
    places.set(name, known)
    return known
  }
  for (const { key, relations } of context.seen('subject', 'known')) {
    const [first = '', account = '', second = '', ...rest] = key.split('/')
    const principal = first === 'principal'
    const here = placeOf(account, principal ? '' : second)
    const kind = principal ? second : first
    const ofKind = here.byKind.get(kind) ?? new Map<string, string>()
    here.byKind.set(kind, ofKind)
    ofKind.set(rest.join('/'), key)
    for (const { to, relation } of relations)
      if (relation === 'runs-as' && to.startsWith('principal/')) here.actors.set(to, [...(here.actors.get(to) ?? []), key])
  }
  return { at: ({ account, region }) => places.get(`${account.id} ${region}`) ?? null }
}
