import { triageRules } from '../../../../shared/contract/triage.ts'
import type { TriageRule } from '../../../../shared/domain/triage-rule.ts'
import type { SetByLedger } from '../set-by-ledger.ts'

const unanswered = ['none', 'left', 'unanswerable', 'unknown']

const rule = (id: string, title: string, when: TriageRule['when'], suggest: TriageRule['suggest'], because: string): TriageRule => ({
  id,
  title,
  on: true,
  when,
  suggest,
  because,
})

/**
 * The rules that ship, in their order. A rule whose decision the agent's state would refuse is passed over, so each look at it is
 * followed by what ends the looking.
 */
const shipped: readonly TriageRule[] = [
  rule(
    'name-only',
    'Known by its name only',
    { certainties: ['suggested'] },
    'review',
    'Only its name suggests AI: look at it before anything else.',
  ),
  rule(
    'name-only-reviewed',
    'Known by its name only, and looked at',
    { certainties: ['suggested'], statuses: ['in-review'] },
    'not-ai',
    'Only its name suggests AI: say so if the review found none.',
  ),
  rule('rejected', 'Rejected, and still there', { statuses: ['rejected'] }, 'revoke', 'It was rejected and still works.'),
  rule(
    'reappeared',
    'Back after it was revoked or gone',
    { statuses: ['reappeared'] },
    'revoke',
    'It was revoked or gone before, and is back.',
  ),
  rule('lapsed', 'Its decision lapsed', { statuses: ['lapsed'] }, 'review', 'Look at what changed since it was approved.'),
  rule(
    'dangerous-unowned',
    'Dangerous, and nobody answers',
    { bands: ['critical', 'high'], ownerStates: unanswered },
    'assign-owner',
    'It is dangerous, and nobody who is here answers for it.',
  ),
  rule('critical', 'Critical', { bands: ['critical'] }, 'review', 'Its danger is too high to approve as it is.'),
  rule(
    'critical-reviewed',
    'Critical, and looked at',
    { bands: ['critical'], statuses: ['in-review'] },
    'reject',
    'Its danger is too high to approve as it is.',
  ),
  rule(
    'first-party-reads',
    'The provider’s own, and it only reads',
    { firstParty: true, onlyReads: true, seenWhole: true, bands: ['medium', 'low'] },
    'approve',
    'It is the provider’s own and only reads.',
  ),
  rule('unowned', 'Nobody answers', { ownerStates: unanswered }, 'assign-owner', 'Somebody must answer for it before it is approved.'),
  rule(
    'idle',
    'Not used for half a year',
    { idleDays: 180, seenWhole: true },
    'reject',
    'Nobody used it for half a year: what nobody needs should not run.',
  ),
  rule(
    'verified-reads',
    'Of a verified publisher, read-only and small',
    { publisherVerified: true, onlyReads: true, seenWhole: true, bands: ['low'], autonomyAtMost: ['A2'] },
    'approve',
    'Its publisher is verified, it only reads, and its risk is low.',
  ),
  rule('reads', 'It only reads', { onlyReads: true }, 'policy', 'It only reads: a read-only policy fits it.'),
  rule('low-owned', 'Low risk, and owned', { bands: ['low'] }, 'approve', 'Its risk is low and it has an owner.'),
  rule('acts', 'It can act', {}, 'review', 'It can act: ask its owner what for.'),
  rule(
    'acts-reviewed',
    'It can act, and was looked at',
    { statuses: ['in-review'] },
    'accept-risk',
    'It can act: if its owner needs it, set a date by which it must be safer.',
  ),
]

/** The triage rules: ship with defaults, changed by signed entries. */
export const rulesDocument: SetByLedger<readonly TriageRule[]> = { kind: 'triage-rules', ships: shipped, schema: triageRules }
