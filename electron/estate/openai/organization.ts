import { guidAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import type { Random } from '../random.ts'
import type { StateSection } from '../state-file.ts'
import { archetypes, type KeyPlan, type ProjectPlan } from './archetypes.ts'
import { crowdProject } from './crowd.ts'

export interface StoredKey {
  readonly id: string
  readonly plan: KeyPlan
  readonly owner: StaffMember
  readonly account: StoredAccount | null
  /** Unix seconds. */
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

export interface StoredAccount {
  readonly id: string
  readonly name: string
  readonly role: 'owner' | 'member'
  readonly createdAt: number
  readonly creator: StaffMember
}

export interface StoredProject {
  readonly id: string
  readonly plan: ProjectPlan
  readonly createdAt: number
  readonly accounts: readonly StoredAccount[]
  readonly keys: readonly StoredKey[]
}

export interface StoredAdminKey {
  readonly id: string
  readonly name: string
  readonly owner: StaffMember
  readonly createdAt: number
  readonly lastUsedAt: number | null
  readonly tail: string
  readonly leaver: boolean
}

export interface SpendLimit {
  readonly threshold_amount: number
  readonly currency: string
  readonly interval: string
}

/** One organisation as it was generated, with the changes since. */
export interface Organization {
  readonly projects: readonly StoredProject[]
  readonly adminKeys: readonly StoredAdminKey[]
  /** Who is a member today; whoever left is not. */
  readonly members: readonly StaffMember[]
  /** Unix seconds of the day it shows itself at. */
  readonly now: number
  readonly seed: number
  isDeleted(id: string): boolean
  remove(id: string): void
  limitOf(project: string): SpendLimit | null
  setLimit(project: string, limit: SpendLimit | null): void
}

const day = 86_400

/** An id as the provider makes them: a prefix and letters and digits. */
const idAt = (seed: number, prefix: string, index: number): string =>
  `${prefix}${guidAt(seed, `openai/${prefix}`, index).replaceAll('-', '').slice(-24)}`

export function makeOrganization(options: {
  readonly random: Random
  readonly people: People
  readonly seed: number
  readonly asOf: string
  /** How many projects in all. */
  readonly count: number
  /** Whether the projects with a story are there. */
  readonly archetypes: boolean
  readonly adminKey: string
  readonly state: StateSection
}): Organization {
  const { random, people, seed, state } = options
  const now = Math.floor(Date.parse(`${options.asOf}T09:00:00.000Z`) / 1_000)
  const fixed = options.archetypes ? archetypes() : []
  const crowd = Array.from({ length: Math.max(2, options.count - fixed.length) }, (_unused, index) =>
    crowdProject(random.at('project', index), index),
  )
  let keyNumber = 0
  let accountNumber = 0
  const projects = [...fixed, ...crowd].map((plan, index): StoredProject => {
    const created = now - plan.createdDaysAgo * day
    const accounts = new Map<string, StoredAccount>()
    for (const { account } of plan.keys) {
      if (account === undefined || accounts.has(account.name)) continue
      accountNumber += 1
      const creator = people.someone(plan.unit, accountNumber % 5)
      accounts.set(account.name, {
        id: idAt(seed, 'user-svc', accountNumber),
        name: account.name,
        role: account.role,
        createdAt: created + day,
        creator,
      })
    }
    const keys = plan.keys.map((key): StoredKey => {
      keyNumber += 1
      return {
        id: idAt(seed, 'key_', keyNumber),
        plan: key,
        owner: key.owner === 'leaver' ? people.leaver(2) : people.someone(plan.unit, random.at('owner', keyNumber).below(6)),
        account: key.account === undefined ? null : (accounts.get(key.account.name) ?? null),
        createdAt: now - key.ageDays * day,
        lastUsedAt: key.usedDaysAgo === null ? null : now - key.usedDaysAgo * day - 3_600,
      }
    })
    return { id: idAt(seed, 'proj_', index), plan, createdAt: created, accounts: [...accounts.values()], keys }
  })
  const adminKey = (
    index: number,
    name: string,
    owner: StaffMember,
    ageDays: number,
    used: number | null,
    tail: string,
    leaver = false,
  ) => ({
    id: idAt(seed, 'key_admin', index),
    name,
    owner,
    createdAt: now - ageDays * day,
    lastUsedAt: used === null ? null : now - used * day,
    tail,
    leaver,
  })
  const platformLead = people.someone('Engineering', 1)
  const adminKeys = [
    adminKey(0, 'Governance cockpit', platformLead, 20, 0, options.adminKey.slice(-4)),
    adminKey(1, 'Provisioning pipeline', people.someone('Engineering', 2), 240, 1, 'q7Lw'),
    adminKey(2, 'Billing export', people.leaver(3), 610, 2, 'Zt0a', true),
  ]
  const owners = [...projects.flatMap((project) => project.keys.map((key) => key.owner)), ...adminKeys.map((key) => key.owner)]
  const makers = projects.flatMap((project) => project.accounts.map((account) => account.creator))
  const members = [...new Map([...owners, ...makers].filter((person) => person.active).map((person) => [person.id, person])).values()]
  return {
    projects,
    adminKeys,
    members,
    now,
    seed,
    isDeleted: (id) => state.get(`deleted/${id}`) === true,
    remove: (id) => state.set(`deleted/${id}`, true),
    limitOf: (project) => (state.get(`limit/${project}`) as SpendLimit | undefined) ?? null,
    setLimit: (project, limit) => (limit === null ? state.delete(`limit/${project}`) : state.set(`limit/${project}`, limit)),
  }
}
