import { guidAt } from '../ids.ts'
import type { StaffMember } from '../people.ts'
import { makeRandom } from '../random.ts'
import { fourthQuarter } from './archetypes.ts'
import type { Tenant } from './tenant.ts'

/** One agent of the low-code builder, as its environment's tables hold it. */
export interface Bot {
  readonly index: number
  readonly archetype: number | null
  readonly id: string
  readonly name: string
  /** 1 none · 2 integrated · 3 custom. */
  readonly authenticationMode: 1 | 2 | 3
  /** 0 any · 1 readers · 2 group · 3 any, several tenants. */
  readonly accessControl: 0 | 1 | 2 | 3
  readonly owner: StaffMember
  readonly createdDaysAgo: number
  readonly published: boolean
  readonly knowledge: readonly { readonly name: string; readonly site: string }[]
}

/** One entry of the tenant's catalogue of agents. */
export interface Package {
  readonly index: number
  readonly archetype: number | null
  readonly id: string
  readonly appId: string
  readonly name: string
  readonly publisher: string
  readonly elementTypes: readonly string[]
  readonly availableTo: 'none' | 'some' | 'all'
}

export const botIdOf = (seed: number, domain: string, index: number): string => guidAt(seed, `${domain}/bot`, index)

const tasks = [
  'Holiday Balance',
  'Order Status',
  'Canteen Menu',
  'Expense Question',
  'Visitor Welcome',
  'Warranty Check',
  'Training Finder',
] as const

const archetypeBots = 3

export function botAt(tenant: Tenant, index: number): Bot {
  const random = makeRandom(tenant.seed).at('bot', index)
  const { people } = tenant
  const base = {
    index,
    archetype: null,
    id: botIdOf(tenant.seed, tenant.domain, index),
    published: true,
    createdDaysAgo: 30 + random.below(300),
    knowledge: [],
  }
  if (index === 0)
    return {
      ...base,
      archetype: 1,
      name: 'IT Help Desk Assistant',
      authenticationMode: 2,
      accessControl: 2,
      owner: people.someone('Engineering'),
      createdDaysAgo: 180,
      knowledge: [{ name: 'IT handbook', site: `https://meridian.sharepoint.example/sites/it-handbook` }],
    }
  if (index === 1)
    return {
      ...base,
      archetype: 17,
      name: 'Careers Chat',
      authenticationMode: 1,
      accessControl: 0,
      owner: people.someone('People'),
      createdDaysAgo: 140,
      knowledge: [{ name: 'HR files', site: 'https://meridian.sharepoint.example/sites/HR/Personnel' }],
    }
  if (index === 2) {
    // Archetype 43: in Customer Care's hands until the fourth quarter, in Sales' since.
    const owner = tenant.asOf >= fourthQuarter ? people.someone('Sales') : people.someone('Customer Care')
    return { ...base, archetype: 43, name: 'Returns Desk', authenticationMode: 2, accessControl: 0, owner, createdDaysAgo: 260 }
  }
  return {
    ...base,
    name: `${random.pick(tasks)} Assistant`,
    authenticationMode: random.chance(0.1) ? 1 : 2,
    accessControl: random.pick([0, 0, 1, 2] as const),
    owner: people.at(random.below(people.count)),
    published: random.chance(0.85),
    knowledge: random.chance(0.5) ? [{ name: 'Team site', site: `https://meridian.sharepoint.example/sites/team${index}` }] : [],
  }
}

/** Which bot an agent identity of the crowd belongs to: every second one, while there are bots. */
export function botIndexOfIdentity(bots: number, identity: number): number | null {
  const index = archetypeBots + identity / 2
  return identity % 2 === 0 && index < bots ? index : null
}

export function packageAt(tenant: Tenant, index: number): Package {
  const random = makeRandom(tenant.seed).at('package', index)
  if (index === 0) {
    const plan = tenant.plans.findIndex((candidate) => candidate.archetype === 3)
    const principal = tenant.principalAt(tenant.resources.length + Math.max(0, plan))
    return {
      index,
      archetype: 3,
      id: `P_${principal.appId}`,
      appId: principal.appId,
      name: principal.name,
      publisher: tenant.name,
      elementTypes: ['customEngineAgent'],
      availableTo: 'some',
    }
  }
  const appId = guidAt(tenant.seed, `${tenant.domain}/package`, index)
  return {
    index,
    archetype: null,
    id: `T_${appId}`,
    appId,
    name: `${random.pick(tasks)} Helper`,
    publisher: random.pick([tenant.name, 'Brightpath', 'Lumenfield']),
    elementTypes: [random.pick(['declarativeAgent', 'customEngineAgent', 'bot'] as const)],
    availableTo: random.pick(['none', 'some', 'all'] as const),
  }
}
