import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, OtherInstance, ServerOptions } from '../server-options.ts'
import { makeOrganization, type Organization } from './organization.ts'
import { assistantRecords } from './records.ts'
import { openaiError, openaiRoutes } from './routes.ts'

export interface OpenaiEstateOptions extends ServerOptions {
  /** No project is out of reach. */
  readonly calm?: boolean
  /** Another organisation of the firm: none of the archetypes. */
  readonly other?: OtherInstance
}

export interface OpenaiEstate extends OpenServer {
  readonly organization: Organization
  reset(): void
}

const allScopes = ['api.management.read', 'api.management.write', 'api.usage.read', 'api.audit_logs.read', 'api.assistants.read']

/** How many projects go with a number of principals: 24 at the default size. */
const projectCount = (principals: number): number => Math.min(240, Math.max(10, Math.round((principals * 24) / 2_500)))

/** Opens Meridian Group's organisation with this vendor on 127.0.0.1. */
export async function openOpenaiEstate(options: OpenaiEstateOptions): Promise<OpenaiEstate> {
  const { seed, state } = options
  const adminKey = `sk-admin-${guidAt(seed, 'openai/admin-key', 0).replaceAll('-', '')}`
  const projectKey = `sk-proj-${guidAt(seed, 'openai/project-key', 0).replaceAll('-', '')}`
  const organization = makeOrganization({
    ...options,
    random: makeRandom(seed).at('openai'),
    count: options.other ? 8 : projectCount(options.size.principals),
    archetypes: options.other === undefined,
    adminKey,
  })
  const server = await openLoopbackServer({
    provider: 'openai',
    port: options.port,
    faults: options.faults,
    linkMember: 'next_page',
    error: (_status, message) => openaiError(message),
    routes: openaiRoutes(organization, {
      adminKey,
      projectKey,
      scopes: new Set(options.permissions ?? allScopes),
      anyRegion: options.calm ?? false,
    }),
  })
  return {
    origin: server.origin,
    port: server.port,
    organization,
    entries: answersOf(organization),
    connection: {
      provider: 'openai',
      label: 'OpenAI organisation',
      businessUnit: null,
      ...options.other,
      settings: { baseUrl: server.origin },
      secrets: { adminKey, projectKey },
    },
    requests: server.requests,
    throttled: server.throttled,
    reset: () => state.clear(),
    close: server.close,
  }
}

function answersOf({ projects, adminKeys, seed, now }: Organization): readonly AnswerKeyEntry[] {
  const keys = projects.flatMap((project) =>
    project.keys.map(({ id, plan, account }) =>
      answer({
        archetype: plan.archetype,
        provider: 'openai',
        name: plan.name,
        nativeId: { kind: 'openai-api-key-id', value: id },
        isAgent: true,
        // The keys of a service account and the account are one agent.
        agentKind: account === null ? 'ai-application' : 'automation-identity',
        joins: account === null ? [] : [{ kind: 'openai-service-account-id', value: account.id }],
        expectedFactors: plan.expectedFactors,
        expected: plan.expected,
      }),
    ),
  )
  const administration = adminKeys.map(({ id, name, leaver }) =>
    answer({
      provider: 'openai',
      name,
      nativeId: { kind: 'openai-api-key-id', value: id },
      isAgent: true,
      agentKind: 'automation-identity',
      expectedFactors: leaver ? ['owner-left'] : [],
    }),
  )
  const assistants = assistantRecords(seed, now).map(({ id, name }) =>
    answer({ provider: 'openai', name, nativeId: { kind: 'openai-assistant-id', value: id }, isAgent: true, agentKind: 'assistant' }),
  )
  return [...keys, ...administration, ...assistants]
}
