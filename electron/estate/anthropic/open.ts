import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, OtherInstance, ServerOptions } from '../server-options.ts'
import { makeOrganization, type Organization } from './organization.ts'
import { anthropicError, anthropicRoutes } from './routes.ts'

export interface AnthropicEstateOptions extends ServerOptions {
  /** Every key of the connection still works. */
  readonly calm?: boolean
  /** Whether the activity feed was switched on; it was unless said. */
  readonly feed?: boolean
  /** Another organisation of the firm: none of the archetypes. */
  readonly other?: OtherInstance
}

export interface AnthropicEstate extends OpenServer {
  readonly organization: Organization
  reset(): void
}

const allRights = ['Admin API key', 'read:compliance_activities', 'org:admin', 'API key of a workspace']

/** How many keys go with a number of principals: 60 at the default size. */
const keyCount = (principals: number): number => Math.min(600, Math.max(26, Math.round((principals * 60) / 2_500)))

/** Opens Meridian Group's organisation with this vendor on 127.0.0.1. */
export async function openAnthropicEstate(options: AnthropicEstateOptions): Promise<AnthropicEstate> {
  const { seed, state, feed = true, permissions = allRights } = options
  const secret = (kind: string) => guidAt(seed, `anthropic/${kind}`, 0).replaceAll('-', '')
  const secrets = {
    adminKey: `sk-ant-admin01-${secret('admin')}`,
    orgToken: `sk-ant-oat01-${secret('token')}`,
  }
  const organization = makeOrganization({
    ...options,
    random: makeRandom(seed).at('anthropic'),
    count: options.other ? 20 : keyCount(options.size.principals),
    archetypes: options.other === undefined,
    calm: options.calm ?? options.other !== undefined,
  })
  const server = await openLoopbackServer({
    provider: 'anthropic',
    port: options.port,
    faults: options.faults,
    linkMember: 'next_page',
    error: anthropicError,
    routes: anthropicRoutes(organization, {
      ...secrets,
      rights: new Set(permissions.filter((right) => feed || right !== 'read:compliance_activities')),
    }),
  })
  return {
    origin: server.origin,
    port: server.port,
    organization,
    entries: answersOf(organization),
    connection: {
      provider: 'anthropic',
      label: 'Claude Console organisation',
      businessUnit: null,
      ...options.other,
      settings: { baseUrl: server.origin },
      secrets: { ...secrets, workspaceKey: organization.keys.flatMap((key) => key.secret ?? []).join('\n') },
    },
    requests: server.requests,
    throttled: server.throttled,
    reset: () => state.clear(),
    close: server.close,
  }
}

function answersOf({ keys, accounts, agents, adminKeys }: Organization): readonly AnswerKeyEntry[] {
  const holds = (account: string) => keys.some((key) => key.accountId === account && key.plan.status !== 'archived')
  return [
    ...keys.map(({ id, plan, accountId }) =>
      answer({
        archetype: plan.archetype,
        provider: 'anthropic',
        name: plan.name,
        nativeId: { kind: 'anthropic-api-key-id', value: id },
        // An archived key can never act again.
        isAgent: plan.status !== 'archived',
        agentKind: plan.status === 'archived' ? null : accountId === null ? 'ai-application' : 'automation-identity',
        joins: accountId === null ? [] : [{ kind: 'anthropic-service-account-id', value: accountId }],
        expectedFactors: plan.expectedFactors,
        expected: plan.status === 'archived' ? 'not-listed' : plan.expected,
      }),
    ),
    ...accounts
      .filter(({ id }) => !holds(id))
      .map(({ id, name }) =>
        answer({
          provider: 'anthropic',
          name,
          nativeId: { kind: 'anthropic-service-account-id', value: id },
          isAgent: true,
          agentKind: 'automation-identity',
        }),
      ),
    ...adminKeys.map(({ id, deleted, archetype }) =>
      answer({
        archetype,
        provider: 'anthropic',
        name: `Administration key ${id.slice(-8)}`,
        nativeId: { kind: 'anthropic-admin-api-key-id', value: id },
        isAgent: !deleted,
        agentKind: deleted ? null : 'automation-identity',
        expectedFactors: archetype === 32 ? ['owner-left', 'credential-age', 'privilege'] : [],
        expected: deleted ? 'not-listed' : archetype === 32 ? 'critical' : null,
      }),
    ),
    ...agents.map(({ id, plan }) =>
      answer({
        provider: 'anthropic',
        name: plan.name,
        nativeId: { kind: 'anthropic-agent-id', value: id },
        isAgent: true,
        agentKind: 'autonomous-agent',
      }),
    ),
  ]
}
