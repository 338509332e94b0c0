import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { guidAt } from '../ids.ts'
import type { BusinessUnit, People } from '../people.ts'
import { makeRandom, mix } from '../random.ts'
import { fillArchetypes } from './archetypes.ts'
import { fillCrowd } from './crowd.ts'

/** A record in the provider's own shape. */
export type Wire = Record<string, unknown>

/** What lives in one region of one account. */
export interface PlaceContent {
  readonly agents: AgentRecord[]
  readonly knowledgeBases: Wire[]
  readonly functions: Wire[]
}

export interface AgentRecord {
  readonly agent: Wire & { readonly agentId: string; readonly agentName: string; readonly agentArn: string }
  readonly aliases: Wire[]
  readonly groups: Wire[]
  readonly collaborators: Wire[]
  /** Ids of knowledge bases. */
  readonly knowledge: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

export interface AccountPlan {
  readonly id: string
  readonly name: string
  readonly unit: BusinessUnit
  readonly active: boolean
  readonly regions: readonly string[]
  /** Permissions that a policy of the organisation denies in it. */
  readonly deniedByPolicy: readonly string[]
  readonly places: Map<string, PlaceContent>
}

export interface Organisation {
  readonly seed: number
  readonly now: number
  readonly people: People
  readonly accounts: readonly AccountPlan[]
  readonly answers: AnswerKeyEntry[]
  /** What stands in regions that the demo connection leaves out: found only when a person adds them. */
  readonly leftOut: AnswerKeyEntry[]
}

export interface OrganisationOptions {
  readonly seed: number
  readonly asOf: string
  readonly people: People
  readonly accounts: number
  readonly regions: readonly string[]
  /** How many agents the crowd has in all. */
  readonly crowd: number
  /** Nobody misbehaves: no account is denied, no region left out. */
  readonly quiet: boolean
  readonly empty: boolean
}

/** Regions that every account of the provider has from its first day. */
export const defaultRegions =
  'ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2'.split(
    ' ',
  )

const named: readonly (readonly [name: string, unit: BusinessUnit])[] = [
  ['Meridian Management', 'Engineering'],
  ['Payments Production', 'Finance'],
  ['Customer Care Production', 'Customer Care'],
  ['Engineering Sandbox', 'Engineering'],
  ['Data Platform', 'Sales'],
  ['Northwind Retail (acquired)', 'Supply Chain'],
  ['Closed Pilot', 'People'],
]
const more: readonly (readonly [string, BusinessUnit])[] = [
  ['Logistics', 'Supply Chain'],
  ['People Systems', 'People'],
  ['Web Shop', 'Sales'],
  ['Ledger', 'Finance'],
  ['Build', 'Engineering'],
  ['Contact Centre', 'Customer Care'],
]

/** A twelve-digit number. */
const accountId = (seed: number, index: number): string => String(100_000_000_000 + mix(seed, 'aws/account', index) * 200).slice(0, 12)

/** An id of ten capital letters and digits, as agents have. */
export const shortId = (seed: number, space: string, index: number): string =>
  BigInt(`0x${guidAt(seed, `aws/${space}`, index).replaceAll('-', '')}`).toString(36).toUpperCase().slice(-10).padStart(10, 'A')

export function makeOrganisation(options: OrganisationOptions): Organisation {
  const { seed, people, quiet } = options
  const accounts = Array.from({ length: Math.max(named.length, options.accounts) }, (_unused, index): AccountPlan => {
    const fixed = named[index]
    const [name, unit] = fixed ?? more[index % more.length] ?? ['Account', 'Engineering']
    return {
      id: accountId(seed, index),
      name: fixed === undefined ? `${name} ${index}` : name,
      unit,
      active: name !== 'Closed Pilot',
      regions: options.regions,
      deniedByPolicy: !quiet && name.startsWith('Northwind') ? ['bedrock:ListAgents'] : [],
      places: new Map(),
    }
  })
  const now = Date.parse(`${options.asOf}T09:00:00.000Z`)
  const organisation: Organisation = { seed, now, people, accounts, answers: [], leftOut: [] }
  if (options.empty) return organisation
  fillArchetypes(organisation, quiet)
  fillCrowd(organisation, makeRandom(seed).at('aws'), options.crowd)
  return organisation
}

/** What lives in a place, made on the first question. */
export function placeIn(account: AccountPlan, region: string): PlaceContent {
  const known = account.places.get(region)
  if (known !== undefined) return known
  const made: PlaceContent = { agents: [], knowledgeBases: [], functions: [] }
  account.places.set(region, made)
  return made
}

/** A day so many days before the day the estate shows itself at. */
export const daysAgo = ({ now }: Organisation, days: number): string => new Date(now - days * 86_400_000).toISOString()

export function accountNamed({ accounts }: Organisation, name: string): AccountPlan {
  const found = accounts.find((account) => account.name.startsWith(name))
  if (found === undefined) throw new Error(`no account ${name}`)
  return found
}
