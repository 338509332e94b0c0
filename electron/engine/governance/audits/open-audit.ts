import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Audit, AuditPerson, AuditScope } from '../../../../shared/domain/audit.ts'
import { auditKinds } from '../bundles/form.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'

export interface AuditDraft {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly scope: AuditScope
  readonly people: readonly AuditPerson[]
  readonly scheduleId: string | null
}

/** Opens an audit, durably, with an entry in the ledger. */
export function openAudit({ store, signer, ports }: Recording, draft: AuditDraft, id: string): Result<Audit> {
  const name = draft.name.trim()
  if (name === '') return fail('invalid-input', 'An audit needs a name.', { subject: 'name', next: 'Give it one, e.g. 2026-Q4.' })
  if (store.audits.byName(name) !== null)
    return fail('conflict', 'There is already an audit of this name.', { subject: name, next: 'Choose another name.' })
  if (draft.from > draft.to)
    return fail('invalid-input', 'The period ends before it begins.', { subject: 'to', next: 'Choose a later last day.' })
  const stranger = draft.scope.connectionIds.find((one) => store.connections.get(one) === null)
  if (stranger !== undefined)
    return fail('not-found', 'This connection is not in the workspace.', {
      subject: stranger,
      next: 'Look at Sources for the ones there are.',
    })
  if (draft.scheduleId !== null && !store.audits.schedules().some((one) => one.id === draft.scheduleId))
    return fail('not-found', 'There is no such schedule.', { subject: draft.scheduleId, next: 'List the audits to see the schedules.' })
  const at = ports.clock().toISOString()
  const audit: Audit = { ...draft, id, name, state: 'open', openedAt: at, openedBy: ports.actor, review: null, seal: null }
  const { people, scope, from, to, scheduleId } = draft
  return ok(
    store.transaction(() => {
      store.audits.put(audit)
      appendEntry(store.ledger, signer, {
        at,
        kind: auditKinds.opened,
        body: { actor: ports.actor, auditId: id, name, from, to, people, scope, scheduleId },
      })
      return audit
    }),
  )
}

/** Records that somebody looked through an open audit, in their words. */
export function reviewAudit({ store, signer, ports }: Recording, id: string, words: string): Result<Audit> {
  const found = openAuditOf(store, id)
  if (!found.ok) return found
  const at = ports.clock().toISOString()
  const reviewed: Audit = { ...found.value, review: { at, by: ports.actor, words: words.trim() } }
  store.transaction(() => {
    store.audits.put(reviewed)
    appendEntry(store.ledger, signer, { at, kind: auditKinds.reviewed, body: { actor: ports.actor, auditId: id, words: words.trim() } })
  })
  return ok(reviewed)
}

/** An audit that is there and not yet sealed. */
export function openAuditOf(store: Recording['store'], id: string): Result<Audit> {
  const audit = auditOf(store, id)
  if (!audit.ok || audit.value.state === 'open') return audit
  return fail('conflict', 'This audit is sealed: nothing in it changes any more.', {
    subject: audit.value.name,
    next: 'Open the next one.',
  })
}

/** An audit by its id or its name. */
export function auditOf(store: Recording['store'], idOrName: string): Result<Audit> {
  const audit = store.audits.get(idOrName) ?? store.audits.byName(idOrName)
  return audit === null
    ? fail('not-found', 'There is no such audit in this workspace.', {
        subject: idOrName,
        next: 'List the audits to see the ones there are.',
      })
    : ok(audit)
}
