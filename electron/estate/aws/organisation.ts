import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { guidAt } from '../ids.ts'
import type { BusinessUnit, People } from '../people.ts'

/** A record in the provider's own shape. */
export type Wire = Record<string, unknown>

/** What lives in one region of one account. */
export interface PlaceContent {
  readonly agents: AgentRecord[]
  readonly knowledgeBases: Wire[]
  readonly flows: Wire[]
  readonly functions: FunctionRecord[]
  readonly runtimes: Wire[]
  readonly gateways: GatewayRecord[]
  readonly harnesses: Wire[]
  readonly workloads: Wire[]
  readonly oauthProviders: Wire[]
  readonly keyProviders: Wire[]
  readonly applications: ApplicationRecord[]
  readonly endpoints: Wire[]
  /** What the provider's event history keeps of this region, in no order. */
  readonly events: Wire[]
  /** Tags of everything but agents, by full name. */
  readonly tags: Map<string, Readonly<Record<string, string>>>
}

export interface FunctionRecord {
  readonly configuration: Wire & { readonly FunctionName: string; readonly FunctionArn: string }
  /** Null: it has no address of its own. */
  readonly url: { readonly FunctionUrl: string; readonly AuthType: 'NONE' | 'AWS_IAM' } | null
}

export interface GatewayRecord {
  readonly gateway: Wire & { readonly gatewayId: string; readonly gatewayArn: string }
  readonly targets: Wire[]
}

export interface ApplicationRecord {
  readonly application: Wire & { readonly applicationId: string }
  readonly plugins: Wire[]
  readonly accessors: Wire[]
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
  readonly identities: Identities
}

/** Users, roles and policies of one account, in the provider's own shape. */
export interface Identities {
  readonly roles: Wire[]
  readonly users: Wire[]
  readonly groups: Wire[]
  readonly policies: Wire[]
  readonly bedrockKeys: (Wire & { readonly UserName: string; readonly ServiceSpecificCredentialId: string })[]
  readonly accessKeys: (Wire & { readonly UserName: string; readonly AccessKeyId: string })[]
  /** By full name of a role or user: the services its policies allow, and when each was last used; null: never. */
  readonly access: Map<string, ReadonlyMap<string, string | null>>
  /** Reports of that, by id: they are ready when they are asked for a second time, and only whoever ordered one may read it. */
  readonly reports: Map<string, AccessReport>
}

export interface AccessReport {
  readonly arn: string
  readonly orderedBy: string
  ready: boolean
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

/** An id of ten capital letters and digits, as agents have. */
export const shortId = (seed: number, space: string, index: number): string =>
  BigInt(`0x${guidAt(seed, `aws/${space}`, index).replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()
    .slice(-10)
    .padStart(10, 'A')

/** What lives in a place, made on the first question. */
export function placeIn(account: AccountPlan, region: string): PlaceContent {
  const known = account.places.get(region)
  if (known !== undefined) return known
  const made: PlaceContent = {
    agents: [],
    knowledgeBases: [],
    flows: [],
    functions: [],
    runtimes: [],
    gateways: [],
    harnesses: [],
    workloads: [],
    oauthProviders: [],
    keyProviders: [],
    applications: [],
    endpoints: [],
    events: [],
    tags: new Map(),
  }
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
