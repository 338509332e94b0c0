import type { Result } from '../../../shared/base/result.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { ConnectorInfo, ProbeReport, SettingField, SignInMethod } from '../../../shared/domain/connection.ts'
import type { SkipReason, StepEnd } from '../../../shared/domain/coverage.ts'
import type { Observation, ObservationKind, Power } from '../../../shared/domain/observation.ts'
import type { ManualStep, PlannedCall } from '../../../shared/domain/revocation.ts'
import type { GrantForm } from './grant-form.ts'

/**
 * One call a connector may make. The gate lets nothing else pass, and the least-privilege list is generated from it.
 * `path` is a template: `/v1.0/servicePrincipals/{id}/owners`; a parameter matches one path segment.
 */
export interface CallDeclaration {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  /** Setting key whose value is the origin (and base path); `baseUrl` unless said. With `host` it stands for all hosts where it is set. */
  readonly base?: string
  /** The provider's own host where it has many: `bedrock-agent.{region}.amazonaws.com`. A parameter is one DNS label unless `hostValues` lists it. */
  readonly host?: string
  /** The only values a host parameter may take where they hold dots, e.g. `{ domain: ['amazonaws.com', 'amazonaws.com.cn'] }`. */
  readonly hostValues?: Readonly<Record<string, readonly string[]>>
  /** Which operation it is, where one path carries many: the request must carry exactly this value, once. */
  readonly named?: { readonly by: 'header' | 'form' | 'query'; readonly name: string; readonly value: string }
  /** A read that only a revocation makes and whose permission can write: it is asked for with those of revoking, never for a scan. */
  readonly forRevoking?: true
  /** Why a call that reads is none by its verb, e.g. `the provider lists by POST`. */
  readonly readsByPost?: string
  readonly access: 'read' | 'write' | 'sign-in'
  /** Provider permissions, any one of which suffices; empty for calls that need none. */
  readonly permissions: readonly string[]
  /** Permissions beside that, without which the reply comes but lacks something: permission → what stays unseen. */
  readonly fuller?: Readonly<Record<string, string>>
  /** In words: what it is wanted for. */
  readonly why: string
  /** Id of the quota it draws from, and how much; see `quotas`. */
  readonly quota?: string
  readonly cost?: number
}

/** A published limit: `units` per `perMs`; null units: not published, adapt. `concurrency` caps calls under way. */
export interface Quota {
  readonly id: string
  readonly units: number | null
  readonly perMs: number
  readonly concurrency: number
  readonly source: string
  /** Error codes by which the provider says “slow down”, whatever the status: they count as 429. */
  readonly throttledBy?: readonly string[]
}

/** One reply, already in the call ledger under `call`. `json` is unparsed provider data: parse it with zod. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly json: unknown
  readonly call: string
}

export interface RequestParams {
  readonly path?: Readonly<Record<string, string>>
  /** Values of the declared host's parameters. */
  readonly host?: Readonly<Record<string, string>>
  /** Whose quota it draws on, where the provider counts by account or project beside the host. */
  readonly lane?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** A next-page link as the provider gave it; it must stay on the provider's origin and match the declared path. */
  readonly link?: string
  readonly page?: number
  /** Quota units of this very call where they differ from the declaration (e.g. a batch). */
  readonly cost?: number
  /** Statuses besides 2xx that are answers, not failures, e.g. `[404]`. */
  readonly accept?: readonly number[]
}

/** The one way out, bound to a connection and a step. Failures come back as data; it waits, retries and records by itself. */
export interface Http {
  request(callId: string, params?: RequestParams): Promise<Result<Reply>>
}

/** Records evidence that did not come by http: a file read or a question to a process. Returns the call's id. */
export type RecordCall = (call: {
  readonly transport: 'file' | 'process'
  readonly method: string
  readonly template: string
  readonly subject: string
  readonly bytes: number
  readonly sha256: string | null
  readonly outcome: string
}) => string

export interface ConnectorContext {
  /** Settings without secrets, defaults applied. */
  readonly settings: Readonly<Record<string, string>>
  readonly secret: (key: string) => Promise<Result<string | null>>
  readonly http: Http
  readonly record: RecordCall
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Shown to a person who must act, e.g. `Enter ABCD at https://…`. */
  readonly notice: (text: string) => void
  /** Values kept for the life of one scan or probe, e.g. tokens; never stored. */
  readonly memory: Map<string, unknown>
}

