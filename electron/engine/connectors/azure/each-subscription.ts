import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Batch, PlaceEnd, Step, StepContext } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { tallyPlaces } from '../places.ts'
import { endOfList } from './ends.ts'
import { type Subscription, subscriptionsOf } from './subscriptions.ts'

/** How one subscription, or one account in it, is read; its places come with the batches or as the end. */
export type ReadSubscription = (context: StepContext, subscription: Subscription) => AsyncGenerator<Batch, StepEnd>

interface Visit {
  readonly read: ReadSubscription
  /** Key prefixes of one subscription. */
  readonly owns: (subscription: string) => Step['owns']
}

/**
 * Reads every subscription, one after the other, and says how each ended. One that refuses is not the whole. The inventory of the whole
 * tenant would name those that hold anything in one query, and leaves out without a word what the application may not read: so each is asked.
 */
export async function* eachSubscription(context: StepContext, { read, owns }: Visit): AsyncGenerator<Batch, StepEnd> {
  const subscriptions = await subscriptionsOf(context)
  if (!subscriptions.ok) return endOf(subscriptions, false)
  const { list, cut, keptAside, call } = subscriptions.value
  const tally = tallyPlaces('subscriptions and accounts')
  if (keptAside > 0) yield { observations: [], call, cursor: null, keptAside }
  // An interrupted run goes on behind the last subscription that it read to its end.
  for (const subscription of list.filter(({ id }) => context.cursor === null || id > context.cursor)) {
    const reading = read(context, subscription)
    let bad = 0
    for (let turn = await reading.next(); ; turn = await reading.next()) {
      if (turn.done) {
        const end = turn.value.state === 'complete' ? endOfList({ keptAside: bad, cut: null }) : turn.value
        const place: PlaceEnd = { place: [subscription.label], end, owns: owns(subscription.id) }
        yield { observations: [], call: null, cursor: subscription.id, keptAside: 0, places: [tally.add(place)] }
        break
      }
      bad += turn.value.places === undefined ? turn.value.keptAside : 0
      for (const place of turn.value.places ?? []) tally.add(place)
      yield turn.value
    }
    if (context.signal.aborted) break
  }
  const end = tally.end()
  if (cut === null) return end
  if (end.state === 'complete') return { state: 'partial', why: `the list of subscriptions broke off: ${cut.message}`, failure: cut }
  return end
}
