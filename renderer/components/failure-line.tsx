import type { Failure } from '../../shared/base/failure.ts'
import { sentence } from '../app/words.ts'

/** A failure as sentences: what happened, what to do, and what else holds. */
export const failureWords = (failure: Failure, more = ''): string =>
  [sentence(failure.message), sentence(failure.next ?? ''), more].filter((part) => part !== '').join(' ')

/** A failure beside what it belongs to. */
export function FailureLine({ failure, more = '' }: { readonly failure: Failure | null; readonly more?: string }) {
  if (failure === null) return null
  return (
    <p className="decision-failed" role="alert">
      {failureWords(failure, more)}
    </p>
  )
}
