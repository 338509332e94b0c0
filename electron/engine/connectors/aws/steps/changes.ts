import type { Observation } from '../../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../../connector.ts'
import { type ChangeEvent, changeEvents } from '../change-events.ts'
import { personOfEvent } from '../event-person.ts'
import { everyPlace, type Looked, whereToLook } from '../every-place.ts'
import { foundThings, type ThingsHere } from '../found-things.ts'
import { cutWords, lookUpEvents } from '../look-up-events.ts'
import { lastWord } from '../names.ts'
import { ownershipOf } from '../owner-tags.ts'
import type { Problems } from '../resource-step.ts'
import type { CloudEvent } from '../schema-events.ts'
import type { Asker } from '../send.ts'

const builtOn = [
  'agents',
  'flows',
  'runtimes',
  'gateways',
  'harnesses',
  'workload-identities',
  'assistants',
  'endpoints',
  'functions',
] as const

/** Who made and who last changed what was found, where and as far back as the provider keeps it for everybody. */
export const changes: Step = {
  id: 'changes',
  title: 'Who made and changed things',
  yields: 'who made and who last changed what was found, as far back as 90 days',
  after: builtOn,
  calls: [...whereToLook, 'events'],
  hides: 'who made an agent and who last changed it, where no tag says so',
  owns: [],
  run: (context) => history(context, true),
}

/** The same of roles and users: their events are kept in one region for the whole account. */
export const identityChanges: Step = {
  id: 'identity-changes',
  title: 'Who made and changed identities',
  yields: 'who made the roles and users that may call models, and who last gave them permissions, as far back as 90 days',
  after: ['principals'],
  calls: ['accounts', 'caller', 'events'],
  hides: 'who gave an identity the right to call models',
  owns: [],
  run: (context) => history(context, false),
}

function history(context: StepContext, regional: boolean): ReturnType<Step['run']> {
  const things = foundThings(context)
  const kindsAt = (here: ThingsHere | null) => [...(here?.byKind ?? [])].filter(([kind]) => Object.hasOwn(changeEvents, kind))
  return everyPlace(context, {
    regional,
    service: 'cloudtrail',
    // Who made a thing stays true when the event is forgotten: nothing of it is ever marked as gone.
    owns: () => [],
    concerns: (place) => kindsAt(things.at(place)).length > 0,
    look: (asker, place) => look(asker, kindsAt(things.at(place))),
  })
}

interface Change {
  readonly key: string
  readonly role: 'creator' | 'editor'
  readonly event: CloudEvent
  readonly call: string | null
}

async function look(asker: Asker, kinds: readonly (readonly [string, ReadonlyMap<string, string>])[]): Promise<Looked> {
  const problems: Problems = []
  const newest = new Map<string, Change>()
  const aside = new Map<string | null, number>()
  const cut: string[] = []
  for (const [kind, keys] of kinds) {
    for (const of of changeEvents[kind] ?? []) {
      // What is refused once is refused for every name.
      if (problems.length > 0) break
      const idOf = (event: CloudEvent) => thingOf(of, event)
      const read = await lookUpEvents(asker, of, problems, (events) => tellsAll(keys, events, idOf))
      if (read.cut) cut.push(of.name)
      if (read.call !== null) aside.set(read.call, read.keptAside)
      const role = of.does === 'made' ? 'creator' : 'editor'
      for (const event of read.events) {
        const key = keys.get(idOf(event))
        const known = newest.get(`${key} ${role}`)
        if (key === undefined || (known !== undefined && known.event.EventTime >= event.EventTime)) continue
        newest.set(`${key} ${role}`, { key, role, event, call: read.call })
      }
    }
  }
  const byCall = Map.groupBy(newest.values(), ({ call }) => call)
  return {
    pages: [...aside].map(([call, keptAside]) => ({ observations: (byCall.get(call) ?? []).flatMap(observeChange), call, keptAside })),
    problems,
    ...(cut.length > 0 ? { leftUnread: cutWords(cut) } : {}),
  }
}

/** The id of the thing that an event is about; empty where the provider left it out. A full name counts by its last word. */
function thingOf({ where }: ChangeEvent, { CloudTrailEvent }: CloudEvent): string {
  for (const [part, ...members] of where) {
    let value: unknown = CloudTrailEvent[part]
    for (const member of members)
      value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : undefined
    if (typeof value === 'string' && value !== '') return value.startsWith('arn:') ? lastWord(value) : value
  }
  return ''
}

function tellsAll(keys: ReadonlyMap<string, string>, events: readonly CloudEvent[], idOf: (event: CloudEvent) => string): boolean {
  const told = new Set(events.map(idOf))
  return [...keys.keys()].every((id) => told.has(id))
}

function observeChange({ key, role, event }: Change): readonly Observation[] {
  const person = personOfEvent(event.CloudTrailEvent.userIdentity)
  if (person === null) return []
  // One key for whoever it is: the last change takes the place of the one before.
  return [{ ...ownershipOf(key, role, person.ref), key: `event/${key}/${role}` }, ...person.observed]
}
