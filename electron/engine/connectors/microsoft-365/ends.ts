import type { Failure } from '../../../../shared/base/failure.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'

/** How a step ends after a failure: what was seen before it stays, and the reader learns what is missing. */
export function endAfter(failure: Failure, seenPages: number): StepEnd {
  if (failure.code === 'permission-missing')
    return { state: 'denied', missing: failure.subject ?? 'a permission', why: failure.message, failure }
  if (failure.code === 'not-found' && failure.subject?.startsWith('/') && failure.message.startsWith('the recording'))
    return { state: 'skipped', reason: 'not-configured', why: failure.message }
  if (seenPages > 0 || failure.code === 'cancelled') return { state: 'partial', why: failure.message, failure }
  return { state: 'failed', failure }
}
