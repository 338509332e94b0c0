import type { BusinessUnit, People } from '../people.ts'
import { makeRandom, mix } from '../random.ts'
import { fillArchetypes } from './archetypes.ts'
import { fillCrowd } from './crowd.ts'
import { fillEvents } from './fill-events.ts'
import { fillIdentities } from './identities.ts'
import type { AccountPlan, Organisation } from './organisation.ts'

interface OrganisationOptions {
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
      identities: {
        roles: [],
        users: [],
        groups: [],
        policies: [],
        bedrockKeys: [],
        accessKeys: [],
        access: new Map(),
        reports: new Map(),
      },
    }
  })
  const now = Date.parse(`${options.asOf}T09:00:00.000Z`)
  const organisation: Organisation = { seed, now, people, accounts, answers: [], leftOut: [] }
  if (options.empty) return organisation
  fillArchetypes(organisation, quiet)
  fillCrowd(organisation, makeRandom(seed).at('aws'), options.crowd)
  fillIdentities(organisation)
  fillEvents(organisation)
  return organisation
}
