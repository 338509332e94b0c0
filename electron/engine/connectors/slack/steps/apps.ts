import type { Failure } from '../../../../../shared/base/failure.ts'
import type { Person } from '../../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, partial, type Step } from '../../connector.ts'
import { endAfter, isPlan } from '../client.ts'
import { approved, requested, restricted } from '../decided.ts'
import { observeApp, personKey, type SeenApp } from '../observe-app.ts'
import { home, installations } from '../organisation.ts'

type PageSeen = { readonly call: string; readonly keptAside: number }

export const apps: Step = {
  id: 'apps',
  title: 'Apps',
  yields: 'apps that are installed, approved, restricted or asked for, with their scopes',
  after: ['users', 'install-log'],
  calls: [
    'admin.apps.approved.list',
    'admin.apps.restricted.list',
    'admin.apps.requests.list',
    'team.integrationLogs',
    'auth.test',
    'admin.teams.list',
  ],
  hides: 'which apps there are and what they may do',
  owns: [
    { kind: 'subject', keyPrefix: 'app:' },
    { kind: 'grant', keyPrefix: 'app:' },
    { kind: 'ownership', keyPrefix: 'creator:app:' },
    { kind: 'ownership', keyPrefix: 'consenter:app:' },
  ],
  async *run(context) {
    const gathered = await gather(context)
    const people = new Map([...context.seen('person')].map((person) => [person.key, person] as const))
    for (const page of gathered.pages) yield { observations: [], call: page.call, cursor: null, keptAside: page.keptAside }
    const list = [...gathered.apps.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const seen of list) {
      const observations = observeApp(seen, (id) => person(people, id))
      yield { observations, call: seen.call, cursor: null, keptAside: 0, expected: list.length }
    }
    if (gathered.failure !== null) return endAfter(gathered.failure, list.length > 0)
    return gathered.gap === null ? complete : partial(`what is installed there is not known: ${gathered.gap}`)
  },
}

function person(people: ReadonlyMap<string, Person>, id: string): { readonly name: string; readonly active: boolean } | null {
  const found = people.get(personKey(id))
  return found ? { name: found.name, active: found.active } : null
}

interface Gathered {
  readonly apps: ReadonlyMap<string, SeenApp>
  readonly pages: readonly PageSeen[]
  /** What kept the installations of some workspaces from being seen. */
  readonly gap: string | null
  readonly failure: Failure | null
}

/** What is installed united with what administrators decided; a part that is refused does not hide the others. */
async function gather(context: ConnectorContext): Promise<Gathered> {
  const apps = new Map<string, SeenApp>()
  const pages: PageSeen[] = []
  const failures: Failure[] = []
  const found = await home(context)
  if (!found.ok) return { apps, pages, gap: null, failure: found.failure }
  const logs = await installations(context)
  if (!logs.ok) failures.push(logs.failure)
  const gap = logs.ok ? logs.value.gap : null
  const logsWhole = logs.ok && gap === null
  for (const installed of logs.ok ? logs.value.byId.values() : [])
    apps.set(installed.id, { ...nothing, id: installed.id, installed, logsWhole, call: installed.call })
  const { enterpriseId } = found.value
  if (enterpriseId !== null) {
    for (const [decision, read] of [
      ['approved', approved],
      ['restricted', restricted],
    ] as const) {
      const list = await read(context, enterpriseId)
      if (!list.ok) {
        failures.push(list.failure)
        continue
      }
      pages.push(...list.value.pages)
      for (const entry of list.value.entries)
        apps.set(entry.app.id, {
          ...(apps.get(entry.app.id) ?? { ...nothing, installed: null, logsWhole }),
          id: entry.app.id,
          app: entry.app,
          decision,
          scopes: entry.scopes ?? [],
          decidedBy: entry.last_resolved_by?.actor_type === 'user' ? (entry.last_resolved_by.actor_id ?? null) : null,
          decidedAt: entry.date_updated,
          call: entry.call,
        })
    }
    const asked = await requested(context, enterpriseId)
    if (!asked.ok) failures.push(asked.failure)
    if (asked.ok) pages.push(...asked.value.pages)
    for (const entry of asked.ok ? asked.value.entries : []) {
      if (apps.has(entry.app.id)) continue
      const { app, scopes, user, date_created, call } = entry
      const more = { app, scopes: scopes ?? [], decidedBy: user?.id ?? null, decidedAt: date_created, call }
      apps.set(app.id, { ...nothing, ...more, id: app.id, installed: null, logsWhole, decision: 'requested' })
    }
  }
  // A single workspace has no such lists; that its plan lacks them is said by the step only when nothing else is missing.
  return { apps, pages, gap, failure: failures.find((one) => !isPlan(one)) ?? failures[0] ?? null }
}

const nothing = { app: null, decision: null, scopes: [], decidedBy: null, decidedAt: null } as const
