import type { Result } from '../../../shared/base/result.ts'
import type { StepEnd } from '../../../shared/domain/coverage.ts'

/**
 * How a step ends on a failure: what it saw before stays.
 * @param seen whether it saw anything
 * @param missing the permission, where the failure does not name it
 */
export function endOf({ failure }: Result<never> & { readonly ok: false }, seen: boolean, missing = 'a permission'): StepEnd {
  if (failure.code === 'permission-missing') return { state: 'denied', missing: failure.subject ?? missing, why: failure.message, failure }
  if (seen || failure.code === 'cancelled') return { state: 'partial', why: failure.message, failure }
  return { state: 'failed', failure }
}
