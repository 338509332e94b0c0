import type { ConnectorContext } from '../../connector.ts'
import { dataPolicies, environments, guardrailsOf } from './environments.ts'
import type { Surroundings } from './observe-bot.ts'

/** What is known of the environment of a row; null: it is not known, and its own step says why. */
export async function surroundings(context: ConnectorContext): Promise<(environment: string) => Surroundings | null> {
  const [places, policies] = await Promise.all([environments(context), dataPolicies(context)])
  const rules = policies.ok ? policies.value.items : []
  const known = new Map(
    places.ok
      ? places.value.items.map((environment) => [environment.id, { environment, guardrails: guardrailsOf(environment, rules) }])
      : [],
  )
  return (environment) => known.get(environment) ?? null
}
