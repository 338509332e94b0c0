import type { Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import { complete, partial, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import type { Listed } from './list.ts'

/** How a place ended on a failure. A provider that is not registered there, or a host that does not exist, is no service. */
export function placeEnd(result: Result<never> & { readonly ok: false }, seen: boolean): StepEnd {
  const { failure } = result
  if (!seen && /MissingSubscriptionRegistration|InvalidResourceNamespace|SubscriptionNotRegistered/.test(failure.message))
    return skipped('no-service', 'the service is not registered in this subscription')
  if (!seen && failure.code === 'not-found') return skipped('no-service', failure.message)
  return endOf(result, seen)
}

/** A list that was read to its end is complete, unless elements of it were kept aside. */
export function endOfList({ keptAside, cut }: Pick<Listed<unknown>, 'keptAside' | 'cut'>): StepEnd {
  if (cut !== null) return { state: 'partial', why: cut.message, failure: cut }
  return keptAside === 0 ? complete : partial(`${keptAside} ${keptAside === 1 ? 'element' : 'elements'} could not be understood`)
}
