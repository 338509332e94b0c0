import { guidAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import type { Random } from '../random.ts'
import type { StateSection } from '../state-file.ts'
import { type AccountPlan, accountArchetypes, crowdAccount, namedSubscriptions } from './account-plans.ts'
import { type AgentPlan, agentArchetypes, crowdAgents } from './agent-plans.ts'
import { type BotPlan, botArchetypes, crowdLogicApps, type LogicAppPlan, logicAppArchetypes } from './resource-plans.ts'

/** The tenant the subscriptions belong to, and its agent identities that act in them. */
export interface Directory {
  readonly tenantId: string
  readonly agentIdentities: readonly { readonly id: string; readonly name: string }[]
}

export interface Subscription {
  readonly index: number
  readonly id: string
  readonly name: string
}

export interface StoredAccount {
  readonly plan: AccountPlan
  readonly subscription: Subscription
  readonly group: string
  readonly id: string
  readonly maker: StaffMember
  readonly owner: StaffMember | null
  readonly principalId: string
  readonly projectPrincipalId: string
}

/** Every account with projects has one, and what stands in it. */
export interface StoredAgent {
  readonly plan: AgentPlan
  readonly account: StoredAccount
  readonly maker: StaffMember
  readonly owner: StaffMember | null
  /** Whom it acts as; null: nobody. */
  readonly identity: { readonly principalId: string; readonly clientId: string } | null
}

export interface StoredBot {
  readonly plan: BotPlan
  readonly subscription: Subscription
  readonly group: string
  readonly id: string
  readonly maker: StaffMember
  readonly owner: StaffMember | null
  readonly appId: string
}

export interface StoredLogicApp {
  readonly plan: LogicAppPlan
  readonly subscription: Subscription
  readonly group: string
  /** Of the workflow, or of the site it is a file of. */
  readonly id: string
  readonly maker: StaffMember
  readonly owner: StaffMember | null
  readonly principalId: string
}

export interface RoleAssignment {
  readonly id: string
  readonly principalId: string
  readonly role: string
  readonly scope: string
}

export const projectName = 'main'
export const projectId = ({ id }: StoredAccount): string => `${id}/projects/${projectName}`

/** Everything in one tenant's subscriptions as it was generated, with the changes since. */
export interface Cloud {
  readonly directory: Directory
  /** Milliseconds of the moment it shows itself at. */
  readonly now: number
  readonly subscriptions: readonly Subscription[]
  readonly accounts: readonly StoredAccount[]
  readonly agents: readonly StoredAgent[]
  readonly bots: readonly StoredBot[]
  readonly logicApps: readonly StoredLogicApp[]
  readonly assignments: readonly RoleAssignment[]
  /** Where the audit's application was not granted something. */
  readonly withheld: readonly { readonly action: string; readonly scope: string }[]
  stateOf<T>(id: string, born: T): T
  setState(id: string, value: unknown): void
}

export interface CloudOptions {
  readonly people: People
  readonly size: { readonly principals: number }
  readonly seed: number
  readonly asOf: string
  readonly state: StateSection
  readonly directory: Directory
  readonly random: Random
  readonly calm: boolean
}

/** Six subscriptions at the default size. */
const subscriptionCount = (principals: number): number => Math.max(namedSubscriptions.length, Math.min(400, Math.round(principals / 400)))

export function makeCloud(options: CloudOptions): Cloud {
  const { seed, people, state, directory, random } = options
  const subscriptions = Array.from(
    { length: subscriptionCount(options.size.principals) },
    (_unused, index): Subscription => ({
      index,
      id: guidAt(seed, 'azure/subscription', index),
      name: namedSubscriptions[index] ?? `Workload ${String(index).padStart(3, '0')}`,
    }),
  )
  const subscriptionAt = (index: number): Subscription => {
    const found = subscriptions[index % subscriptions.length]
    if (found === undefined) throw new Error('there is no subscription')
    return found
  }
  const crowd = subscriptions.flatMap(({ index }) => crowdAccount(random.at('account', index), index))
  const accounts = [...accountArchetypes(), ...crowd].map((plan, index): StoredAccount => {
    const subscription = subscriptionAt(plan.subscription)
    const group = `rg-${plan.unit.toLowerCase().replaceAll(' ', '-')}`
    return {
      plan,
      subscription,
      group,
      id: `/subscriptions/${subscription.id}/resourceGroups/${group}/providers/Microsoft.CognitiveServices/accounts/${plan.name}`,
      maker: people.someone(plan.unit, index % 7),
      owner: plan.owner === 'left' ? people.leaver(index) : plan.owner === 'known' ? people.someone(plan.unit, (index % 5) + 1) : null,
      principalId: guidAt(seed, 'azure/account-identity', index),
      projectPrincipalId: guidAt(seed, 'azure/project-identity', index),
    }
  })
  const agentPlans = [
    ...agentArchetypes(),
    ...crowd.flatMap(({ kind, name }, index) => (kind === 'AIServices' ? crowdAgents(random.at('agents', index), name) : [])),
  ]
  const supplier = directory.agentIdentities.find(({ name }) => name.startsWith('Supplier'))
  // The directory knows the supplier's agent and some of the crowd; the rest were made after it was last read.
  const known = directory.agentIdentities.filter((one) => one !== supplier)
  const identityOf = ({ actsAs, archetype }: AgentPlan, { projectPrincipalId }: StoredAccount, index: number): string | null => {
    const own = guidAt(seed, 'azure/agent-identity', index)
    switch (actsAs) {
      case 'none':
        return null
      case 'shared':
        return projectPrincipalId
      case 'supplier':
        return supplier?.id ?? own
      case 'own':
        return archetype === null ? (known.shift()?.id ?? own) : own
    }
  }
  const agents = agentPlans.flatMap((plan, index): readonly StoredAgent[] => {
    const account = accounts.find(({ plan: { name } }) => name === plan.account)
    if (account === undefined) return []
    const id = identityOf(plan, account, index)
    return [
      {
        plan,
        account,
        maker: people.someone(account.plan.unit, index % 5),
        owner: plan.owner === 'known' ? people.someone(account.plan.unit, (index % 4) + 1) : null,
        // An agent identity's application id is its object's.
        identity: id === null ? null : { principalId: id, clientId: id },
      },
    ]
  })
  const placeOf = (plan: { readonly subscription: number; readonly unit: string }) => ({
    subscription: subscriptionAt(plan.subscription),
    group: `rg-${plan.unit.toLowerCase().replaceAll(' ', '-')}`,
  })
  const bots = botArchetypes().map((plan, index): StoredBot => {
    const { subscription, group } = placeOf(plan)
    return {
      plan,
      subscription,
      group,
      id: `/subscriptions/${subscription.id}/resourceGroups/${group}/providers/Microsoft.BotService/botServices/${plan.name}`,
      maker: people.someone(plan.unit, index % 3),
      owner: plan.owner === 'known' ? people.someone(plan.unit, 2) : null,
      appId: guidAt(seed, 'azure/bot-app', index),
    }
  })
  const flows = [
    ...logicAppArchetypes(),
    ...subscriptions.slice(namedSubscriptions.length).flatMap(({ index }) => crowdLogicApps(random.at('flows', index), index)),
  ]
  const logicApps = flows.map((plan, index): StoredLogicApp => {
    const { subscription, group } = placeOf(plan)
    const kind = plan.plan === 'standard' ? `Microsoft.Web/sites/${plan.name}-app` : `Microsoft.Logic/workflows/${plan.name}`
    return {
      plan,
      subscription,
      group,
      id: `/subscriptions/${subscription.id}/resourceGroups/${group}/providers/${kind}`,
      maker: people.someone(plan.unit, index % 6),
      owner: plan.owner === 'known' ? people.someone(plan.unit, (index % 4) + 1) : null,
      principalId: guidAt(seed, 'azure/flow-identity', index),
    }
  })
  const assignments = agents.flatMap(({ plan, account, identity }, index) =>
    plan.roles.flatMap((role, at): readonly RoleAssignment[] =>
      identity === null
        ? []
        : [
            {
              id: `${account.id}/providers/Microsoft.Authorization/roleAssignments/${guidAt(seed, 'azure/assignment', index * 10 + at)}`,
              principalId: identity.principalId,
              role,
              scope: account.id,
            },
          ],
    ),
  )
  const sandbox = accounts.find(({ plan }) => plan.name === 'sandbox-foundry')
  return {
    directory,
    now: Date.parse(`${options.asOf}T09:00:00.000Z`),
    subscriptions,
    accounts,
    agents,
    bots,
    logicApps,
    assignments,
    withheld: [
      { action: 'Microsoft.CognitiveServices/accounts/AIServices/agents/read', scope: sandbox?.id ?? '/none' },
      { action: 'Microsoft.Logic/workflows/read', scope: `/subscriptions/${subscriptionAt(3).id}` },
    ],
    stateOf: <T>(id: string, born: T) => (state.get(id.toLowerCase()) as T | undefined) ?? born,
    setState: (id, value) => state.set(id.toLowerCase(), value),
  }
}
