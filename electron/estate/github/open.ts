import type { AnswerKeyEntry, EstateConnection, EstateFault } from '../../../shared/domain/estate.ts'
import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import type { People } from '../people.ts'
import type { EstateSize } from '../size.ts'
import type { StateSection } from '../state-file.ts'
import { gitHubError, keepKey, type Levels, makeAccess } from './access.ts'
import { organizationAnswers } from './answers.ts'
import { makeOrganization, type OtherOrganization } from './organization.ts'
import { organizationRoutes } from './organization-routes.ts'
import { repositoryRoutes } from './repository-routes.ts'
import { linkFaults, type Routing } from './routes.ts'

export interface GitHubEstateOptions {
  readonly people: People
  readonly size: Pick<EstateSize, 'principals'>
  readonly seed: number
  /** ISO date at which the organisation shows itself. */
  readonly asOf: string
  readonly port: number
  readonly quotas: 'published' | 'off'
  readonly faults: readonly EstateFault[]
  readonly state: StateSection
  /** Permissions of the app instead of all it wants, for tests. */
  readonly permissions?: Levels
  readonly selection?: 'all' | 'selected'
  /** Another organisation of the firm: the apps everybody has, and ordinary repositories. */
  readonly other?: OtherOrganization
}

export interface GitHubEstate {
  readonly origin: string
  readonly port: number
  readonly entries: readonly AnswerKeyEntry[]
  /** Signed in as an app; `token` is an owner's classic token for the other way. */
  readonly connection: EstateConnection
  readonly token: string
  /** Files whose content was asked for. */
  readonly filesRead: readonly string[]
  requests(): number
  throttled(): number
  reset(): void
  close(): Promise<void>
}

/** Exactly what the connector asks an administrator to grant. */
export const readPermissions: Levels = {
  actions: 'read',
  contents: 'read',
  metadata: 'read',
  members: 'read',
  organization_administration: 'read',
  organization_copilot_agent_settings: 'read',
  organization_personal_access_tokens: 'read',
}

/** The demo's own app may also revoke. */
const writePermissions: Levels = {
  ...readPermissions,
  actions: 'write',
  organization_administration: 'write',
  organization_copilot_agent_settings: 'write',
  organization_personal_access_tokens: 'write',
}

/** Opens Meridian Group's organisation on GitHub on 127.0.0.1. */
export async function openGitHubEstate(options: GitHubEstateOptions): Promise<GitHubEstate> {
  const { seed, state, people, asOf } = options
  const organization = makeOrganization({
    people,
    seed,
    asOf,
    principals: options.size.principals,
    state,
    ...(options.other ? { other: options.other } : {}),
  })
  const token = `ghp_${guidAt(seed, 'github/token', 0).replaceAll('-', '').slice(0, 36)}`
  const access = makeAccess({
    state,
    quotas: options.quotas,
    permissions: options.permissions ?? writePermissions,
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
