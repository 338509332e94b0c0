import { dayMs } from '../../../../../shared/base/time.ts'
import type { Ownership, Person } from '../../../../../shared/domain/observation.ts'
import { complete, type Step, skipped } from '../../connector.ts'
import { endAfter, pages } from '../client.ts'
import { appKey, personKey } from '../observe-app.ts'
import { home } from '../organisation.ts'
import { type AuditEntry, auditSchema } from '../schema.ts'

/** What is asked of the log, one sort of entry after the other; nothing else of it is read. */
const actions: readonly string[] = ['app_installed', 'app_scopes_expanded']
/** How far back is asked: who let an app in longer ago stands in the integration logs. */
const days = 365

/** Who let an app in, or let it do more since: in the organisation's own log, which its owners can read. */
export const auditLog: Step = {
  id: 'audit-log',
  title: 'Audit log',
  yields: 'who let an app in, and who let it do more since',
  after: ['apps'],
  calls: ['audit-logs', 'auth.test', 'admin.teams.list'],
  hides: 'who let an app do more than it was installed with',
  // What somebody did stays true.
  owns: [],
  async *run(context) {
    const found = await home(context)
    if (!found.ok) return endAfter(found.failure, false)
    if (found.value.enterpriseId === null)
      return skipped('not-licensed', 'the audit log takes an organisation on an Enterprise plan; this is a single workspace')
    const apps = new Set([...context.seen('subject')].map((subject) => subject.key))
    const people = new Map([...context.seen('person')].map((person) => [person.key, person] as const))
    const oldest = String(Math.floor((context.now().getTime() - days * dayMs) / 1_000))
    const [resumeAt, resumeAfter] = context.cursor?.split(' ') ?? []
    let seen = context.cursor !== null
    for (const action of actions.slice(Math.max(0, actions.indexOf(resumeAt ?? '')))) {
      const from = action === resumeAt ? (resumeAfter ?? null) : null
      const list = { call: 'audit-logs', member: 'entries', schema: auditSchema, query: { action, oldest }, from }
      for await (const page of pages(context, list)) {
        if (!page.ok) return endAfter(page.failure, seen)
        seen = true
        const { items, call, next, keptAside } = page.value
        const observations = items.flatMap((entry) => consenterOf(entry, apps, people))
        yield { observations, call, cursor: next === null ? null : `${action} ${next}`, keptAside }
      }
    }
    return complete
  },
}

function consenterOf(entry: AuditEntry, apps: ReadonlySet<string>, people: ReadonlyMap<string, Person>): readonly Ownership[] {
  const app = entry.entity?.app?.id
  const user = entry.actor?.user
  if (!app || !user?.id || !apps.has(appKey(app))) return []
  const key = personKey(user.id)
  const known = people.get(key)
  return [
    {
      kind: 'ownership',
      key: `consenter:audit:${appKey(app)}:${user.id}`,
      subjectKey: appKey(app),
      role: 'consenter',
      person: { key, name: known?.name ?? user.name ?? user.id, type: 'user', active: known?.active ?? null },
    },
  ]
}
