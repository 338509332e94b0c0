import { dayMs } from '../../shared/base/time.ts'
import type { Input } from '../../shared/contract/contract.ts'
import { type DecisionKind, decisionKind } from '../actions/decision-kinds.ts'
import type { OpenDecision } from '../actions/desk.ts'

/** What has been typed into a decision's form. */
export interface Draft {
  readonly reason: string
  /** A calendar day as `YYYY-MM-DD`, or empty for none. */
  readonly until: string
  readonly conditions: string
  readonly policyId: string
  readonly owner: string
  /** What keeps an accepted risk in bounds, and who sees to it; both empty for none. */
  readonly control: string
  readonly controlBy: string
  /** A day, or empty: as long as the exception. */
  readonly controlEnds: string
}

const day = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

const endOfDay = (text: string): string => new Date(`${text}T23:59:59.000`).toISOString()

export function freshDraft(open: OpenDecision, now: Date): Draft {
  const { days } = decisionKind(open.action)
  return {
    reason: open.reason,
    until: days === null ? '' : day(new Date(now.getTime() + days * dayMs)),
    conditions: '',
    policyId: '',
    owner: '',
    control: '',
    controlBy: '',
    controlEnds: '',
  }
}

/** What is still missing, in words; null when it can be taken. */
export function missing(kind: DecisionKind, draft: Draft, now: Date): string | null {
  if (kind.required.includes('owner') && draft.owner.trim() === '') return 'Name the owner'
  if (kind.required.includes('policy') && draft.policyId === '') return 'Choose a policy'
  if (kind.required.includes('until') && draft.until === '') return 'Say until when'
  if (draft.until !== '' && kind.fields.includes('until') && Date.parse(`${draft.until}T23:59:59`) <= now.getTime())
    return 'The end must lie ahead'
  if (kind.fields.includes('control') && (draft.control.trim() === '') !== (draft.controlBy.trim() === ''))
    return draft.control.trim() === '' ? 'Say what the control is' : 'Say who sees to the control'
  if (draft.reason.trim().length < 3) return 'Give a reason'
  return null
}

/** The arguments of the decision; fields that its kind does not ask for are left out. */
export function decisionOf(open: OpenDecision, draft: Draft): Input<'governance.decide'> {
  const kind = decisionKind(open.action)
  const asks = (field: DecisionKind['fields'][number]) => kind.fields.includes(field)
  return {
    agentIds: [...open.agentIds],
    action: kind.action,
    reason: draft.reason.trim(),
    // An end holds to the end of that day where the reader is.
    until: asks('until') && draft.until !== '' ? endOfDay(draft.until) : null,
    conditions: asks('conditions') && draft.conditions.trim() !== '' ? draft.conditions.trim() : null,
    policyId: asks('policy') && draft.policyId !== '' ? draft.policyId : null,
    owner: asks('owner') ? draft.owner.trim() : null,
    control:
      asks('control') && draft.control.trim() !== ''
        ? {
            what: draft.control.trim(),
            by: draft.controlBy.trim(),
            ends: draft.controlEnds === '' ? null : endOfDay(draft.controlEnds),
          }
        : null,
  }
}
