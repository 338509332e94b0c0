import type { CallOutcome, PlannedCall, Revocation, RevocationPlan } from '../../../shared/domain/revocation.ts'
import { many } from '../../app/time.ts'
import { visibleString } from '../visible-text.ts'

/** The steps of a revocation as the reader walks them. */
export const stages = ['Plan', 'Rehearse', 'Confirm', 'Prove'] as const

/** How far a revocation has come: the index of the stage it stands in. */
export function stageOf(revocation: Revocation): number {
  switch (revocation.state) {
    case 'planned':
      return 1
    case 'dry-run':
      return 2
    case 'executing':
    case 'executed':
    case 'failed':
      return 3
    case 'verified':
    case 'undone':
      return 4
  }
}

/** Plurals of the words a call's title ends with, where a bare `s` would be wrong. */
const plural = (title: string): string =>
  /(s|x|ch|sh)$/i.test(title) ? `${title}es` : /[^aeiou]y$/i.test(title) ? `${title.slice(0, -1)}ies` : `${title}s`

/** A call's title without the name it is about: `Take one consent away from “X”` → `Take one consent away`. */
const bare = (title: string): string =>
  title
    .replace(/\s*(?:(?:from|of|in|to|for)\s+)?["“].*$/s, '')
    .replace(/\s*[:(].*$/s, '')
    .trim()

/** `Disable the principal` for three calls: `Disable 3 principals`. A title that names no kind of thing stays as it is. */
function counted(title: string, count: number): string {
  const found = /^(.*?)\b(?:the|an?|one)\s+(.+?)(\s+(?:away|off))?$/i.exec(bare(title))
  if (found === null) return count === 1 ? visibleString(title, 70) : `${visibleString(bare(title), 70)} ×${count}`
  const [, verb = '', thing = '', after = ''] = found
  return `${verb}${count} ${count === 1 ? thing : plural(thing)}${after}`
}

/** The exact consequence, as it stands on the button that confirms: `Disable 3 principals, delete 1 grant`. */
export function consequence(plan: RevocationPlan): string {
  const kinds = new Map<string, { readonly title: string; count: number }>()
  for (const call of plan.calls) {
    const kind = kinds.get(call.callId)
    if (kind === undefined) kinds.set(call.callId, { title: call.title, count: 1 })
    else kind.count += 1
  }
  const parts = [...kinds.values()].map(({ title, count }) => counted(title, count))
  if (parts.length === 0) return 'Nothing to do from here'
  return parts.map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join(', ')
}

export const outcomeOf = (revocation: Revocation, call: PlannedCall): CallOutcome | null =>
  revocation.outcomes.find((outcome) => outcome.plannedId === call.id) ?? null

export const outcomeWords: Readonly<Record<CallOutcome['state'], string>> = {
  done: 'done',
  already: 'already so',
  failed: 'failed',
  'not-run': 'not run',
}

/** What can be taken back, in words. */
export function undoLine(plan: RevocationPlan): string {
  const back = plan.calls.filter((call) => call.reversible).length
  if (plan.calls.length === 0) return 'Nothing is changed from here.'
  if (back === plan.calls.length) return 'All of it can be undone.'
  if (back === 0) return 'None of it can be undone.'
  return `${back} of ${many(plan.calls.length, 'call')} can be undone.`
}
