import type { z } from 'zod'
import { type Failure, failure } from '../base/failure.ts'

/** The failure for arguments that their method's schema refused: the first thing that does not fit, and where. */
export function misfit(error: z.ZodError, method: string): Failure {
  const [issue] = error.issues
  return failure('invalid-input', issue?.message ?? 'These arguments do not fit.', { subject: issue?.path.join('.') || method })
}
