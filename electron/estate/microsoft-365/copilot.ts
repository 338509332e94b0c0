import { hostileNames } from '../hostile-names.ts'
import { guidAt } from '../ids.ts'
import type { StaffMember } from '../people.ts'
import { makeRandom } from '../random.ts'
import { fourthQuarter } from './archetypes.ts'
import { environmentAt, standsIn } from './environments.ts'
import type { Tenant } from './tenant.ts'

/** One use of a connector by an agent or flow. */
export interface ConnectorUse {
  readonly connector: string
  readonly operation: string
}

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
  readonly knowledge: readonly { readonly name: string; readonly site: string; readonly open?: true }[]
  /** Number of its environment. */
  readonly environment: number
  readonly tools: readonly ConnectorUse[]
  /** Whether its tools use the connections of who built it, not those of who talks to it. */
  readonly asMaker: boolean
  readonly model: string
  readonly orchestration: 'Classic' | 'Generative'
  readonly channels: readonly string[]
  /** Events that start it. */
  readonly triggers: number
  readonly webSearch: boolean
  readonly sharing: { readonly users: number; readonly groups: number; readonly everybody: boolean }
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

/** Hostile names, archetype 40: a few of them; the others stand among the applications. */
const hostile = [hostileNames[0], hostileNames[3], hostileNames[5]] as const
const archetypeBots = 4 + hostile.length

const crowdTools: readonly ConnectorUse[] = [
  { connector: 'shared_sharepointonline', operation: 'GetItems' },
  { connector: 'shared_office365', operation: 'SendEmailV2' },
  { connector: 'shared_office365users', operation: 'MyProfile_V2' },
  { connector: 'shared_commondataserviceforapps', operation: 'ListRecords' },
  { connector: 'shared_planner', operation: 'CreateTask_V4' },
  // Made here for one environment: in no table.
  { connector: 'shared_meridianwarehouse-5f2e8a9b1c3d4e5f', operation: 'ReserveStock' },
]

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
    environment: environmentAt(tenant, index),
    tools: [],
    asMaker: false,
    model: 'GPT-4.1',
    orchestration: 'Generative',
    channels: ['Teams'],
    triggers: 0,
    webSearch: false,
    sharing: { users: 0, groups: 1, everybody: false },
  } as const
  if (index === 0)
    return {
      ...base,
      archetype: 1,
      name: 'IT Help Desk Assistant',
      authenticationMode: 2,
      accessControl: 2,
      owner: people.someone('Engineering'),
      createdDaysAgo: 180,
      environment: standsIn.everybody,
      channels: ['Teams', 'Microsoft 365 Copilot'],
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
      environment: standsIn.people,
      channels: ['Direct Line'],
      sharing: { users: 0, groups: 0, everybody: true },
      knowledge: [{ name: 'HR files', site: 'https://meridian.sharepoint.example/sites/HR/Personnel' }],
    }
  if (index === 2) {
    // Archetype 43: in Customer Care's hands until the fourth quarter, in Sales' since.
    const owner = tenant.asOf >= fourthQuarter ? people.someone('Sales') : people.someone('Customer Care')
    return {
      ...base,
      archetype: 43,
      name: 'Returns Desk',
      authenticationMode: 2,
      accessControl: 0,
      owner,
      createdDaysAgo: 260,
      environment: standsIn.care,
      sharing: { users: 0, groups: 0, everybody: true },
      tools: [{ connector: 'shared_commondataserviceforapps', operation: 'UpdateRecord' }],
    }
  }
  // Archetype 5: on the automation server too, built there for Finance and for Customer Care.
  if (index === 3)
    return {
      ...base,
      archetype: 5,
      name: 'Travel Expense Helper',
      authenticationMode: 2,
      accessControl: 2,
      owner: people.someone('Finance'),
      createdDaysAgo: 70,
      environment: standsIn.finance,
      tools: [
        { connector: 'shared_excelonlinebusiness', operation: 'GetItems' },
        { connector: 'shared_teams', operation: 'PostMessageToConversation' },
      ],
      asMaker: true,
    }
  const hostileName = hostile[index - 4]
  if (hostileName !== undefined)
    return {
      ...base,
      archetype: 40,
      name: hostileName,
      authenticationMode: 2,
      accessControl: 1,
      owner: people.someone('Sales'),
      createdDaysAgo: 25,
      environment: standsIn.sandbox,
    }
  return {
    ...base,
    tools: crowdTools.filter(() => random.chance(0.3)),
    asMaker: random.chance(0.4),
    triggers: random.chance(0.2) ? 1 : 0,
    webSearch: random.chance(0.3),
    orchestration: random.chance(0.8) ? 'Generative' : 'Classic',
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

/** The agent identity of a bot, by its object id; null: it has none. */
export function identityOfBot(tenant: Tenant, index: number): string | null {
  const helpDesk = tenant.plans.findIndex(({ archetype }) => archetype === 1)
  if (index === 0) return helpDesk < 0 ? null : tenant.principalAt(tenant.resources.length + helpDesk).id
  const identity = (index - archetypeBots) * 2
  const [from, to] = tenant.ranges.agentIdentities
  return identity >= 0 && from + identity < to ? tenant.principalAt(from + identity).id : null
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
