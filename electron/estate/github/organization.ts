import { guidAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import type { StateSection } from '../state-file.ts'
import { type AppPlan, appPlans, ordinaryApp } from './apps.ts'
import { archetypeFiles, codeFiles, plainFiles, type RepositoryFile } from './files.ts'

export interface InstalledApp {
  readonly id: number
  readonly appId: number
  readonly clientId: string
  readonly plan: AppPlan
  readonly installer: StaffMember
}

export interface StoredRepository {
  readonly id: number
  readonly name: string
  readonly public: boolean
  readonly archived: boolean
  /** GitHub itself closed it. */
  readonly blocked: boolean
  readonly files: readonly RepositoryFile[]
  readonly admins: readonly StaffMember[]
  readonly editor: StaffMember
}

export interface StoredToken {
  readonly id: number
  readonly name: string
  readonly owner: StaffMember
  readonly grantedDaysAgo: number
  readonly expiresInDays: number | null
  readonly usedDaysAgo: number | null
  readonly permissions: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly answer: 'suggested' | 'not-listed'
}

export interface StoredCredential {
  readonly id: number
  readonly type: 'personal access token' | 'SSH key'
  readonly note: string
  readonly owner: StaffMember
  readonly scopes: readonly string[]
  readonly authorizedDaysAgo: number
  readonly answer: 'suggested' | 'not-listed'
}

/** One organisation as it was generated, with the changes since. */
export interface Organization {
  readonly login: string
  readonly id: number
  readonly enterprise: string
  readonly asOf: string
  readonly members: readonly StaffMember[]
  readonly guests: readonly StaffMember[]
  readonly seats: readonly StaffMember[]
  readonly repositories: readonly StoredRepository[]
  loginOf(member: StaffMember): string
  installations(): readonly InstalledApp[]
  tokens(): readonly StoredToken[]
  credentials(): readonly StoredCredential[]
  /** An instant so many days before the estate's day. */
  ago(days: number): string
  readonly state: StateSection
}

/** 41: no permission opens it. */
const blockedRepository = 'mirrored-tools'
const organizationLogin = 'meridian-group'

/** Another organisation of the same firm: none of the archetypes. */
export interface OtherOrganization {
  readonly label: string
  readonly businessUnit: string | null
  readonly login: string
  /** Keeps its ids apart. */
  readonly offset: number
}

/** Makes the organisation: archetypes at every size, the ordinary in proportion. */
export function makeOrganization(options: {
  readonly people: People
  readonly seed: number
  readonly asOf: string
  readonly principals: number
  readonly state: StateSection
  /** Whether GitHub blocks nothing. */
  readonly calm: boolean
  readonly other?: OtherOrganization
}): Organization {
  const { people, seed, asOf, principals, state, other, calm } = options
  const offset = other?.offset ?? 0
  const now = Date.parse(`${asOf}T09:00:00.000Z`)
  const share = principals / 2_500
  const members = Array.from({ length: Math.min(400, Math.max(24, Math.round(60 * share))) }, (_unused, nth) =>
    people.someone('Engineering', nth),
  )
  const someone = (nth: number): StaffMember => members[nth % members.length] ?? people.at(0)
  const leaver = people.leaver(2)
  const told = other ? appPlans.filter(({ archetype, listed }) => archetype === null && listed).slice(0, 5) : appPlans
  const plans = [...told, ...Array.from({ length: Math.min(30, Math.round(2 * share)) }, (_unused, index) => ordinaryApp(index))]
  const apps = plans.map((plan, index): InstalledApp => {
    // An app is the same everywhere; what nobody knows elsewhere is the organisation's own.
    const number = appPlans.includes(plan) ? appPlans.indexOf(plan) : appPlans.length + offset + index
    return {
      id: 5_010_000 + offset + index,
      appId: 77_000 + number,
      clientId: `Iv23li${guidAt(seed, 'github/client', number).replaceAll('-', '').slice(0, 14)}`,
      plan,
      installer: someone(index),
    }
  })
  return {
    login: other?.login ?? organizationLogin,
    id: 4_711_017 + offset,
    enterprise: 'meridian',
    asOf,
    members: [...new Map(members.map((one) => [one.id, one])).values()],
    guests: [people.someone('Sales', 3)],
    seats: members.slice(0, Math.max(12, Math.round(members.length / 2))),
    repositories: makeRepositories(someone, leaver, Math.min(40, Math.max(1, Math.round(4 * share))), other, calm),
    loginOf: (member) => `${member.name.toLowerCase().replace(' ', '-')}-${member.index}`,
    installations: () => apps.filter(({ id }) => state.get(`removed/${id}`) !== true),
    tokens: () => (other ? [] : makeTokens(someone, leaver)).filter(({ id }) => state.get(`token/${id}`) !== 'revoked'),
    credentials: () => (other ? [] : makeCredentials(someone)).filter(({ id }) => state.get(`credential/${id}`) !== 'removed'),
    ago: (days) => new Date(now - days * 86_400_000).toISOString().replace('.000Z', 'Z'),
    state,
  }
}

function makeRepositories(
  someone: (nth: number) => StaffMember,
  leaver: StaffMember,
  ordinary: number,
  other: OtherOrganization | undefined,
  calm: boolean,
): readonly StoredRepository[] {
  const offset = other?.offset ?? 0
  const repository = (name: string, index: number, files: readonly RepositoryFile[]): StoredRepository => ({
    id: 800_100 + offset + index,
    name,
    public: name === 'storefront',
    archived: name === 'retired-shop',
    blocked: name === blockedRepository,
    files: [...codeFiles, ...files],
    admins: name === 'pricing-engine' ? [leaver] : [someone(index)],
    editor: name === 'pricing-engine' ? leaver : someone(index + 1),
  })
  const told = Object.entries(archetypeFiles).filter(([name]) => other === undefined || name === 'platform-agents')
  const named = told.map(([name, files], index) => repository(name, index, files))
  const rest = Array.from({ length: ordinary }, (_unused, index) =>
    repository(index === 0 ? 'retired-shop' : `service-${index}`, named.length + index, plainFiles),
  )
  const last = named.length + rest.length
  const closed = calm ? [] : [repository(blockedRepository, last + 1, plainFiles)]
  return [...named, ...rest, { ...repository('empty-idea', last, []), files: [] }, ...closed]
}

function makeTokens(someone: (nth: number) => StaffMember, leaver: StaffMember): readonly StoredToken[] {
  const token = (index: number, name: string, owner: StaffMember, fields: Partial<StoredToken> = {}): StoredToken => ({
    id: 25_381 + index,
    name,
    owner,
    grantedDaysAgo: 60 + index * 30,
    expiresInDays: 90,
    usedDaysAgo: index,
    permissions: { organization: { members: 'read' }, repository: { metadata: 'read', contents: 'read' } },
    answer: 'not-listed',
    ...fields,
  })
  return [
    token(0, 'claude code laptop', someone(3), {
      permissions: { repository: { metadata: 'read', contents: 'write', pull_requests: 'write' } },
      answer: 'suggested',
    }),
    token(1, 'Cursor background agent', leaver, {
      expiresInDays: null,
      permissions: { repository: { metadata: 'read', contents: 'write' } },
      answer: 'suggested',
    }),
    token(2, 'release pipeline', someone(5)),
    token(3, 'stats sheet', someone(6), { usedDaysAgo: null }),
  ]
}

function makeCredentials(someone: (nth: number) => StaffMember): readonly StoredCredential[] {
  return [
    {
      id: 161_195_001,
      type: 'personal access token',
      note: 'chatgpt connector',
      owner: someone(8),
      scopes: ['repo', 'workflow'],
      authorizedDaysAgo: 400,
      answer: 'suggested',
    },
    {
      id: 161_195_002,
      type: 'personal access token',
      note: 'backup script',
      owner: someone(9),
      scopes: ['repo'],
      authorizedDaysAgo: 700,
      answer: 'not-listed',
    },
    { id: 161_195_003, type: 'SSH key', note: 'work laptop', owner: someone(10), scopes: [], authorizedDaysAgo: 90, answer: 'not-listed' },
  ]
}
