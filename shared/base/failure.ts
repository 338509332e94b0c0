/**
 * An expected failure, as plain data: what happened in one sentence, and what the reader can do next.
 * Exceptions are bugs; failures are answers. Failures cross processes unchanged.
 */
const failureCodes = [
  'auth-failed',
  'permission-missing',
  'rate-limited',
  'provider-down',
  'unexpected-reply',
  'invalid-input',
  'not-found',
  'conflict',
  'cancelled',
  'storage-full',
  'storage-corrupt',
  'database-from-future',
  'secrets-unavailable',
  'engine-stopped',
  'bug',
] as const

export type FailureCode = (typeof failureCodes)[number]

export interface Failure {
  readonly code: FailureCode
  /** One sentence: what happened. */
  readonly message: string
  /** One sentence: what to do next. */
  readonly next?: string
  /** What it is about: a permission, a path, a field, an id. */
  readonly subject?: string
  /** Whether trying the same thing again can help, and after how many milliseconds. */
  readonly retry?: { readonly afterMs: number | null }
  readonly cause?: Failure
}

/** Builds a failure; `more` adds subject, next action, retry and cause. */
export function failure(code: FailureCode, message: string, more: Omit<Failure, 'code' | 'message'> = {}): Failure {
  return { code, message, ...more }
}
