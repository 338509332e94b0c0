import { fail, type Result } from '../../../../shared/base/result.ts'

/** Runs a connector's verb; an exception in it must not leave a revocation half-way without a word. */
export async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (cause) {
    const subject = cause instanceof Error ? cause.name : 'unknown'
    return fail('bug', 'The connector stopped unexpectedly.', { subject, next: 'Look at the agent in its own console, then try again.' })
  }
}
