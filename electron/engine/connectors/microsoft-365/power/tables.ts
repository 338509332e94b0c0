import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { type Batch, type PlaceEnd, type StepContext, skipped } from '../../connector.ts'
import { tallyPlaces } from '../../places.ts'
import { endAfter } from '../ends.ts'
import { dataPolicies, type Environment, guardrailsOf, tablePlaces } from './environments.ts'
import type { Surroundings } from './observe-bot.ts'

/** How reading one environment ended, after its batches. */
export type Reading = AsyncGenerator<Omit<Batch, 'cursor' | 'places'>, StepEnd>

/**
 * Reads one environment after the other; each is a place of its own, so that one that refuses hides itself only. The cursor is the
 * id of the last environment that was read to its end.
 */
export async function* eachEnvironment(
  context: StepContext,
  owns: (environment: Environment) => PlaceEnd['owns'],
  read: (environment: Environment & { readonly host: NonNullable<Environment['host']> }, around: Surroundings) => Reading,
): AsyncGenerator<Batch, StepEnd> {
  const found = await tablePlaces(context)
  if (!found.ok) return endAfter(found.failure, 0)
  const policies = found.value.call === null ? null : await dataPolicies(context)
  const rules = policies?.ok ? policies.value.items : []
  const tally = tallyPlaces('environments')
  // Environments that could not be read by name are missing from the list: what stands in them is not gone.
  if (found.value.keptAside > 0)
    yield { observations: [], call: found.value.call, cursor: context.cursor, keptAside: found.value.keptAside }
  let cursor = context.cursor
  for (const environment of found.value.items) {
    if (context.cursor !== null && environment.id <= context.cursor) continue
    const around: Surroundings = { environment, guardrails: guardrailsOf(environment, rules) }
    const { host } = environment
    let end: StepEnd = skipped('no-service', 'this environment has no tables')
    let aside = 0
    if (host !== null) {
      const reading = read({ ...environment, host }, around)
      for (;;) {
        const turn = await reading.next()
        if (turn.done) {
          end = turn.value
          break
        }
        aside += turn.value.keptAside
        yield { ...turn.value, cursor }
      }
    }
    if (end.state === 'complete' && aside > 0) end = { state: 'partial', why: `${aside} elements could not be read and were kept aside` }
    cursor = environment.id
    const ownKeys = owns(environment)
    yield {
      observations: [],
      call: null,
      cursor,
      keptAside: 0,
      places: [tally.add({ place: [environment.name], end, ...(ownKeys === undefined ? {} : { owns: ownKeys }) })],
    }
  }
  return tally.end()
}
