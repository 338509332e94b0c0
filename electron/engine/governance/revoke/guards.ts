import { type Failure, failure } from '../../../../shared/base/failure.ts'
import type { Instant } from '../../../../shared/base/time.ts'
import type { TwoKeyRule } from '../../../../shared/domain/people.ts'
import { planValidMs, type RevocationState } from '../../../../shared/domain/revocation.ts'
import { type ApprovalRule, approvalRules, type SecondKeyFacts, withoutSecondKey } from '../keys/second-key.ts'

/** What somebody wants to do with a planned revocation. */
export type RevocationEvent = 'dry-run' | 'execute' | 'verify' | 'undo'

/** All that decides whether it may be done; values, gathered by the caller. */
export interface RevocationFacts extends SecondKeyFacts {
  readonly event: RevocationEvent
  readonly state: RevocationState
  /** What was written down when it was planned. */
  readonly planHash: string
  /** Worked out anew from the calls that would be made. */
  readonly callsHash: string
  /** What the person who confirms was shown. */
  readonly shownHash: string
  readonly plannedAt: Instant
  /** How many agents this confirmation covers. */
  readonly batchSize: number
  readonly rule: Pick<TwoKeyRule, 'revoke' | 'batchCap'>
}

/** One rule. Taking a single one away must make something possible that never may be: the model test proves it for each. */
export interface Guard {
  readonly id: string
  /** Null: this rule has nothing against it. */
  readonly against: (facts: RevocationFacts) => Failure | null
}

const on = (events: readonly RevocationEvent[], against: Guard['against']): Guard['against'] => {
  return (facts) => (events.includes(facts.event) ? against(facts) : null)
}

const allowed: Readonly<Record<RevocationEvent, ReadonlySet<RevocationState>>> = {
  'dry-run': new Set(['planned', 'dry-run', 'failed']),
  execute: new Set(['planned', 'dry-run', 'failed']),
  verify: new Set(['executed', 'verified']),
  undo: new Set(['executed', 'verified', 'failed']),
}

export const guards: readonly Guard[] = [
  {
    id: 'state',
    against: ({ event, state }) =>
      allowed[event].has(state)
        ? null
        : failure('conflict', `This revocation is ${state}.`, { next: 'Look at it again, or plan a new one.' }),
  },
  {
    id: 'as-shown',
    against: on(['dry-run', 'execute'], ({ shownHash, planHash }) =>
      shownHash === planHash
        ? null
        : failure('conflict', 'These are not the calls that were shown.', { next: 'Look at the plan again and confirm it.' }),
    ),
  },
  {
    id: 'unedited',
    against: on(['dry-run', 'execute'], ({ callsHash, planHash }) =>
      callsHash === planHash
        ? null
        : failure('conflict', 'The plan was changed after it was made.', {
            next: 'Do not run it. Plan a new one, and find out who changed this one.',
          }),
    ),
  },
  {
    id: 'not-expired',
    against: on(['dry-run', 'execute'], ({ plannedAt, now }) =>
      Date.parse(now) < Date.parse(plannedAt) + planValidMs
        ? null
        : failure('conflict', 'This plan is older than a day; what it was made on may have changed.', {
            next: 'Plan the revocation again.',
          }),
    ),
  },
  {
    id: 'within-cap',
    against: on(['execute'], ({ batchSize, rule }) =>
      batchSize <= rule.batchCap
        ? null
        : failure('conflict', `This would revoke ${batchSize} agents at once; ${rule.batchCap} are allowed.`, {
            next: 'Make smaller batches.',
          }),
    ),
  },
]

/** Whether one may do it: the first rule against it, or null. */
export function guarded(
  facts: RevocationFacts,
  rules: readonly Guard[] = guards,
  ofApprovals: readonly ApprovalRule[] = approvalRules,
): Failure | null {
  for (const { against } of rules) {
    const problem = against(facts)
    if (problem !== null) return problem
  }
  return facts.event === 'execute' && facts.rule.revoke ? withoutSecondKey(facts, ofApprovals) : null
}
