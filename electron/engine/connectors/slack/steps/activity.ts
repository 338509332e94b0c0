import type { Activity } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step, skipped } from '../../connector.ts'
import { endAfter, pages } from '../client.ts'
import { home } from '../organisation.ts'
import { activitySchema } from '../schema.ts'

/** Runs are read up to here, a hundred a page. They tell who ran, never who did not: classic apps leave none. */
const mostPages = 10

export const activity: Step = {
  id: 'activity',
  title: 'Last run',
  yields: 'when apps of the new platform last ran',
  after: ['organisation'],
  calls: ['admin.apps.activities.list', 'auth.test', 'admin.teams.list'],
  hides: 'when an app last ran',
  owns: [{ kind: 'activity', keyPrefix: 'run:' }],
  async *run(context) {
    const found = await home(context)
    if (!found.ok) return endAfter(found.failure, false)
    if (found.value.enterpriseId === null)
      return skipped('not-licensed', 'the log of runs takes an organisation on an Enterprise plan; this is a single workspace')
    const latest = new Map<string, { readonly at: number; readonly call: string }>()
    let read = 0
    let more = false
    const list = { call: 'admin.apps.activities.list', member: 'activities', schema: activitySchema, query: { limit: '100' } }
    for await (const page of pages(context, list)) {
      if (!page.ok) return endAfter(page.failure, read > 0)
      read += 1
      yield { observations: [], call: page.value.call, cursor: null, keptAside: page.value.keptAside }
      for (const run of page.value.items) {
        const before = latest.get(run.app_id)
        if (before === undefined || before.at < run.created) latest.set(run.app_id, { at: run.created, call: page.value.call })
      }
      more = page.value.next !== null
      if (read >= mostPages) break
    }
    for (const [id, { at, call }] of [...latest].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield { observations: [observeRun(id, at)], call, cursor: null, keptAside: 0 }
    return more ? partial(`only the newest ${mostPages} pages of runs were read`) : complete
  },
}

function observeRun(id: string, microseconds: number): Activity {
  const at = new Date(microseconds / 1_000)
  return {
    kind: 'activity',
    key: `run:${id}`,
    subjectKey: null,
    nativeId: { kind: 'slack-app-id', value: id, joins: true },
    lastActive: Number.isNaN(at.getTime()) ? null : at.toISOString(),
    calls: null,
    users: null,
    window: 'the newest runs',
  }
}
