import type { Instant } from '../base/time.ts'
import type { Action, AgentKind, AutonomyLevel, Certainty, Environment, Exposure, ResourceClass, Sensitivity, Trait } from './vocabulary.ts'

/**
 * One native record in our words, as a connector's `observe` states it. Append-only: a new row is written only when the
 * record's canonical form differs from the last one seen. `key` is unique within (connection, kind) and stable over scans.
 * Null means *not looked up*; an empty list means *looked up, none*.
 */
export type Observation = Subject | Grant | Ownership | Person | Activity

export type ObservationKind = Observation['kind']

/** A native identifier. `joins` marks a declared key: equal kind and value in two systems make one agent. */
export interface NativeId {
  readonly kind: string
  readonly value: string
  readonly joins: boolean
}

/** Why something is believed to be AI. Name-only evidence is `suggested` and never enough on its own. */
export interface Signal {
  readonly by:
    | 'provider'
    | 'client-id'
    | 'domain'
    | 'publisher'
    | 'package'
    | 'node-type'
    | 'credential'
    | 'host'
    | 'file'
    | 'process'
    | 'name'
  readonly value: string
  readonly certainty: Certainty
  /** The vendor or product it points to, e.g. `OpenAI`. */
  readonly vendor?: string
}

export interface Model {
  readonly vendor: string | null
  readonly name: string | null
  readonly region?: string
}

/** What a permission or a tool allows, in the common tongue. */
export interface Power {
  readonly action: Action
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
}

export interface Tool {
  readonly name: string
  readonly description?: string
  /** Key of the subject (an MCP server) that offers it. */
  readonly server?: string
  /** Where it acts: on the computer that runs it, on systems beyond, on both; absent where nothing tells. */
  readonly place?: 'local' | 'remote' | 'both'
  /** In words, who says what it does and where: its name, its arguments, its description, the documentation of its server. */
  readonly because?: string
  readonly powers: readonly Power[]
}

export interface Credential {
  readonly kind: 'secret' | 'certificate' | 'api-key' | 'oauth' | 'token' | 'federated' | 'environment' | 'stored' | 'none'
  readonly name: string
  readonly createdAt: Instant | null
  readonly expiresAt: Instant | null
}

export interface DataSource {
  readonly name: string
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
}

/** A relation from this subject to another one of the same connection, by key. */
export interface Relation {
  readonly to: string
  readonly relation: 'hands-off-to' | 'uses-server' | 'runs-as' | 'same-workflow' | 'instance-of'
  /** The target is named here but does not exist (any more). */
  readonly broken?: boolean
}

/**
 * What a hand-kept list says of a thing. It is never taken for a fact: it is only held against what was seen, and what differs is told.
 * Empty text: the list does not say.
 */
export interface Claim {
  /** The list, e.g. its file's name. */
  readonly list: string
  /** The entry in it, e.g. its number. */
  readonly entry: string
  readonly owner: string
  readonly model: string
  readonly vendor: string
  readonly department: string
  readonly status: string
}

/** A thing that is, or may be, an agent; or an identity that something acts as. */
export interface Subject {
  readonly kind: 'subject'
  readonly key: string
  /** `agent`: the provider itself says so, or a rule on its structure does. `identity`: an account or application; it becomes an agent by signals only. */
  readonly role: 'agent' | 'identity'
  readonly name: string
  readonly nativeIds: readonly NativeId[]
  readonly agentKind: AgentKind
  readonly platform: string
  readonly autonomy: { readonly floor: AutonomyLevel; readonly ceiling: AutonomyLevel; readonly because: string } | null
  readonly signals: readonly Signal[]
  readonly purpose: string | null
  readonly publisher: { readonly name: string; readonly verified: boolean | null } | null
  /** The platform's own application: explained, never shadow. */
  readonly firstParty: boolean
  readonly environment: Environment
  readonly enabled: boolean | null
  readonly createdAt: Instant | null
  readonly changedAt: Instant | null
  readonly models: readonly Model[]
  readonly tools: readonly Tool[] | null
  readonly dataSources: readonly DataSource[]
  readonly credentials: readonly Credential[] | null
  readonly exposure: Exposure
  readonly endpoint: string | null
  readonly guardrails: readonly string[]
  readonly errorHandling: { readonly retry: boolean | null; readonly escalation: boolean | null; readonly rollback: boolean | null }
  readonly instructionsHash: string | null
  readonly relations: readonly Relation[]
  readonly traits: readonly Trait[]
  /** Further provider facts worth showing, label → value, already free of secrets. */
  readonly details: Readonly<Record<string, string>>
  /** Set: this is an entry of a hand-kept list, not a thing that was seen. */
  readonly claim?: Claim
}

/** Identity → permissions on a resource. */
export interface Grant {
  readonly kind: 'grant'
  readonly key: string
  readonly subjectKey: string
  /** The API or system the permissions are on, e.g. `Microsoft Graph`. */
  readonly resource: string
  readonly resourceKey: string | null
  readonly permissions: readonly string[]
  /** Those of them that were never used, as far back as the provider remembers; absent where it does not tell. */
  readonly unused?: readonly string[]
  /** Those that were used at least once in that time; where it tells neither, nothing is known. */
  readonly used?: readonly string[]
  readonly type: 'application' | 'delegated' | 'tool' | 'credential'
  /** Delegated: for the whole tenant or for one person. */
  readonly consent: 'tenant' | 'user' | null
  readonly principalKey: string | null
  readonly grantedAt: Instant | null
}

export interface PersonRef {
  readonly key: string
  readonly name: string
  readonly type: 'user' | 'group' | 'service'
  /** Null: not looked up. */
  readonly active: boolean | null
}

/** One relation of a person to a subject; `person` null means looked up, nobody. */
export interface Ownership {
  readonly kind: 'ownership'
  readonly key: string
  readonly subjectKey: string
  readonly role: 'owner' | 'sponsor' | 'creator' | 'consenter' | 'editor'
  readonly person: PersonRef | null
}

export interface Person {
  readonly kind: 'person'
  readonly key: string
  readonly name: string
  readonly mail: string | null
  readonly department: string | null
  readonly active: boolean
  readonly type: 'user' | 'group' | 'service'
}

export interface Activity {
  readonly kind: 'activity'
  readonly key: string
  /** The subject it is about: by key, or by a native id where the provider reports by application. */
  readonly subjectKey: string | null
  readonly nativeId: NativeId | null
  readonly lastActive: Instant | null
  readonly calls: number | null
  readonly users: number | null
  /** What the figures cover, e.g. `last 30 days`. */
  readonly window: string
}

/** A subject with nothing looked up; connectors spread it and state what they saw. */
export const blankSubject: Omit<Subject, 'key' | 'name' | 'nativeIds' | 'agentKind' | 'platform' | 'role'> = {
  kind: 'subject',
  autonomy: null,
  signals: [],
  purpose: null,
  publisher: null,
  firstParty: false,
  environment: 'unknown',
  enabled: null,
  createdAt: null,
  changedAt: null,
  models: [],
  tools: null,
  dataSources: [],
  credentials: null,
  exposure: 'unknown',
  endpoint: null,
  guardrails: [],
  errorHandling: { retry: null, escalation: null, rollback: null },
  instructionsHash: null,
  relations: [],
  traits: [],
  details: {},
}