export interface StepContext extends ConnectorContext {
  /** Where an interrupted run of this step left off; null from the start. */
  readonly cursor: string | null
  /**
   * What earlier steps of this scan saw of one kind, streamed from the store; with `known` also what earlier scans saw and no
   * complete step has found gone: for what must not change because a step could not look. Cheap to call, bounded in memory.
   */
  readonly seen: <K extends ObservationKind>(kind: K, reach?: 'scan' | 'known') => Iterable<Extract<Observation, { readonly kind: K }>>
  readonly log: (text: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void
}

/**
 * How a step ended in one place: an account and region, a project and location, an environment. Names as a person knows them,
 * from wide to narrow. Handed over with or after the last observations of the place; if elements were kept aside there, it is
 * partial. A complete place marks what it owns and this scan did not see as gone, whatever became of other places.
 */
export interface PlaceEnd {
  readonly place: readonly [wide: string, narrow?: string]
  readonly end: StepEnd
  /** Key prefixes of this place alone. */
  readonly owns?: Step['owns']
}

/** What a step hands over at a time: kept in one transaction together with `cursor`, from which it can resume. */
export interface Batch {
  readonly observations: readonly Observation[]
  readonly call: string | null
  /** Opaque; null when the step cannot resume from here. */
  readonly cursor: string | null
  /** Elements that could not be parsed and were kept aside. */
  readonly keptAside: number
  /** The size of the whole, where the provider tells it: for the time left. */
  readonly expected?: number
  /** Places whose reading ended with this batch. */
  readonly places?: readonly PlaceEnd[]
}

export interface Step {
  readonly id: string
  readonly title: string
  /** In words: what it yields, e.g. `service principals`. */
  readonly yields: string
  /** Ids of steps that must have ended (in whatever way) before. */
  readonly after: readonly string[]
  /** Ids of declared calls it makes; empty for file steps. */
  readonly calls: readonly string[]
  /** What stays unseen while it is not complete. */
  readonly hides: string
  /** The observation kinds and key prefixes it is responsible for: a complete run marks the rest of them as gone. */
  readonly owns: readonly { readonly kind: ObservationKind; readonly keyPrefix: string }[]
  run(context: StepContext): AsyncGenerator<Batch, StepEnd>
}

/** What a permission allows; null where the table does not know it: a visible gap, never silently harmless. */
export type Classify = (
  permission: string,
  type: 'application' | 'delegated' | 'tool' | 'credential',
  resource: string,
) => readonly Power[] | null

/** What the revoker may know of the agent: values, never the store. */
export interface RevokeTarget {
  readonly agent: Agent
  readonly connectionId: string
  /** Keys of the agent's subjects in this connection. */
  readonly subjectKeys: readonly string[]
  readonly grantKeys: readonly string[]
}

export interface RevokeDraft {
  readonly calls: readonly Omit<PlannedCall, 'id' | 'connectionId'>[]
  readonly manual: readonly ManualStep[]
  readonly peopleAffected: readonly string[]
  readonly cannotBeUndone: readonly string[]
}

export interface Revoker {
  /** Reads the present state and says the exact calls; writes nothing. */
  plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>>
  /** Saves the pre-image, makes one planned call. `already` when there was nothing to do. */
  execute(
    call: PlannedCall,
    context: ConnectorContext,
  ): Promise<Result<{ readonly state: 'done' | 'already'; readonly preImage: string | null; readonly call: string | null }>>
  /** Re-reads: is the planned effect in force? `leftOver` in words, e.g. tokens that outlive the change. */
  verify(
    calls: readonly PlannedCall[],
    context: ConnectorContext,
  ): Promise<Result<{ readonly inForce: boolean; readonly leftOver: readonly string[]; readonly call: string | null }>>
  undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): Promise<Result<{ readonly call: string | null }>>
}

/** A connector is one declared object. Verbs, in this order, in every one: client → parse → observe. */
export interface Connector {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly category: ConnectorInfo['category']
  /** What it leaves alone although a person might fear it, in words: `messages`, `files`. Said before anything is typed. */
  readonly neverReads?: readonly string[]
  /** The exact way to grant one of its permissions, as one sentence with the provider's own names of pages. */
  readonly howToGrant?: (permission: string) => string
  /** Kinds of native ids that this system gives out. Seen in others while it is not connected, they tell that it is there. */
  readonly ownIds?: readonly string[]
  readonly fields: readonly SettingField[]
  /** Sets of settings of which one must be given whole, beside what each field requires; none unless said. */
  readonly needs?: readonly (readonly string[])[]
  readonly signIn: readonly SignInMethod[]
  readonly calls: readonly CallDeclaration[]
  readonly quotas: readonly Quota[]
  /** In which forms the provider takes the permissions of the calls; none where no call takes one. */
  readonly grants?: readonly GrantForm[]
  readonly steps: readonly Step[]
  /** The cheapest authenticated call, and which permissions are there. */
  probe(context: ConnectorContext): Promise<Result<ProbeReport>>
  readonly classify: Classify
  readonly revoke?: Revoker
}

/** Shorthands for the ends of a step. */
export const complete: StepEnd = { state: 'complete' }
export const partial = (why: string): StepEnd => ({ state: 'partial', why })
export const skipped = (reason: SkipReason, why: string): StepEnd => ({ state: 'skipped', reason, why })
