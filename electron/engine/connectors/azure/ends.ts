import { z } from 'zod'
import { fail, type Result } from '../../../../shared/base/result.ts'
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

/** Of several ends the first that is not whole; no service is none of them. */
export function worst(ends: readonly StepEnd[]): StepEnd {
  return ends.find((end) => end.state !== 'complete' && !(end.state === 'skipped' && end.reason === 'no-service')) ?? complete
}

const refusal = z.object({ error: z.object({ code: z.string().catch(''), message: z.string() }) })
const wanted = /lacks the required data action [`'"]?(Microsoft\.[\w./*-]{1,200})/

/** The data action that a refusal of an account's own interface names; null when it names none. */
export function lackingAction(text: string): string | null {
  try {
    const parsed = refusal.safeParse(JSON.parse(text))
    return parsed.success ? (wanted.exec(parsed.data.error.message)?.[1] ?? null) : null
  } catch {
    return null
  }
}

export const lacking = (action: string) =>
  fail('permission-missing', 'the account refused: the application lacks a data action there (403)', {
    subject: action,
    next: `Grant the data action ${action} by a custom role on the account or above, and scan again.`,
  })
