import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import type { OpenServer, ServerOptions } from '../server-options.ts'
import { gitHubError, keepKey, type Levels, makeAccess } from './access.ts'
import { organizationAnswers } from './answers.ts'
import { makeOrganization, type OtherOrganization } from './organization.ts'
import { organizationRoutes } from './organization-routes.ts'
import { repositoryRoutes } from './repository-routes.ts'
import { linkFaults, type Routing } from './routes.ts'

export interface GitHubEstateOptions extends ServerOptions {
  /** GitHub itself blocks no repository. */
  readonly calm?: boolean
  readonly selection?: 'all' | 'selected'
  /** Another organisation of the firm: the apps everybody has, and ordinary repositories. */
  readonly other?: OtherOrganization
}

export interface GitHubEstate extends OpenServer {
  /** Signed in as an app; `token` is an owner's classic token for the other way. */
  readonly token: string
  /** Files whose content was asked for. */
  readonly filesRead: readonly string[]
  reset(): void
}

/** Exactly what the connector asks an administrator to grant. */
export const readPermissions: readonly string[] = [
  'actions:read',
  'contents:read',
  'metadata:read',
  'members:read',
  'organization_administration:read',
  'organization_copilot_agent_settings:read',
  'organization_personal_access_tokens:read',
  'organization_secrets:read',
  'organization_dependabot_secrets:read',
  'organization_codespaces_secrets:read',
  'organization_agent_secrets:read',
  'agent_secrets:read',
  'dependabot_secrets:read',
  'environments:read',
  'secrets:read',
]

/** The demo's own app may also revoke; of two levels of one permission the last counts. */
const writePermissions: readonly string[] = [
  ...readPermissions,
  'actions:write',
  'organization_administration:write',
  'organization_copilot_agent_settings:write',
  'organization_personal_access_tokens:write',
]

/** `members:read` → `{ members: 'read' }`. */
const levelsOf = (permissions: readonly string[]): Levels => Object.fromEntries(permissions.map((permission) => permission.split(':')))

/** Opens Meridian Group's organisation on GitHub on 127.0.0.1. */
export async function openGitHubEstate(options: GitHubEstateOptions): Promise<GitHubEstate> {
  const { seed, state, people, asOf } = options
  const organization = makeOrganization({
    people,
    seed,
    asOf,
    principals: options.size.principals,
    state,
    calm: options.calm ?? options.other !== undefined,
    ...(options.other ? { other: options.other } : {}),
  })
  const token = `ghp_${guidAt(seed, 'github/token', 0).replaceAll('-', '').slice(0, 36)}`
  const access = makeAccess({
    state,
    quotas: options.quotas,
    permissions: levelsOf(options.permissions ?? writePermissions),
    selection: options.selection ?? 'all',
    token,
  })
  const routing: Routing = {
    access,
    organizationId: organization.id,
    organization: organization.login,
    linkFault: linkFaults(options.faults),
  }
  const filesRead: string[] = []
  const server = await openLoopbackServer({
    provider: 'github',
    port: options.port,
    faults: options.faults,
    error: (status, text) => gitHubError(status, text).json,
    routes: [...organizationRoutes(organization, routing), ...repositoryRoutes(organization, routing, (path) => filesRead.push(path))],
  })
  return {
    origin: server.origin,
    port: server.port,
    entries: organizationAnswers(organization),
    connection: {
      provider: 'github',
      label: options.other?.label ?? 'Meridian Group on GitHub',
      businessUnit: options.other ? options.other.businessUnit : 'Engineering',
      settings: { organization: organization.login, baseUrl: server.origin, appId: access.appId, enterprise: organization.enterprise },
      secrets: { privateKey: access.privateKey },
    },
    token,
    filesRead,
    requests: server.requests,
    throttled: server.throttled,
    reset: () => {
      for (const key of state.keys()) state.delete(key)
      keepKey(state, access.privateKey)
    },
    close: server.close,
  }
}
