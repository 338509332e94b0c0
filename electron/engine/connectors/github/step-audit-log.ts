import { dayMs } from '../../../../shared/base/time.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Activity, Ownership, Subject } from '../../../../shared/domain/observation.ts'
import { type Batch, complete, partial, type Step, type StepContext } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { keep } from '../keep.ts'
import { absent } from './absent.ts'
import { ask, list, orgOf } from './client.ts'
import { personOf } from './members.ts'
import { auditEntrySchema, elementsOf } from './schema.ts'

const daysKept = 180

/** When apps with AI last acted, and who installed them. Enterprise Cloud only. */
export const auditLogStep: Step = {
  id: 'audit-log',
  title: 'Audit log',
  yields: 'when apps last acted, and who installed them',
  after: ['installations'],
  calls: ['audit-log', 'installations', 'members', 'outside-collaborators'],
  hides: 'whether an app is in use, and who installed it',
  // Who installed an app is true for longer than the log keeps it, so a run that does not see it takes nothing back.
  owns: [{ kind: 'activity', keyPrefix: 'installation/' }],
  run: auditLog,
}

async function* auditLog(context: StepContext): AsyncGenerator<Batch, StepEnd> {
  const since = new Date(context.now().getTime() - daysKept * dayMs).toISOString().slice(0, 10)
  const path = { org: orgOf(context) }
  const apps: Subject[] = []
  for (const subject of context.seen('subject'))
    if (subject.key.startsWith('installation/') && subject.signals.length > 0) apps.push(subject)
  let seen = false
  let aside = 0
  const phrase = `action:integration_installation.create created:>=${since}`
  for await (const page of list(context, 'audit-log', { path, query: { per_page: '100', phrase } })) {
    if (!page.ok)
      return page.failure.code === 'not-found'
        ? absent(context, 'not-licensed', 'GitHub gives the audit log to organisations on Enterprise Cloud only')
        : endOf(page, seen)
    const { kept, keptAside } = keep(auditEntrySchema, elementsOf(page.value.json) ?? [null])
    seen = true
    aside += keptAside
    const observations: Ownership[] = []
    for (const entry of kept) {
      const app = apps.find((one) => names(one, [entry.application_client_id, entry.integration, entry.name]))
      if (app === undefined || !entry.actor) continue
      const person = await personOf(context, entry.actor)
      observations.push({ kind: 'ownership', key: `${app.key}/consenter/${person.key}`, subjectKey: app.key, role: 'consenter', person })
    }
    yield { observations, call: page.value.call, cursor: null, keptAside }
  }
  for (const app of apps) {
    const slug = slugOf(app)
    if (slug === null) continue
    const reply = await ask(context, 'audit-log', {
      path,
      query: { per_page: '1', include: 'all', order: 'desc', phrase: `actor:${slug}[bot] created:>=${since}` },
    })
    if (!reply.ok) return endOf(reply, true)
    const { kept, keptAside } = keep(auditEntrySchema, elementsOf(reply.value.json) ?? [null])
    aside += keptAside
    const activity: Activity = {
      kind: 'activity',
      key: app.key,
      subjectKey: app.key,
      nativeId: null,
      lastActive: kept[0]?.['@timestamp'] ?? kept[0]?.created_at ?? null,
      calls: null,
      users: null,
      window: `audit log, last ${daysKept} days (git events: 7 days)`,
    }
    yield { observations: keptAside === 0 ? [activity] : [], call: reply.value.call, cursor: null, keptAside }
  }
  return aside === 0 ? complete : partial(`${aside} entries of the audit log could not be read and were kept aside`)
}

function slugOf(app: Subject): string | null {
  return app.nativeIds.find(({ kind }) => kind === 'github-app-slug')?.value ?? null
}

/** The log names an app by its client id or by its name: the organisation's own record, not a likeness. */
function names(app: Subject, given: readonly (string | null | undefined)[]): boolean {
  const own = new Set([app.name, ...app.nativeIds.filter(({ kind }) => kind !== 'github-installation-id').map(({ value }) => value)])
  return given.some((one) => one !== null && one !== undefined && own.has(one))
}
