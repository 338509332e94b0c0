import { guidAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import type { Random } from '../random.ts'
import type { StateSection } from '../state-file.ts'
import { type AccountPlan, accountArchetypes, crowdAccount, namedSubscriptions } from './account-plans.ts'

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
}

/** Everything in one tenant's subscriptions as it was generated, with the changes since. */
export interface Cloud {
  readonly directory: Directory
  /** Milliseconds of the moment it shows itself at. */
  readonly now: number
  readonly subscriptions: readonly Subscription[]
  readonly accounts: readonly StoredAccount[]
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
    }
  })
  return {
    directory,
    now: Date.parse(`${options.asOf}T09:00:00.000Z`),
    subscriptions,
    accounts,
    withheld: [],
    stateOf: <T>(id: string, born: T) => (state.get(id.toLowerCase()) as T | undefined) ?? born,
    setState: (id, value) => state.set(id.toLowerCase(), value),
  }
}
