import type { Observation } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step, skipped } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { list } from '../client.ts'
import { accountKey, keyKey } from '../observe-key.ts'
import { type Members, membersOf, personRef } from '../organization.ts'
import { type AuditEvent, auditSchema } from '../schema.ts'

/** Who created accounts and keys: of a service account the only person there is. Only these two kinds of event are asked for. */
export const auditLog: Step = {
  id: 'audit-log',
  title: 'Audit log',
  yields: 'who created service accounts and keys',
  after: [],
  calls: ['audit-logs', 'users'],
  hides: 'who created an identity that belongs to no person',
  owns: [],
  async *run(context) {
    const found = await membersOf(context)
    const members = found.ok ? found.value : null
    let seen = context.cursor !== null
    let aside = 0
    for (const type of ['service_account.created', 'api_key.created'] as const) {
      const [doing, after] = context.cursor?.split(' ') ?? []
      if (doing === 'api_key.created' && type !== doing) continue
      const from = doing === type ? (after ?? null) : null
      for await (const page of list(context, { call: 'audit-logs', query: { 'event_types[]': type }, from })) {
        // An owner must switch the log on first; where it is off there is nothing to ask.
        if (!page.ok && !seen && (page.failure.code === 'not-found' || page.failure.code === 'invalid-input'))
          return skipped('not-configured', 'the audit log is not switched on for this organisation')
        if (!page.ok) return endOf(page, seen, 'api.audit_logs.read')
        const { kept, keptAside } = keep(auditSchema, page.value.elements)
        seen = true
        aside += keptAside
        const observations = kept.flatMap((event) => creatorOf(event, members))
        yield { observations, call: page.value.call, cursor: page.value.cursor && `${type} ${page.value.cursor}`, keptAside }
      }
    }
    return aside === 0 ? complete : partial(`${aside} entries could not be read and were kept aside`)
  },
}

/** Entries stay true for ever, so nothing of them is ever marked as gone. */
function creatorOf(event: AuditEvent, members: Members | null): readonly Observation[] {
  const who = event.actor?.session?.user ?? event.actor?.api_key?.user
  const project = event.project?.id
  if (!who?.id || project === undefined) return []
  const account = event['service_account.created']?.id
  const key = event['api_key.created']?.id
  const subjectKey = account ? accountKey(project, account) : key ? keyKey(project, key) : null
  if (subjectKey === null) return []
  const person = personRef({ id: who.id, email: who.email }, members)
  return [{ kind: 'ownership', key: `audit/${subjectKey}/${person.key}`, subjectKey, role: 'creator', person }]
}
