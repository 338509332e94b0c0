import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { Environment as Standing } from '../../../../../shared/domain/vocabulary.ts'
import type { ConnectorContext } from '../../connector.ts'
import { once } from '../../once.ts'
import { all } from '../graph.ts'
import { dataverseHostOf, powerHosts } from './hosts.ts'
import { environmentSchema, type Policy, policySchema } from './schema.ts'

/** One environment of the tenant. */
export interface Environment {
  readonly id: string
  /** As a person knows it. */
  readonly name: string
  readonly standing: Standing
  /** The host of its tables; null: it has none. */
  readonly host: Readonly<Record<string, string>> | null
  readonly managed: boolean
}

interface Environments {
  readonly items: readonly Environment[]
  readonly keptAside: number
  readonly call: string | null
}

const standings: Readonly<Record<string, Standing>> = {
  Production: 'production',
  Default: 'production',
  Teams: 'production',
  Sandbox: 'test',
  Trial: 'test',
  Developer: 'development',
}

/** Every environment of the tenant, by id; an administrator or a registered management application sees them all. */
export const environments = (context: ConnectorContext): Promise<Result<Environments>> =>
  once(context, 'environments', async () => {
    const found = await all(context, {
      call: 'environments',
      schema: environmentSchema,
      host: powerHosts(context.settings.powerCloud),
      query: { 'api-version': '2020-10-01', $expand: 'properties/linkedEnvironmentMetadata' },
    })
    if (!found.ok) return found
    const items = found.value.items.map(
      ({ name, properties }): Environment => ({
        id: name,
        name: properties.displayName || name,
        standing: standings[properties.environmentSku ?? ''] ?? 'unknown',
        host: dataverseHostOf(properties.linkedEnvironmentMetadata?.instanceUrl),
        managed: (properties.governanceConfiguration?.protectionLevel ?? 'Basic') !== 'Basic',
      }),
    )
    return ok({ ...found.value, items: items.toSorted((a, b) => (a.id < b.id ? -1 : 1)) })
  })

/** A host that stands in where the address of one environment was set and is no provider's own, e.g. a test server. */
const standIn = { org: 'org', region: 'crm', domain: 'dynamics.com' }

/** The environments whose tables are read: the one that was set, what was recorded, or all of the tenant. */
export function tablePlaces(context: ConnectorContext): Promise<Result<Environments>> {
  const { dataverseUrl: address = '', export: recording } = context.settings
  const only = recording ? 'recorded pages' : address === '' || address.includes('{host}') ? null : new URL(address).host
  if (only === null) return environments(context)
  const one: Environment = { id: only, name: only, standing: 'unknown', host: dataverseHostOf(address) ?? standIn, managed: false }
  return Promise.resolve(ok({ items: [one], keptAside: 0, call: null }))
}

/** The tenant's data policies. */
export const dataPolicies = (
  context: ConnectorContext,
): Promise<Result<{ readonly items: readonly Policy[]; readonly keptAside: number; readonly call: string | null }>> =>
  once(context, 'data policies', () =>
    all(context, {
      call: 'data-policies',
      schema: policySchema,
      host: powerHosts(context.settings.powerCloud),
      query: { 'api-version': '2018-01-01' },
    }),
  )

/** What holds an environment in check, in words. */
export function guardrailsOf(environment: Pick<Environment, 'id' | 'managed'>, policies: readonly Policy[]): readonly string[] {
  const holds = ({ environmentType, environments: named }: Policy): boolean => {
    const listed = named.some(({ name }) => name === environment.id)
    if (environmentType === 'AllEnvironments') return true
    return environmentType === 'ExceptEnvironments' ? !listed : listed
  }
  const words = policies.filter(holds).map((policy) => `Data policy “${policy.displayName ?? policy.name}”`)
  return [...words.sort(), ...(environment.managed ? ['Managed environment'] : [])]
}
