import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { Instant } from '../../../shared/base/time.ts'
import type { CompensatingControl, DecisionAction } from '../../../shared/domain/decision.ts'

/** What a person says with a decision. */
export interface DecisionContent {
  readonly reason: string
  readonly until: Instant | null
  readonly conditions: string | null
  readonly policyId: string | null
  readonly owner: string | null
  readonly control?: CompensatingControl | null
}

/** The same as it arrives: a control without an end lasts as long as the exception. */
export interface DecisionSaid extends Omit<DecisionContent, 'control'> {
  readonly control?: (Omit<CompensatingControl, 'ends'> & { readonly ends: Instant | null }) | null
}

type Part = 'until' | 'conditions' | 'policyId' | 'owner' | 'control'

/** Which parts a decision must have and may have; the rest is refused rather than silently dropped. */
const parts: Readonly<Record<DecisionAction, { readonly must: readonly Part[]; readonly may: readonly Part[] }>> = {
  'assign-owner': { must: ['owner'], may: [] },
  review: { must: [], may: [] },
  approve: { must: [], may: ['until', 'conditions'] },
  policy: { must: ['policyId'], may: ['until', 'conditions'] },
  'accept-risk': { must: ['until'], may: ['conditions', 'control'] },
  reject: { must: [], may: [] },
  revoke: { must: [], may: [] },
  'undo-revoke': { must: [], may: [] },
  'not-ai': { must: [], may: [] },
}

const words: Readonly<Record<Part, string>> = {
  until: 'a date',
  conditions: 'conditions',
  policyId: 'a policy',
  owner: 'an owner',
  control: 'a compensating control',
}

/** Checks what comes with a decision, looks its policy up among `policyIds`, trims it, and turns a plain date into the end of that day (UTC). */
export function checkContent(
  input: DecisionSaid & { readonly action: DecisionAction },
  now: Instant,
  policyIds: readonly string[],
): Result<DecisionContent> {
  if (input.action === 'revoke' || input.action === 'undo-revoke') {
    return fail('invalid-input', 'A revocation goes through a plan.', {
      subject: 'action',
      next: 'Plan the revocation, look at its calls, then run it.',
    })
  }
  const content: DecisionSaid = {
    reason: input.reason.trim(),
    until: blankIsNull(input.until),
    conditions: blankIsNull(input.conditions),
    policyId: blankIsNull(input.policyId),
    owner: blankIsNull(input.owner),
    control: input.control ?? null,
  }
  if (content.reason === '')
    return fail('invalid-input', 'A decision needs a reason.', { subject: 'reason', next: 'Say in a few words why.' })
  const { must, may } = parts[input.action]
  const missing = must.find((part) => content[part] === null)
  if (missing !== undefined) return fail('invalid-input', `This decision needs ${words[missing]}.`, { subject: missing })
  const stray = (Object.keys(words) as Part[]).find((part) => content[part] !== null && !must.includes(part) && !may.includes(part))
  if (stray !== undefined) return fail('invalid-input', `This decision does not take ${words[stray]}.`, { subject: stray })
  if (content.policyId !== null && !policyIds.includes(content.policyId))
    return fail('invalid-input', 'There is no such policy.', {
      subject: content.policyId,
      next: `Choose one of: ${policyIds.join(', ')}.`,
    })
  return withInstant(content, now)
}

function withInstant({ control, ...content }: DecisionSaid, now: Instant): Result<DecisionContent> {
  if (content.until === null) return ok(content)
  const until = endOf(content.until)
  if (until === null) return fail('invalid-input', 'This date cannot be read.', { subject: 'until', next: 'Write it like 2027-03-31.' })
  if (until <= now) return fail('invalid-input', 'This date is in the past.', { subject: 'until', next: 'Choose a later date.' })
  if (control === null || control === undefined) return ok({ ...content, until })
  const kept = controlFrom(control, until, now)
  return kept.ok ? ok({ ...content, until, control: kept.value }) : kept
}

/** What is done, by whom, until when: not longer than the exception it carries. */
function controlFrom(said: NonNullable<DecisionSaid['control']>, until: Instant, now: Instant): Result<CompensatingControl> {
  const what = said.what.trim()
  const by = said.by.trim()
  if (what === '' || by === '')
    return fail('invalid-input', `A compensating control needs ${what === '' ? 'what is done' : 'somebody who sees to it'}.`, {
      subject: what === '' ? 'control.what' : 'control.by',
    })
  const ends = said.ends === null || said.ends.trim() === '' ? until : endOf(said.ends.trim())
  if (ends === null)
    return fail('invalid-input', 'The end of the control cannot be read.', { subject: 'control.ends', next: 'Write it like 2027-03-31.' })
  if (ends <= now || ends > until)
    return fail('invalid-input', `The control ends ${ends <= now ? 'in the past' : 'after the exception'}.`, {
      subject: 'control.ends',
      next: 'Choose a day from tomorrow to the end of the exception.',
    })
  return ok({ what, by, ends })
}

/** A plain date lasts until its end; anything else must be a full ISO 8601 moment. */
function endOf(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:\d{2}))?$/.test(text)) return null
  const moment = new Date(text.length === 10 ? `${text}T23:59:59.999Z` : text)
  if (Number.isNaN(moment.getTime())) return null
  // A day that the month does not have would silently become another one.
  return text.length === 10 && !moment.toISOString().startsWith(text) ? null : moment.toISOString()
}

function blankIsNull(text: string | null): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
