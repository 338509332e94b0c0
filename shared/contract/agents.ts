import { z } from 'zod'
import type { AgentDetail, AgentRow } from '../domain/agent.ts'
import type { Call } from '../domain/call.ts'
import type { Decision } from '../domain/decision.ts'
import { agentKinds, agentStatuses, autonomyLevels, bands, certainties, environments, ownerStates } from '../domain/vocabulary.ts'
import { method } from './method.ts'

/** Every filter is a set of accepted values; empty or absent means all. */
export const agentFilter = z
  .object({
    kind: z.array(z.enum(agentKinds)),
    band: z.array(z.enum(bands)),
    status: z.array(z.enum(agentStatuses)),
    ownerState: z.array(z.enum(ownerStates)),
    provider: z.array(z.string()),
    connectionId: z.array(z.string()),
    businessUnit: z.array(z.string()),
    environment: z.array(z.enum(environments)),
    autonomy: z.array(z.enum(autonomyLevels)),
    certainty: z.array(z.enum(certainties)),
    /** A capability as `action resource`, e.g. `read mail`. */
    can: z.array(z.string()),
    gone: z.boolean(),
    text: z.string().max(500),
  })
  .partial()
  .strict()
export type AgentFilter = z.output<typeof agentFilter>

export const agentSortKeys = [
  'risk',
  'danger',
  'governance',
  'name',
  'kind',
  'status',
  'owner',
  'lastActive',
  'firstSeen',
  'provider',
  'autonomy',
] as const
export type AgentSortKey = (typeof agentSortKeys)[number]

export const agentSort = z.object({ key: z.enum(agentSortKeys), direction: z.enum(['asc', 'desc']) }).strict()

export interface AgentPage {
  readonly rows: readonly AgentRow[]
  /** Pass it back to get the next page; null at the end. */
  readonly next: string | null
  /** Rows that match the filter. */
  readonly total: number
}

export interface Facet {
  readonly key: string
  readonly values: readonly { readonly value: string; readonly count: number }[]
}

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly filter: AgentFilter
  readonly sort: z.output<typeof agentSort>
  readonly columns: readonly string[]
}

export interface HistoryItem {
  readonly at: string
  readonly kind: 'first-seen' | 'changed' | 'gone' | 'returned' | 'decision' | 'risk'
  readonly text: string
  readonly scanId: string | null
}

export const agents = {
  page: method(
    z
      .object({
        filter: agentFilter.default({}),
        sort: agentSort.default({ key: 'risk', direction: 'desc' }),
        after: z.string().nullable().default(null),
        limit: z.number().int().min(1).max(500).default(100),
      })
      .strict(),
  )<AgentPage>(),
  /** Where a row block starts: the cursor before row `index`, for grids that jump. */
  anchor: method(z.object({ filter: agentFilter.default({}), sort: agentSort, index: z.number().int().min(0) }).strict())<{
    readonly after: string | null
  }>(),
  facets: method(z.object({ filter: agentFilter.default({}) }).strict())<readonly Facet[]>(),
  get: method(z.object({ id: z.string() }).strict())<AgentDetail>(),
  history: method(z.object({ id: z.string() }).strict())<readonly HistoryItem[]>(),
  decisions: method(z.object({ id: z.string() }).strict())<readonly Decision[]>(),
  call: method(z.object({ callId: z.string() }).strict())<Call>(),
  calls: method(z.object({ id: z.string() }).strict())<readonly Call[]>(),
  views: method(z.object({}).strict())<readonly SavedView[]>(),
  saveView: method(
    z.object({ name: z.string().min(1).max(80), filter: agentFilter, sort: agentSort, columns: z.array(z.string()).max(40) }).strict(),
  )<SavedView>(),
  removeView: method(z.object({ id: z.string() }).strict())<null>(),
}
