import { answer } from '../answer-key.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, OtherInstance, ServerOptions } from '../server-options.ts'
import { makeApps } from './plan.ts'
import { careWorkflow, organisationRoutes } from './routes.ts'

export interface OrganisationEstateOptions extends ServerOptions {
  /** No workspace keeps to itself. */
  readonly calm?: boolean
  /** Scopes the token lacks, for tests. */
  readonly without?: readonly string[]
  /** False: replies do not tell what the token may do. */
  readonly tellsScopes?: boolean
  /** False: one workspace on a smaller plan. */
  readonly enterprise?: boolean
  /** How many people belong to it; 150 unless said. */
  readonly members?: number
  /** An organisation without apps. */
  readonly empty?: boolean
  /** Another organisation of the firm: the products of the directory under the ids they have everywhere, and a crowd of its own. */
  readonly other?: OtherInstance & { readonly seed: number }
}

const provider = 'slack'
const tokenScopes =
  'admin admin.teams:read admin.apps:read admin.apps:write admin.workflows:read admin.app_activities:read auditlogs:read users:read users:read.email'.split(
    ' ',
  )

/** Opens Meridian Group's Slack organisation on 127.0.0.1. */
export async function openOrganisationEstate(options: OrganisationEstateOptions): Promise<OpenServer> {
  const { seed, people, without = [], enterprise = true } = options
  const crowd = Math.min(400, Math.max(10, Math.round(options.size.principals / 25)))
  const own = options.other?.seed ?? seed
  const all = options.empty ? [] : makeApps(seed, makeRandom(own).at('slack'), options.other ? Math.ceil(crowd / 4) : crowd, own)
  const apps = options.other ? all.filter(({ archetype }) => archetype === null) : all
  // Put together at run time, so that no scanner of source code takes it for a real one.
  const token = ['xoxp', 'demo', guidAt(own, 'slack/token', 0).replaceAll('-', '')].join('-')
  const server = await openLoopbackServer({
    provider,
    port: options.port,
    faults: options.faults,
    linkMember: 'response_metadata/next_cursor',
    error: (status) => ({ ok: false, error: status === 429 ? 'ratelimited' : 'internal_error' }),
    routes: organisationRoutes({
      ...options,
      seed: own,
      members: Math.min(people.count, options.members ?? 150),
      apps,
      token,
      scopes: new Set((options.permissions ?? tokenScopes).filter((scope) => !without.includes(scope))),
      enterprise,
      everywhere: options.calm ?? options.other !== undefined,
      tellsScopes: options.tellsScopes ?? true,
    }),
  })
  return {
    origin: server.origin,
    port: server.port,
    entries: [
      ...apps.map((app) =>
        answer({
          archetype: app.archetype,
          provider,
          name: app.name,
          nativeId: { kind: 'slack-app-id', value: app.id },
          agentKind: app.answer.isAgent ? 'ai-application' : null,
          ...app.answer,
        }),
      ),
      ...(apps.length === 0
        ? []
        : [
            answer({
              archetype: options.other ? null : 7,
              provider,
              name: 'Care reply drafting',
              nativeId: { kind: 'slack-workflow-id', value: careWorkflow(own) },
              isAgent: true,
              agentKind: 'workflow',
              expectedFactors: ['nobody-answerable'],
            }),
          ]),
    ],
    connection: {
      provider,
      label: options.other?.label ?? 'Meridian Slack',
      businessUnit: options.other?.businessUnit ?? null,
      settings: { baseUrl: server.origin, auditUrl: server.origin },
      secrets: { token },
    },
    requests: server.requests,
    throttled: server.throttled,
    close: server.close,
  }
}
