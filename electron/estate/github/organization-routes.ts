import type { LoopbackRoute } from '../loopback-server.ts'
import { enterpriseInstallation, gitHubError, organizationInstallation } from './access.ts'
import type { Organization } from './organization.ts'
import {
  account,
  appRecord,
  credentialRecord,
  installationRecord,
  ownInstallationRecord,
  repositoryRecord,
  secretRecord,
  tokenRecord,
} from './records.ts'
import { guarded, paged, type Routing } from './routes.ts'
import { secretStores } from './secrets.ts'

const org = ['admin:org'] as const
const notFound = () => gitHubError(404, 'Not Found')
const noContent = { status: 204 } as const

/** What an owner sees of an organisation: apps, tokens, people, Copilot, the audit log. */
export function organizationRoutes(organization: Organization, routing: Routing): readonly LoopbackRoute[] {
  const { state } = organization
  const base = `/orgs/${organization.login}`
  const enterprise = `/enterprises/${organization.enterprise}/apps/organizations/${organization.login}/installations`
  const route = (method: string, path: string, needs: Parameters<typeof guarded>[3], handle: LoopbackRoute['handle']) =>
    guarded(routing, method, path, needs, handle)
  const administration = { permission: ['organization_administration', 'read'], scopes: org } as const
  const agentSettings = (level: 'read' | 'write') => ({ permission: ['organization_copilot_agent_settings', level], scopes: org }) as const
  const policy = () => (state.get('agent-policy') as string | undefined) ?? 'selected'
  const selected = () => (state.get('agent-repositories') as readonly number[] | undefined) ?? [800_102, 800_103]
  return [
    route('GET', `${base}/installation`, { only: 'app' }, () => ({
      status: 200,
      json: ownInstallationRecord(organization, Number(organizationInstallation)),
    })),
    route('GET', `/enterprises/${organization.enterprise}/installation`, { only: 'app' }, () => ({
      status: 200,
      json: ownInstallationRecord(organization, Number(enterpriseInstallation)),
    })),
    route(
      'POST',
      '/app/installations/{id}/access_tokens',
      { only: 'app' },
      (_request, params) => routing.access.issue(params.id ?? '') ?? notFound(),
    ),
    route('GET', base, { scopes: [] }, () => ({
      status: 200,
      json: { login: organization.login, id: organization.id, name: 'Meridian Group', type: 'Organization' },
    })),
    route('GET', `${base}/installations`, administration, (request) => {
      const all = organization.installations()
      return paged(
        routing,
        request,
        all,
        (app) => installationRecord(organization, app),
        (installations) => ({ total_count: all.length, installations }),
      )
    }),
    route('GET', '/apps/{slug}', { scopes: [] }, (_request, params) => {
      const app = organization.installations().find(({ plan }) => plan.slug === params.slug && plan.listed)
      return app === undefined ? notFound() : { status: 200, json: appRecord(organization, app) }
    }),
    route('GET', `${base}/personal-access-tokens`, { permission: ['organization_personal_access_tokens', 'read'] }, (request) =>
      paged(routing, request, organization.tokens(), (token) => tokenRecord(organization, token)),
    ),
    route(
      'POST',
      `${base}/personal-access-tokens/{id}`,
      { permission: ['organization_personal_access_tokens', 'write'] },
      (request, params) => {
        if (!organization.tokens().some(({ id }) => String(id) === params.id)) return notFound()
        if (!request.body.includes('"revoke"')) return gitHubError(422, 'Validation Failed')
        state.set(`token/${params.id}`, 'revoked')
        return noContent
      },
    ),
    ...secretStores.map(({ id, organization: kept, permissions: [permission] }) =>
      route('GET', `${base}/${id}/secrets`, { permission: [permission, 'read'], scopes: org }, (request) => {
        const all = organization.members.length === 0 ? [] : kept
        return paged(
          routing,
          request,
          all,
          (secret) => secretRecord(organization, secret),
          (secrets) => ({ total_count: all.length, secrets }),
        )
      }),
    ),
    route('GET', `${base}/credential-authorizations`, administration, (request) =>
      paged(routing, request, organization.credentials(), (credential) => credentialRecord(organization, credential)),
    ),
    route(
      'DELETE',
      `${base}/credential-authorizations/{id}`,
      { permission: ['organization_administration', 'write'], scopes: org },
      (_request, params) => {
        if (!organization.credentials().some(({ id }) => String(id) === params.id)) return notFound()
        state.set(`credential/${params.id}`, 'removed')
        return noContent
      },
    ),
    route('GET', `${base}/members`, { permission: ['members', 'read'], scopes: org }, (request) =>
      paged(routing, request, organization.members, (member) => account(organization, member)),
    ),
    route('GET', `${base}/outside_collaborators`, { permission: ['members', 'read'], scopes: org }, (request) =>
      paged(routing, request, organization.guests, (member) => account(organization, member)),
    ),
    route('GET', `${base}/copilot/billing`, administration, () => ({
      status: 200,
      json: {
        seat_breakdown: { total: organization.seats.length, active_this_cycle: organization.seats.length - 2, inactive_this_cycle: 2 },
        seat_management_setting: 'assign_selected',
        ide_chat: 'enabled',
        platform_chat: 'enabled',
        cli: 'enabled',
        public_code_suggestions: 'block',
        plan_type: 'business',
      },
    })),
    route('GET', `${base}/copilot/billing/seats`, administration, (request) =>
      paged(
        routing,
        request,
        organization.seats,
        (member) => ({
          created_at: organization.ago(300),
          updated_at: organization.ago(20),
          pending_cancellation_date: null,
          last_activity_at: member.index % 5 === 0 ? null : organization.ago(member.index % 30),
          last_activity_editor: 'vscode/1.107.0/copilot-chat/0.35.0',
          plan_type: 'business',
          assignee: account(organization, member),
          assigning_team: null,
        }),
        (seats) => ({ total_seats: organization.seats.length, seats }),
      ),
    ),
    route('GET', `${base}/copilot/coding-agent/permissions`, agentSettings('read'), () => ({
      status: 200,
      json: { enabled_repositories: policy() },
    })),
    route('PUT', `${base}/copilot/coding-agent/permissions`, agentSettings('write'), (request) => {
      const wanted = /"enabled_repositories":\s*"(all|selected|none)"/.exec(request.body)?.[1]
      if (wanted === undefined) return gitHubError(422, 'Validation Failed')
      state.set('agent-policy', wanted)
      return noContent
    }),
    route('GET', `${base}/copilot/coding-agent/permissions/repositories`, agentSettings('read'), (request) => {
      if (policy() !== 'selected') return gitHubError(409, 'Conflict')
      const chosen = organization.repositories.filter(({ id }) => selected().includes(id))
      return paged(
        routing,
        request,
        chosen,
        (one) => repositoryRecord(organization, one),
        (repositories) => ({ total_count: chosen.length, repositories }),
      )
    }),
    route('PUT', `${base}/copilot/coding-agent/permissions/repositories`, agentSettings('write'), (request) => {
      state.set('agent-repositories', (JSON.parse(request.body) as { selected_repository_ids: readonly number[] }).selected_repository_ids)
      return noContent
    }),
    route(
      'GET',
      `${base}/audit-log`,
      { permission: ['organization_administration', 'read'], scopes: ['admin:org', 'read:audit_log'] },
      (request) => paged(routing, request, auditEntries(organization, request.query.get('phrase') ?? ''), (entry) => entry),
    ),
    route('DELETE', `${enterprise}/{id}`, { only: 'enterprise' }, (_request, params) => {
      if (!organization.installations().some(({ id }) => String(id) === params.id)) return notFound()
      state.set(`removed/${params.id}`, true)
      return noContent
    }),
    route('GET', `${enterprise}/{id}/repositories`, { only: 'enterprise' }, (request) =>
      paged(routing, request, organization.repositories.slice(0, 2), ({ id, name }) => ({
        id,
        name,
        full_name: `${organization.login}/${name}`,
      })),
    ),
    route('POST', enterprise, { only: 'enterprise' }, (request) => {
      const { client_id: clientId, repository_selection: selection } = JSON.parse(request.body) as Record<string, unknown>
      const key = state.keys().find((one) => one.startsWith('removed/') && state.get(one) === true)
      if (typeof clientId !== 'string' || typeof selection !== 'string' || key === undefined) return gitHubError(422, 'Validation Failed')
      state.delete(key)
      const app = organization.installations().find((one) => one.clientId === clientId)
      return app === undefined ? notFound() : { status: 201, json: installationRecord(organization, app) }
    }),
  ]
}

function auditEntries(organization: Organization, phrase: string): readonly unknown[] {
  const actor = /actor:(\S+)\[bot\]/.exec(phrase)?.[1]
  const entry = (fields: Readonly<Record<string, unknown>>, days: number) => {
    const at = Date.parse(organization.ago(days))
    return { '@timestamp': at, created_at: at, org: organization.login, org_id: organization.id, operation_type: 'create', ...fields }
  }
  if (actor !== undefined) {
    const app = organization.installations().find(({ plan }) => plan.slug === actor)
    if (app === undefined || app.plan.activeDaysAgo === null) return []
    const facts = { action: 'pull_request.create', actor: `${actor}[bot]`, programmatic_access_type: 'GitHub App server-to-server token' }
    return [entry(facts, app.plan.activeDaysAgo)]
  }
  if (!phrase.includes('integration_installation.create')) return []
  return organization
    .installations()
    .filter(({ plan }) => plan.installedDaysAgo <= 180)
    .map((app) =>
      entry(
        {
          action: 'integration_installation.create',
          actor: organization.loginOf(app.installer),
          name: app.plan.name,
          application_client_id: app.clientId,
        },
        app.plan.installedDaysAgo,
      ),
    )
}
