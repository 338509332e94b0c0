import { guidAt } from '../ids.ts'
import { type LoopbackServer, openLoopbackServer } from '../loopback-server.ts'
import { makePeople } from '../people.ts'
import type { OpenServer, ServerOptions } from '../server-options.ts'
import type { EstateSize } from '../size.ts'
import { graphError, makeAccess, platformApi, type RegisteredClient } from './access.ts'
import { tenantAnswers } from './answer-entries.ts'
import { acquisitionArchetypes, mainArchetypes } from './archetypes.ts'
import { batchRoute } from './batch-route.ts'
import { tenantChanges } from './changes.ts'
import { botIdOf, botIndexOfIdentity } from './copilot.ts'
import { copilotRoutes } from './copilot-routes.ts'
import { dataverseRoutes } from './dataverse-routes.ts'
import { directoryRoutes } from './directory-routes.ts'
import { grantRoutes } from './grant-routes.ts'
import { listEnvironments, powerRoutes } from './power-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { makeTenant, type Tenant } from './tenant.ts'

/** One directory of the estate, served. */
export interface TenantEstate extends OpenServer {
  readonly tenant: Tenant
}

export interface TenantEstateOptions extends ServerOptions {
  readonly which: 'main' | 'acquisition'
  readonly size: EstateSize
  /** A person enters the code of a sign-in at `/devicelogin`, within so many seconds; else the demo's administrator does it by itself. */
  readonly codeLastsSeconds?: number
}

const scanPermissions = [
  'Application.Read.All',
  'DelegatedPermissionGrant.Read.All',
  'User.Read.All',
  'Organization.Read.All',
  'AgentIdentity.Read.All',
  'AgentIdentityBlueprintPrincipal.Read.All',
  'AuditLog.Read.All',
  'CopilotPackages.Read.All',
  'Dataverse: read on bot',
  'Dataverse: read on botcomponent',
  'Dataverse: read on workflow',
  'Dataverse: read on connectionreference',
  listEnvironments,
  `${platformApi}ResourceQuery.Resources.Read`,
]
const ofMainOnly: ReadonlySet<string> = new Set(['AuditLog.Read.All', listEnvironments])
const writePermissions = [
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'CopilotPackages.ReadWrite.All',
  `${platformApi}CopilotStudio.AdminActions.Invoke`,
]

const domains = { main: 'meridian.example', acquisition: 'northgate.example' } as const

/**
 * Opens the main tenant, or the acquisition's: small, without the licence for the catalogue, short of one permission on purpose, and with no
 * administrator who signs in for the power platform.
 */
export async function openTenantEstate(options: TenantEstateOptions): Promise<TenantEstate> {
  const { which, seed, asOf, faults, quotas, state } = options
  const domain = domains[which]
  const main = which === 'main'
  const size: EstateSize = main
    ? options.size
    : { principals: 60, applications: 12, grants: 80, staff: 90, aiApps: 2, agentIdentities: 2, packages: 0, bots: 0, firstParty: 20 }
  const people = main ? options.people : makePeople({ seed: seed + 1, count: size.staff, domain })
  const plans = main
    ? mainArchetypes({ people, seed, asOf, botIds: { helpDesk: botIdOf(seed, domain, 0) } })
    : acquisitionArchetypes({ people })
  const tenant = makeTenant({
    name: main ? 'Meridian Group' : 'Northgate Components',
    domain,
    seed,
    asOf,
    size,
    people,
    plans,
    botIdAt: (identity) => {
      const bot = botIndexOfIdentity(size.bots, identity)
      return bot === null ? null : botIdOf(seed, domain, bot)
    },
  })
  const permissions = main ? [...scanPermissions, ...writePermissions] : scanPermissions.filter((permission) => !ofMainOnly.has(permission))
  const client: RegisteredClient = {
    clientId: guidAt(seed, `${domain}/client`, 0),
    clientSecret: `demo-${guidAt(seed, `${domain}/secret`, 0)}`,
    permissions: new Set(options.permissions ?? permissions),
  }
  const access = makeAccess({ seed, clients: [client], quotas })
  const server = { tenant, changes: tenantChanges(state), access }
  let opened: LoopbackServer | null = null
  const loopback = await openLoopbackServer({
    provider: 'microsoft-365',
    port: options.port,
    faults: main ? faults : [],
    linkMember: '@odata.nextLink',
    error: (status, message) => graphError(status, status === 429 ? 'TooManyRequests' : 'UnknownError', message, access.requestId()).json,
    routes: [
      ...signInRoutes(tenant, access, [client], options.codeLastsSeconds),
      ...directoryRoutes(server),
      ...grantRoutes(server),
      ...copilotRoutes(server, main),
      ...powerRoutes(server),
      ...dataverseRoutes(server),
      batchRoute(server, (request) => opened?.dispatch(request) ?? Promise.resolve({ status: 503 })),
    ],
  })
  opened = loopback
  return {
    origin: loopback.origin,
    port: loopback.port,
    tenant,
    connection: {
      provider: 'microsoft-365',
      label: main ? 'Meridian Group tenant' : 'Northgate Components tenant (acquired)',
      businessUnit: main ? null : 'Supply Chain',
      settings: {
        tenantId: tenant.id,
        clientId: client.clientId,
        signIn: 'client-secret',
        baseUrl: loopback.origin,
        loginUrl: loopback.origin,
        // The provider's own hosts stand behind this one address.
        powerUrl: `${loopback.origin}/{host}`,
        dataverseUrl: `${loopback.origin}/{host}`,
        ...(main ? { adminSignIn: 'device-code' } : {}),
      },
      secrets: { clientSecret: client.clientSecret },
    },
    entries: [...tenantAnswers(tenant, main)],
    requests: loopback.requests,
    throttled: loopback.throttled,
    close: loopback.close,
  }
}
