import type { Instant } from '../base/time.ts'
import type { Action, Reach, ResourceClass, Sensitivity } from './vocabulary.ts'

/** What an agent can do, in the common tongue of risk and policy. */
export interface Capability {
  readonly action: Action
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
  readonly reach: Reach
  /** The permission, tool, node or credential it comes from, in the provider's words. */
  readonly via: string
  readonly source: 'application-permission' | 'delegated-permission' | 'tool' | 'credential' | 'data-source' | 'trigger'
  /** The system it acts on, e.g. `Microsoft Graph`, `Gmail`. */
  readonly system: string
  readonly used: boolean | null
  readonly lastUsed: Instant | null
  readonly callId: string | null
}
