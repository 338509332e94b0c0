import type { Activity, Observation } from '../../../../../shared/domain/observation.ts'
import type { Step } from '../../connector.ts'
import { modelCalls as callNames, modelSource } from '../change-events.ts'
import { actorKey } from '../event-person.ts'
import { everyPlace, type Looked, type Place, type Seen, whereToLook } from '../every-place.ts'
import { foundThings, type ThingsHere } from '../found-things.ts'
import { cutWords, lookUpEvents } from '../look-up-events.ts'
import type { Problems } from '../resource-step.ts'
import type { Asker } from '../send.ts'

const prefix = 'calls/'

/** Which identities had models work, when last and how often, in the regions where agents were found. */
export const modelCalls: Step = {
  id: 'model-calls',
  title: 'Calls of models',
  yields: 'when agents last had a model work and how often in 90 days, by the identity they run as',
  after: ['agents', 'flows', 'runtimes', 'gateways', 'harnesses', 'functions', 'principals'],
  calls: [...whereToLook, 'events'],
  hides: 'which agents are in use, and which have not had a model work for long',
  owns: [{ kind: 'activity', keyPrefix: prefix }],
  async *run(context) {
    const things = foundThings(context)
    const identities = (place: Place) => things.at({ ...place, region: '' })
    return yield* everyPlace(context, {
      regional: true,
      service: 'cloudtrail',
      owns: ({ account, region }) => [{ kind: 'activity', keyPrefix: `${prefix}${account.id}/${region}/` }],
      concerns: (place) => (things.at(place)?.actors.size ?? 0) > 0,
      look: (asker, place) => look(asker, place, things.at(place)?.actors ?? new Map(), identities(place)),
    })
  },
}

interface Use {
  count: number
  last: string
}

async function look(asker: Asker, place: Place, actors: ThingsHere['actors'], identities: ThingsHere | null): Promise<Looked> {
  const problems: Problems = []
  const uses = new Map<string, Use>()
  const pages: Seen[] = []
  const cut: string[] = []
  for (const name of callNames) {
    if (problems.length > 0) break
    const read = await lookUpEvents(asker, { name, source: modelSource }, problems)
    if (read.cut) cut.push(name)
    for (const { EventTime, CloudTrailEvent } of read.events) {
      const actor = actorKey(CloudTrailEvent.userIdentity)
      if (actor === null) continue
      const use = uses.get(actor) ?? { count: 0, last: EventTime }
      use.count += 1
      if (EventTime > use.last) use.last = EventTime
      uses.set(actor, use)
    }
    if (read.call !== null) pages.push({ observations: [], call: read.call, keptAside: read.keptAside })
  }
  const known = new Set([...(identities?.byKind.values() ?? [])].flatMap((keys) => [...keys.values()]))
  const window = `calls of models in ${place.region}, ${cut.length > 0 ? 'the newest ones of ' : ''}the last 90 days`
  const observations = [...uses].flatMap(([actor, use]): readonly Observation[] => {
    const agents = actors.get(actor) ?? []
    // Where several agents share an identity, its calls say nothing of any one of them.
    const subjects = [...(known.has(actor) ? [actor] : []), ...(agents.length === 1 ? agents : [])]
    return subjects.map((subjectKey) => activity(place, subjectKey, use, window))
  })
  return {
    pages: pages.map((page, index) => (index === pages.length - 1 ? { ...page, observations } : page)),
    problems,
    ...(cut.length > 0 ? { leftUnread: cutWords(cut) } : {}),
  }
}

function activity({ account, region }: Place, subjectKey: string, { count, last }: Use, window: string): Activity {
  return {
    kind: 'activity',
    key: `${prefix}${account.id}/${region}/${subjectKey}`,
    subjectKey,
    nativeId: null,
    lastActive: last,
    calls: count,
    users: null,
    window,
  }
}
