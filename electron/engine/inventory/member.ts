import type { Instant } from '../../../shared/base/time.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Activity, Grant, Observation, Ownership, Subject } from '../../../shared/domain/observation.ts'
import type { Seen, Store } from '../store/store.ts'

/** One subject of an agent with everything known about it in its own connection. */
export interface Member {
  readonly connection: Connection
  readonly provider: string
  readonly subject: Subject
  readonly callId: string | null
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  readonly gone: boolean
  readonly grants: readonly Seen<Grant>[]
  readonly ownerships: readonly Seen<Ownership>[]
  readonly activities: readonly Seen<Activity>[]
  readonly grantCount: number
  readonly people: number
}

/** Reads one member; null when its subject or its connection is not (any longer) known. */
export function readMember(store: Store, connectionId: string, subjectKey: string): Member | null {
  const connection = store.connections.get(connectionId)
  const seen = store.observations.subject(connectionId, subjectKey)
  if (connection === null || seen === null || seen.observation.kind !== 'subject') return null
  const about = store.observations.about(connectionId, subjectKey)
  const { grants, people } = store.observations.grantSummary(connectionId, subjectKey)
  return {
    connection,
    provider: connection.provider,
    subject: seen.observation,
    callId: seen.callId,
    firstSeen: seen.firstSeen,
    lastSeen: seen.lastSeen,
    gone: seen.gone,
    grants: present(about, isGrant),
    ownerships: present(about, isOwnership),
    activities: present(about, isActivity),
    grantCount: grants,
    people,
  }
}

const isGrant = (one: Observation): one is Grant => one.kind === 'grant'
const isOwnership = (one: Observation): one is Ownership => one.kind === 'ownership'
const isActivity = (one: Observation): one is Activity => one.kind === 'activity'

function present<O extends Observation>(about: readonly Seen[], is: (one: Observation) => one is O): readonly Seen<O>[] {
  return about.filter((seen): seen is Seen<O> => !seen.gone && is(seen.observation))
}
