import { ok } from '../../../../../shared/base/result.ts'
import type { Activity, Subject } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step } from '../../connector.ts'
import { logDays } from '../audit-log.ts'
import { endAfter } from '../ends.ts'
import { lastUse, recentUses } from '../uses.ts'

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
    const recent = await recentUses(context)
    if (!recent.ok) return endAfter(recent.failure, false)
    if (recent.value.events === 0)
      return partial('the log holds no use at all, so nothing can be said of what is dormant or of which scopes are never used')
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
