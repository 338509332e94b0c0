import type { Policy, PolicyContent } from '../../../shared/domain/policy.ts'
import { type Selector, type SelectorFieldId, selectorFields } from '../../../shared/domain/selector.ts'

/** A policy as it is being written. Nothing of it counts before it is published. */
export interface Draft extends Omit<PolicyContent, 'selector'> {
  /** `nobody`: those that a decision brings under it; `every`: every agent; `some`: those that the fields select. */
  readonly applies: 'nobody' | 'every' | 'some'
  readonly fields: Readonly<Partial<Record<SelectorFieldId, readonly string[]>>>
  /** The hash of the version it was begun from; null: there was none. */
  readonly from: string | null
}

export function draftFrom({ id, title, summary, severity, responseDays, cedar, selector }: PolicyContent, from: string | null): Draft {
  const applies = selector === null ? 'nobody' : Object.keys(selector).length === 0 ? 'every' : 'some'
  return { id, title, summary, severity, responseDays, cedar, applies, fields: selector ?? {}, from }
}

export function contentOf(draft: Draft): PolicyContent {
  const { id, title, summary, severity, responseDays, cedar } = draft
  return { id, title: title.trim(), summary: summary.trim(), severity, responseDays, cedar, selector: selectorOf(draft) }
}

/** Without any field nobody is selected rather than everybody. */
export function selectorOf({ applies, fields }: Pick<Draft, 'applies' | 'fields'>): Selector | null {
  if (applies !== 'some') return applies === 'every' ? {} : null
  const named = selectorFields.flatMap(({ id }) => ((fields[id]?.length ?? 0) > 0 ? [[id, fields[id]] as const] : []))
  return named.length === 0 ? null : Object.fromEntries(named)
}

/** Whether a draft says something else than what is in force. */
export function differs(draft: Draft, policy: Policy | null): boolean {
  return policy === null || JSON.stringify(contentOf(draft)) !== JSON.stringify(contentOf(draftFrom(policy, null)))
}

/** A title as an id: small letters, digits and dashes; empty where nothing of it can be used. */
export function idFrom(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
}

/** What a policy of one's own begins with: it permits what nobody argues about, and says nothing else. */
export const blankCedar = `@id("may-operate")
@says("It may be in service.")
permit (principal, action == Rollcall::Action::"operate", resource);

@id("calls-models")
@says("It may call a model and take in questions.")
permit (principal, action in [Rollcall::Action::"invoke", Rollcall::Action::"receive"], resource);
`
