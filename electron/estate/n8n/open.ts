import { answer } from '../answer-key.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, OtherInstance, ServerOptions } from '../server-options.ts'
import { makeInstance } from './instance.ts'
import { allScopes, n8nRoutes } from './routes.ts'

export interface N8nEstateOptions extends ServerOptions {
  /** Another server of the firm: none of the archetypes, and a crowd of its own. */
  readonly other?: OtherInstance
}

export interface N8nEstate extends OpenServer {
  readonly apiKey: string
  reset(): void
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
    random: makeRandom(seed).at('n8n'),
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
    routes: n8nRoutes(instance, { apiKey, scopes: new Set(options.permissions ?? allScopes) }),
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
