import type { Failure } from '../../../../shared/base/failure.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'

/** How a step ends after a failure: what was seen before it stays, and the reader learns what is missing. */
export function endAfter(failure: Failure, seen: boolean): StepEnd {
  if (failure.code === 'permission-missing')
    return { state: 'denied', missing: failure.subject ?? 'a permission', why: failure.message, failure }
  if (seen || failure.code === 'cancelled') return { state: 'partial', why: failure.message, failure }
  return { state: 'failed', failure }
}
