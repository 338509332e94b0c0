import { guidAt } from '../ids.ts'
import type { Tenant } from './tenant.ts'

/** One environment of the power platform, as its administration shows it. */
export interface PowerEnvironment {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly sku: 'Default' | 'Production' | 'Sandbox' | 'Developer'
  /** Host of its tables; null: it has none. */
  readonly host: string | null
  readonly managed: boolean
}

const named: readonly Omit<PowerEnvironment, 'index' | 'id'>[] = [
  { name: 'Meridian Group (default)', sku: 'Default', host: 'meridian.crm4.dynamics.com', managed: false },
  { name: 'Customer Care', sku: 'Production', host: 'meridian-care.crm4.dynamics.com', managed: true },
  { name: 'Finance', sku: 'Production', host: 'meridian-finance.crm4.dynamics.com', managed: true },
  { name: 'People', sku: 'Production', host: 'meridian-people.crm4.dynamics.com', managed: false },
  { name: 'Engineering sandbox', sku: 'Sandbox', host: 'meridian-sandbox.crm4.dynamics.com', managed: false },
  { name: 'Old apps', sku: 'Production', host: null, managed: false },
]

/** Where the archetypes stand. */
export const standsIn = { everybody: 0, care: 1, finance: 2, people: 3, sandbox: 4 } as const

/** Agents in one of the environments that makers get for themselves, beyond the named ones. */
const botsInEach = 25

export function environmentsOf(tenant: Tenant): readonly PowerEnvironment[] {
  const own = Array.from(
    { length: Math.floor(tenant.size.bots / botsInEach) },
    (_unused, index): Omit<PowerEnvironment, 'index' | 'id'> => ({
      name: `${tenant.people.at(index).name}'s environment`,
      sku: 'Developer',
      host: `meridian-dev${index + 1}.crm4.dynamics.com`,
      managed: false,
    }),
  )
  return [...named, ...own].map((environment, index) => ({
    ...environment,
    index,
    id: index === 0 ? `Default-${tenant.id}` : guidAt(tenant.seed, `${tenant.domain}/environment`, index),
  }))
}

/** Environment of a crowd's agent or flow: any that has tables. */
export function environmentAt(tenant: Tenant, index: number): number {
  const usable = environmentsOf(tenant).filter(({ host }) => host !== null)
  return usable[index % usable.length]?.index ?? 0
}
