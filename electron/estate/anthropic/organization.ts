import { guidAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import type { Random } from '../random.ts'
import type { StateSection } from '../state-file.ts'
import { type AgentPlan, agentArchetypes, auditKeys, crowdKey, type KeyPlan, keyArchetypes, workspaceNames } from './archetypes.ts'

export interface StoredKey {
  readonly id: string
  readonly plan: KeyPlan
  readonly maker: StaffMember
  readonly accountId: string | null
  readonly workspaceId: string
  /** Its value, where the connection holds it. */
  readonly secret: string | null
}

export interface StoredAgent {
  readonly id: string
  readonly workspaceId: string
  readonly deploymentId: string | null
  readonly plan: AgentPlan
}

export interface StoredAdminKey {
  readonly id: string
  readonly maker: StaffMember
  readonly ageDays: number
  readonly deleted: boolean
  readonly archetype: number | null
}

/** One organisation as it was generated, with the changes since. */
export interface Organization {
  readonly name: string
  readonly workspaces: readonly { readonly id: string; readonly name: string; readonly archived: boolean }[]
  readonly accounts: readonly {
    readonly id: string
    readonly name: string
    readonly role: 'admin' | 'developer'
    readonly maker: StaffMember
  }[]
  readonly keys: readonly StoredKey[]
  readonly agents: readonly StoredAgent[]
  readonly adminKeys: readonly StoredAdminKey[]
  readonly members: readonly StaffMember[]
  /** Milliseconds of the moment it shows itself at. */
  readonly now: number
  stateOf(id: string, born: string): string
  setState(id: string, state: string): void
}

/** An id as the provider makes them: a prefix, `01`, and letters and digits. */
const idAt = (seed: number, prefix: string, index: number): string =>
  `${prefix}_01${guidAt(seed, `anthropic/${prefix}`, index).replaceAll('-', '').slice(-22)}`

export const userId = (person: StaffMember): string => `user_01${person.id.replaceAll('-', '').slice(-22)}`

export function makeOrganization(options: {
  readonly random: Random
  readonly people: People
  readonly seed: number
  readonly asOf: string
  /** How many keys in all. */
  readonly count: number
  /** Whether the keys with a story are there. */
  readonly archetypes: boolean
  /** Whether every key of the connection still works. */
  readonly calm: boolean
  readonly state: StateSection
}): Organization {
  const { random, people, seed, state } = options
  const workspaces = workspaceNames.map((name, index) => ({
    id: idAt(seed, 'wrkspc', index),
    name,
    archived: index === workspaceNames.length - 1,
  }))
  const accounts = workspaceNames.slice(0, 4).map((name, index) => ({
    id: idAt(seed, 'svac', index),
    name: `${name.toLowerCase().replaceAll(' ', '-')}-runner`,
    role: index === 2 ? ('admin' as const) : ('developer' as const),
    maker: people.someone('Engineering', index),
  }))
  const fixed = options.archetypes ? keyArchetypes() : []
  const crowd = Array.from({ length: Math.max(4, options.count - fixed.length) }, (_unused, index) =>
    crowdKey(random.at('key', index), index),
  )
  const audit = auditKeys(options.calm)
  const keys = [...fixed, ...crowd, ...audit].map(
    (plan, index): StoredKey => ({
      id: idAt(seed, 'apikey', index),
      plan,
      maker: plan.holder === 'leaver' ? people.leaver(4) : people.someone(plan.unit, random.at('maker', index).below(6)),
      accountId: plan.holder === 'account' ? (accounts[plan.workspace]?.id ?? null) : null,
      workspaceId: workspaces[plan.workspace]?.id ?? '',
      secret: audit.includes(plan) ? `sk-ant-api03-${guidAt(seed, 'anthropic/workspace', plan.workspace).replaceAll('-', '')}` : null,
    }),
  )
  const agents = agentArchetypes().map(
    (plan, index): StoredAgent => ({
      id: idAt(seed, 'agent', index),
      workspaceId: workspaces[plan.workspace]?.id ?? '',
      plan,
      deploymentId: plan.schedule === null && plan.role === null ? null : idAt(seed, 'depl', index),
    }),
  )
  const adminKey = (index: number, maker: StaffMember, ageDays: number, more: Partial<StoredAdminKey> = {}): StoredAdminKey => ({
    id: idAt(seed, 'admin_api_key', index),
    maker,
    ageDays,
    deleted: false,
    archetype: null,
    ...more,
  })
  const adminKeys = [
    adminKey(0, people.someone('Engineering', 1), 20),
    // 32: made by somebody who has left since; it still administers everything.
    adminKey(1, people.leaver(5), 540, { archetype: 32 }),
    adminKey(2, people.someone('Finance', 3), 300, { deleted: true }),
  ]
  const everybody = [...keys, ...accounts, ...adminKeys].map((one) => one.maker)
  return {
    name: 'Meridian Group',
    workspaces,
    accounts,
    keys,
    agents,
    adminKeys,
    members: [...new Map(everybody.filter((person) => person.active).map((person) => [person.id, person])).values()],
    now: Date.parse(`${options.asOf}T09:00:00.000Z`),
    stateOf: (id, born) => (state.get(`state/${id}`) as string | undefined) ?? born,
    setState: (id, value) => state.set(`state/${id}`, value),
  }
}
