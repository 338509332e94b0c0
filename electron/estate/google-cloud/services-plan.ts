import type { Answer } from './plan.ts'

interface Placed {
  readonly archetype: number | null
  readonly project: string
  readonly location: string
  readonly id: string
  readonly name: string
  readonly answer: Answer
}

export interface EndpointPlan extends Placed {
  readonly models: readonly { readonly id: string; readonly model: string; readonly account?: string }[]
  readonly logged: boolean
}

export interface ChatPlan extends Placed {
  readonly description: string
  readonly model: string | null
  readonly tools: readonly string[]
  readonly webhook: string | null
  readonly logged: boolean
}

export interface CustomerAppPlan extends Placed {
  readonly description: string
  readonly model: string
  /** Anybody may talk to it. */
  readonly open: boolean
  readonly tools: readonly string[]
}

export interface GeminiAppPlan extends Placed {
  readonly solution: string
  readonly intranet: boolean
  readonly stores: readonly string[]
}

export interface GeminiAgentPlan extends Placed {
  readonly app: string
  readonly description: string
  readonly everybody: boolean
  readonly state: string
  /** The agent on Agent Engine that it is, as `project/location/id`. */
  readonly engine?: string
  /** Another firm's address, by A2A. */
  readonly elsewhere?: string
}

export interface RegisteredPlan extends Placed {
  readonly sort: 'agent' | 'server' | 'endpoint'
  readonly url: string
  readonly tools: readonly { readonly name: string; readonly reads?: boolean }[]
  /** The agent on Agent Engine that it is, as `project/location/id`. */
  readonly engine?: string
  /** Ids of registered things that it uses. */
  readonly uses?: readonly string[]
}

export interface ApiKeyPlan extends Placed {
  readonly targets: readonly string[]
  readonly createdDaysAgo: number
}

export interface SignInPlan extends Placed {
  readonly host: string
  readonly clientId: string
  readonly scopes: readonly string[]
}

/** What stands beside Agent Engine in one organisation. */
export interface ServicesPlan {
  readonly endpoints: readonly EndpointPlan[]
  readonly chats: readonly ChatPlan[]
  readonly apps: readonly CustomerAppPlan[]
  readonly geminiApps: readonly GeminiAppPlan[]
  readonly geminiAgents: readonly GeminiAgentPlan[]
  readonly registered: readonly RegisteredPlan[]
  readonly apiKeys: readonly ApiKeyPlan[]
  readonly signIns: readonly SignInPlan[]
}

export const noServices: ServicesPlan = {
  endpoints: [],
  chats: [],
  apps: [],
  geminiApps: [],
  geminiAgents: [],
  registered: [],
  apiKeys: [],
  signIns: [],
}
