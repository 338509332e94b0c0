import type { Activity } from '../../../../shared/domain/observation.ts'
import { complete, partial, type Step, skipped } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask, endOf } from './client.ts'
import { executionSchema, parsePage } from './schema.ts'

const pruned = 'n8n drops executions after 336 hours or 10,000 rows unless set otherwise'

/** When each agent last ran. One small question for each, so that a server with millions of executions is no heavier. */
export const executionsStep: Step = {
  id: 'executions',
  title: 'Executions',
  yields: 'when each agent last ran',
  after: ['workflows'],
  calls: ['executions'],
  hides: 'whether an agent is in use',
  owns: [{ kind: 'activity', keyPrefix: 'workflow/' }],
  async *run(context) {
    if (context.settings.export) return skipped('not-asked', 'an export holds no executions')
    let seen = context.cursor !== null
    let unread = 0
    for (const subject of context.seen('subject')) {
      if (subject.role !== 'agent' || !subject.key.startsWith('workflow/')) continue
      if (context.cursor !== null && subject.key <= context.cursor) continue
      const workflowId = subject.key.slice('workflow/'.length)
      const reply = await ask(context, 'executions', { query: { workflowId, limit: '1' } })
      if (!reply.ok) return endOf(reply, 'execution:list', seen)
      const page = parsePage(reply.value.json)
      const { kept, keptAside } = keep(executionSchema, page?.data ?? [])
      unread += page === null ? 1 : keptAside
      seen = true
      const last = kept[0]
      const activity: Activity = {
        kind: 'activity',
        key: subject.key,
        subjectKey: subject.key,
        nativeId: null,
        lastActive: last?.stoppedAt ?? last?.startedAt ?? null,
        calls: null,
        users: null,
        window: last === undefined ? `no execution kept; ${pruned}` : `last execution kept; ${pruned}`,
      }
      yield { observations: page === null ? [] : [activity], call: reply.value.call, cursor: subject.key, keptAside }
    }
    return unread === 0 ? complete : partial(`${unread} replies could not be read`)
  },
}
