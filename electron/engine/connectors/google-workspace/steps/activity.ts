import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { Activity, Subject } from '../../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, partial, type Step } from '../../connector.ts'
import { events, instant, logDays } from '../audit-log.ts'
import { endAfter } from '../ends.ts'
import { type LogEvent, valuesOf } from '../schema.ts'

/** The newest uses are read together up to here, a thousand a page; clients not among them are asked for one by one. */
const mostRecentPages = 10

interface Use {
  readonly at: string | null
  readonly call: string
}

export const activity: Step = {
  id: 'activity',
  title: 'Last use',
  yields: 'when each application last used somebody’s access',
  after: ['applications', 'delegation'],
  calls: ['token-events'],
  hides: 'which applications are dormant',
  owns: [{ kind: 'activity', keyPrefix: 'use:' }],
  async *run(context) {
    const clients = [...new Set([...context.seen('subject')].flatMap(clientIdOf))].sort()
    if (clients.length === 0) return complete
    const recent = await recentUses(context, clients)
    if (!recent.ok) return endAfter(recent.failure, false)
    if (recent.value.events === 0) return partial('the log holds no use at all, so nothing can be said of what is dormant')
    let seen = context.cursor !== null
    for (const clientId of clients) {
      if (context.cursor !== null && clientId <= context.cursor) continue
      const use = recent.value.uses.get(clientId) ?? (recent.value.whole ? { at: null, call: recent.value.call } : null)
      const asked = use === null ? await lastUse(context, clientId) : ok(use)
      if (!asked.ok) return endAfter(asked.failure, seen)
      seen = true
      yield {
        observations: [observeUse(clientId, asked.value.at)],
        call: asked.value.call,
        cursor: clientId,
        keptAside: 0,
        expected: clients.length,
      }
    }
    return complete
  },
}

const clientIdOf = (subject: Subject): readonly string[] =>
  subject.nativeIds.filter((id) => id.kind === 'google-client-id').map((id) => id.value)

function observeUse(clientId: string, at: string | null): Activity {
  return {
    kind: 'activity',
    key: `use:${clientId}`,
    subjectKey: null,
    nativeId: { kind: 'google-client-id', value: clientId, joins: true },
    lastActive: at,
    calls: null,
    users: null,
    window: `last ${logDays} days`,
  }
}

interface RecentUses {
  readonly uses: ReadonlyMap<string, Use>
  /** Whether the whole log was read, so that who is not in it was not used. */
  readonly whole: boolean
  readonly events: number
  readonly call: string
}

async function recentUses(context: ConnectorContext, clients: readonly string[]): Promise<Result<RecentUses>> {
  const uses = new Map<string, Use>()
  let pages = 0
  let count = 0
  let call = ''
  for await (const page of events(context, 'token-events', 'activity')) {
    if (!page.ok) return page
    pages += 1
    count += page.value.items.length
    call = page.value.call
    for (const record of page.value.items) {
      for (const id of clientsOf(record)) if (!uses.has(id)) uses.set(id, { at: instant(record.id.time), call })
    }
    if (page.value.next === null) return ok({ uses, whole: true, events: count, call })
    if (pages >= mostRecentPages || clients.every((id) => uses.has(id))) break
  }
  return ok({ uses, whole: false, events: count, call })
}

const clientsOf = (record: LogEvent): readonly string[] => record.events.flatMap((event) => valuesOf(event, 'client_id'))

/** The newest use of one client; null where the log knows of none. */
async function lastUse(context: ConnectorContext, clientId: string): Promise<Result<Use>> {
  for await (const page of events(context, 'token-events', 'activity', { filters: `client_id==${clientId}`, maxResults: '1' })) {
    if (!page.ok) return page
    const newest = page.value.items.find((record) => clientsOf(record).includes(clientId))
    return ok({ at: newest ? instant(newest.id.time) : null, call: page.value.call })
  }
  return ok({ at: null, call: '' })
}
