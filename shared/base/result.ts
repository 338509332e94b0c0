import { type Failure, type FailureCode, failure } from './failure.ts'

/** What every call that can fail in an expected way returns; it crosses processes as it is. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function failed(problem: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: problem }
}

/** Shorthand for `failed(failure(...))`. */
export function fail(
  code: FailureCode,
  message: string,
  more: Omit<Failure, 'code' | 'message'> = {},
): { readonly ok: false; readonly failure: Failure } {
  return failed(failure(code, message, more))
}
