import type { AnswerKeyEntry, EstateConnection, EstateFault } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import type { People } from '../people.ts'
import type { Random } from '../random.ts'
import type { EstateSize } from '../size.ts'
import type { StateSection } from '../state-file.ts'
import { makeInstance } from './instance.ts'
import { allScopes, n8nRoutes } from './routes.ts'

export interface N8nEstateOptions {
  readonly random: Random
  readonly people: People
  readonly size: Pick<EstateSize, 'principals'>
  readonly seed: number
  /** ISO date at which the server shows itself. */
  readonly asOf: string
  readonly port: number
  readonly faults: readonly EstateFault[]
  readonly state: StateSection
  /** Another server of the firm: none of the archetypes, and a crowd of its own. */
  readonly other?: { readonly label: string; readonly businessUnit: string | null }
  /** Scopes of the key instead of all of them, for tests. */
  readonly scopes?: readonly string[]
}

export interface N8nEstate {
  readonly origin: string
  readonly port: number
  readonly apiKey: string
  readonly entries: readonly AnswerKeyEntry[]
  readonly connection: EstateConnection
  requests(): number
  throttled(): number
  reset(): void
  close(): Promise<void>
}

/** How many workflows go with a number of principals: 150 at the default size. */
function workflowCount(principals: number): number {
  return Math.min(2_000, Math.max(48, Math.round((principals * 150) / 2_500)))
}

/** Opens Meridian Group's automation server on 127.0.0.1. */
export async function openN8nEstate(options: N8nEstateOptions): Promise<N8nEstate> {
  const { seed, state } = options
  const instance = makeInstance({
    ...options,
    count: options.other ? Math.ceil(workflowCount(options.size.principals) / 5) : workflowCount(options.size.principals),
    archetypes: options.other === undefined,
  })
  const apiKey = `n8n_api_${guidAt(seed, 'n8n/api-key', 0).replaceAll('-', '')}`
  const server = await openLoopbackServer({
    provider: 'n8n',
    port: options.port,
    faults: options.faults,
    linkMember: 'nextCursor',
    error: (_status, text) => ({ message: text }),
    routes: n8nRoutes(instance, { apiKey, scopes: new Set(options.scopes ?? allScopes) }),
  })
  return {
    origin: server.origin,
    port: server.port,
    apiKey,
    entries: [
      ...instance.workflows.map(({ id, plan }) =>
        answer({
          archetype: plan.archetype,
          provider: 'n8n',
          name: plan.name,
          nativeId: { kind: 'n8n-workflow-id', value: id },
          ...plan.answer,
        }),
      ),
    ],
    connection: {
      provider: 'n8n',
      label: 'Meridian automation server',
      businessUnit: null,
      ...options.other,
      settings: { baseUrl: server.origin },
      secrets: { apiKey },
    },
    requests: server.requests,
    throttled: server.throttled,
    reset: () => state.clear(),
    close: server.close,
  }
}
