/** How the cockpit connects to one system of the demo estate: plain settings, as a person would type them. */
export interface EstateConnection {
  readonly provider: string
  readonly label: string
  readonly businessUnit: string | null
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** Published quotas are enforced unless a test turns them off. */
export interface EstateOptions {
  /** `small`, `default`, `large`, or a number of principals. */
  readonly size: string
  readonly seed: number
  /** ISO date the estate shows itself at; the newest state unless said. */
  readonly asOf?: string
  /** Where changes (revocations) are kept between runs; memory only when absent. */
  readonly stateFile?: string
  /** Ports to listen on by provider, so that saved connections stay valid; free ports unless said. */
  readonly ports?: Readonly<Record<string, number>>
  readonly quotas?: 'published' | 'off'
  /** Injected faults, for tests: how the nth matching request misbehaves. */
  readonly faults?: readonly EstateFault[]
}

export interface EstateFault {
  readonly provider: string
  /** Matches the request's method and the beginning of its path. */
  readonly method: string
  readonly pathPrefix: string
  readonly kind: 'status' | 'cut' | 'slow' | 'off-host-link' | 'endless-link' | 'wrong-type' | 'empty' | 'no-elements'
  readonly status?: number
  readonly retryAfterSeconds?: number
  readonly delayMs?: number
  /** How many matching requests are answered properly before that; none when absent. */
  readonly skip?: number
  /** How many matching requests misbehave; all of them when absent. */
  readonly times?: number
}

/** What the generator knows and the connectors never see. */
export interface AnswerKeyEntry {
  /** Number in the list of archetypes, or null for the generated crowd. */
  readonly archetype: number | null
  readonly provider: string
  readonly name: string
  /** A native identifier the inventory must show, by which it is matched. */
  readonly nativeId: { readonly kind: string; readonly value: string }
  readonly isAgent: boolean
  readonly agentKind: string | null
  /** Further native ids that must belong to the same agent. */
  readonly joins: readonly { readonly kind: string; readonly value: string }[]
  /** Factor ids that must be among its findings. */
  readonly expectedFactors: readonly string[]
  /** The band, or that it must not be listed, or be only suggested; null where the crowd's band is not fixed. */
  readonly expected: 'critical' | 'high' | 'medium' | 'low' | 'not-listed' | 'suggested' | null
}

export interface EstateTraffic {
  readonly requests: number
  readonly throttled: number
}

export interface Estate {
  readonly connections: readonly EstateConnection[]
  readonly answerKey: readonly AnswerKeyEntry[]
  readonly ports: Readonly<Record<string, number>>
  traffic(): EstateTraffic
  /** Back to the generated state; revocations are forgotten. */
  reset(): Promise<void>
  close(): Promise<void>
}
