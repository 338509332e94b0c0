import type { Instant } from '../base/time.ts'
import type { PolicyContent } from './policy.ts'
import { type Selector, selectorFields } from './selector.ts'

/** A policy as it is being written. Nothing of it counts before it is published. */
export interface PolicyDraft extends Omit<PolicyContent, 'selector'> {
  /** `nobody`: those that a decision brings under it; `every`: every agent; `some`: those that the fields select. */
  readonly applies: (typeof draftApplies)[number]
  /** What was chosen stays chosen while another way is looked at. */
  readonly fields: Selector
  /** The version it was begun from; null: there was none. */
  readonly from: { readonly version: number; readonly hash: string } | null
}

export const draftApplies = ['nobody', 'every', 'some'] as const

/** A draft as the workspace keeps it, with who wrote it last. */
export interface KeptDraft {
  readonly draft: PolicyDraft
  readonly at: Instant
  readonly by: string
}

export function draftFrom(
  { id, title, summary, severity, responseDays, cedar, selector }: PolicyContent,
  from: PolicyDraft['from'],
): PolicyDraft {
  const applies = selector === null ? 'nobody' : Object.keys(selector).length === 0 ? 'every' : 'some'
  return {
    id,
    title,
    summary,
    severity,
    responseDays,
    cedar,
    applies,
    fields: selector ?? {},
    from: from === null ? null : { version: from.version, hash: from.hash },
  }
}

/** What would be published. */
export function contentOf(draft: PolicyDraft): PolicyContent {
  const { id, title, summary, severity, responseDays, cedar } = draft
  return { id, title: title.trim(), summary: summary.trim(), severity, responseDays, cedar, selector: selectorOf(draft) }
}

/** Without any field nobody is selected rather than everybody. */
export function selectorOf({ applies, fields }: Pick<PolicyDraft, 'applies' | 'fields'>): Selector | null {
  if (applies !== 'some') return applies === 'every' ? {} : null
  const named = selectorFields.flatMap(({ id }) => ((fields[id]?.length ?? 0) > 0 ? [[id, fields[id]] as const] : []))
  return named.length === 0 ? null : Object.fromEntries(named)
}

/** Whether a draft says something else than what is in force. */
export function differs(draft: PolicyDraft, inForce: PolicyContent | null): boolean {
  return inForce === null || JSON.stringify(contentOf(draft)) !== JSON.stringify(contentOf(draftFrom(inForce, null)))
}
