import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { StaffMember } from '../people.ts'
import { type Access, type CallCost, graphError } from './access.ts'
import type { TenantChanges } from './changes.ts'
import { agentIdentityJson, daysBefore, selected, servicePrincipal, userJson } from './graph-json.ts'
import { page } from './page.ts'
import type { Principal } from './principal.ts'
import type { Tenant } from './tenant.ts'

/** What every route of a tenant shares. */
export interface TenantServer {
  readonly tenant: Tenant
  readonly changes: TenantChanges
  readonly access: Access
}

const readApps = ['Application.Read.All', 'Directory.Read.All', 'Application.ReadWrite.All']
const readUsers = ['User.Read.All', 'Directory.Read.All']

/** `$select` makes a call one unit cheaper, `$expand` one dearer, one at least. */
export function units(request: LoopbackRequest, base: number): CallCost {
  const cost = base - (request.query.has('$select') ? 1 : 0) + (request.query.has('$expand') ? 1 : 0)
  return { units: Math.max(1, cost) }
}

/** Wraps a handler in what the provider enforces on every call. */
export function guarded(
  server: TenantServer,
  permissions: readonly string[],
  cost: (request: LoopbackRequest) => CallCost,
  handle: LoopbackRoute['handle'],
): LoopbackRoute['handle'] {
  return (request, params) => {
    const price = cost(request)
    const refusal = server.access.check(request, permissions, price)
    if (refusal) return refusal
    const reply = handle(request, params)
    if (reply instanceof Promise) return reply
    return { ...reply, headers: { 'request-id': server.access.requestId(), 'x-ms-resource-unit': String(price.units), ...reply.headers } }
  }
}

export function notFound(server: TenantServer, id: string): LoopbackReply {
  return graphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    server.access.requestId(),
  )
}

/** Organisation, users, applications, service principals with owners and sponsors, agent identities and blueprints. */
export function directoryRoutes(server: TenantServer): readonly LoopbackRoute[] {
  const { tenant, changes } = server
  const enabled = (principal: Principal): boolean => changes.principalEnabled(principal.id) ?? principal.enabled
  const people = (members: readonly StaffMember[]) => members.map((member) => userJson(tenant, member))
  const principalJson = (principal: Principal, request: LoopbackRequest): Record<string, unknown> => ({
    ...selected(servicePrincipal(tenant, principal, enabled(principal)), request.query.get('$select')),
    ...(request.query.get('$expand')?.startsWith('owners') ? { owners: people(principal.owners) } : {}),
  })
  const applications = applicationIndexes(tenant)
  const related = (of: 'owners' | 'sponsors', path: string, permissions: readonly string[]): LoopbackRoute => ({
    method: 'GET',
    path,
    handle: guarded(
      server,
      permissions,
      (request) => units(request, 1),
      (request, params) => {
        const principal = tenant.principalById(params.id ?? '')
        if (!principal) return notFound(server, params.id ?? '')
        const members = people(principal[of])
        return page(request, { context: 'directoryObjects', count: members.length, item: (index) => members[index] ?? null })
      },
    ),
  })
  const cast = (
    path: string,
    range: readonly [number, number],
    extra: readonly number[],
    permissions: readonly string[],
    json: (principal: Principal) => Record<string, unknown>,
  ): LoopbackRoute => ({
    method: 'GET',
    path,
    handle: guarded(
      server,
      permissions,
      (request) => units(request, 1),
      (request) =>
        page(request, {
          context: 'servicePrincipals',
          count: extra.length + range[1] - range[0],
          item: (index) =>
            selected(json(tenant.principalAt(extra[index] ?? range[0] + index - extra.length)), request.query.get('$select')),
        }),
    ),
  })
  const plannedAgents = tenant.plans.flatMap((plan, index) =>
    plan.principal.kind === 'agent-identity' ? [index + tenant.resources.length] : [],
  )
  return [
    {
      method: 'GET',
      path: '/v1.0/organization',
      handle: guarded(
        server,
        ['Organization.Read.All', 'Directory.Read.All'],
        () => ({ units: 1 }),
        ({ origin }) => ({
          status: 200,
          json: {
            '@odata.context': `${origin}/v1.0/$metadata#organization`,
            value: [
              {
                id: tenant.id,
                displayName: tenant.name,
                verifiedDomains: [{ name: tenant.domain, isDefault: true, isInitial: true, type: 'Managed' }],
                countryLetterCode: 'CH',
                tenantType: 'AAD',
              },
            ],
          },
        }),
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/users',
      handle: guarded(
        server,
        readUsers,
        (request) => units(request, 2),
        (request) =>
          page(request, {
            context: 'users',
            count: tenant.people.count,
            item: (index) => selected(userJson(tenant, tenant.people.at(index)), request.query.get('$select')),
          }),
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/users/{id}',
      handle: guarded(
        server,
        readUsers,
        (request) => units(request, 2),
        (request, params) => {
          const member = tenant.people.byId(params.id ?? '')
          return member
            ? { status: 200, json: selected(userJson(tenant, member), request.query.get('$select')) }
            : notFound(server, params.id ?? '')
        },
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/applications',
      handle: guarded(
        server,
        readApps,
        (request) => units(request, 2),
        (request) =>
          page(request, {
            context: 'applications',
            count: applications.length,
            item: (position) => {
              const principal = tenant.principalAt(applications[position] ?? 0)
              return selected(applicationJson(tenant, principal), request.query.get('$select'))
            },
          }),
      ),
    },
    cast(
      '/v1.0/servicePrincipals/microsoft.graph.agentIdentity',
      tenant.ranges.agentIdentities,
      plannedAgents,
      ['AgentIdentity.Read.All', 'AgentIdentity.ReadWrite.All'],
      (principal) => agentIdentityJson(tenant, principal, enabled(principal)),
    ),
    cast(
      '/v1.0/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal',
      tenant.ranges.blueprints,
      [],
      ['AgentIdentityBlueprintPrincipal.Read.All'],
      (principal) => servicePrincipal(tenant, principal, enabled(principal)),
    ),
    {
      method: 'GET',
      path: '/v1.0/servicePrincipals',
      handle: guarded(
        server,
        readApps,
        (request) => units(request, 1),
        (request) =>
          page(request, {
            context: 'servicePrincipals',
            count: tenant.principalCount,
            item: (index) => principalJson(tenant.principalAt(index), request),
          }),
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/servicePrincipals/{id}',
      handle: guarded(
        server,
        readApps,
        (request) => units(request, 1),
        (request, params) => {
          const principal = tenant.principalById(params.id ?? '')
          return principal ? { status: 200, json: principalJson(principal, request) } : notFound(server, params.id ?? '')
        },
      ),
    },
    related('owners', '/v1.0/servicePrincipals/{id}/owners', readApps),
    related('sponsors', '/v1.0/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors', [
      'AgentIdentity.Read.All',
      'AgentIdentity.ReadWrite.All',
    ]),
    {
      method: 'PATCH',
      path: '/v1.0/servicePrincipals/{id}',
      handle: guarded(
        server,
        ['Application.ReadWrite.All'],
        () => ({ units: 1, write: true }),
        (request, params) => {
          const principal = tenant.principalById(params.id ?? '')
          if (!principal) return notFound(server, params.id ?? '')
          const body = parse(request.body)
          if (typeof body.accountEnabled !== 'boolean')
            return graphError(400, 'Request_BadRequest', 'A value is required for property accountEnabled.', server.access.requestId())
          changes.setPrincipalEnabled(principal.id, body.accountEnabled)
          return { status: 204 }
        },
      ),
    },
  ]
}

export function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Indexes of principals whose application is registered here. */
function applicationIndexes(tenant: Tenant): readonly number[] {
  const indexes: number[] = []
  const until = Math.min(tenant.principalCount, tenant.ranges.ordinary[0] + tenant.size.applications)
  for (let index = 0; index < until && indexes.length < tenant.size.applications; index += 1) {
    if (index >= tenant.ranges.firstParty[0] && index < tenant.ranges.blueprints[0]) continue
    const principal = tenant.principalAt(index)
    if (principal.home === 'own' && (principal.kind === 'application' || principal.kind === 'blueprint')) indexes.push(index)
  }
  return indexes
}

function applicationJson(tenant: Tenant, principal: Principal): Record<string, unknown> {
  return {
    id: principal.id.replace(/^./, 'a'),
    appId: principal.appId,
    displayName: principal.name,
    signInAudience: 'AzureADMyOrg',
    createdDateTime: daysBefore(tenant, principal.createdDaysAgo),
    keyCredentials: [],
    passwordCredentials: principal.secretAges.map((age, index) => ({
      keyId: principal.appId.replace(/^./, String(index)),
      displayName: index === 0 ? 'production' : `secret ${index + 1}`,
      hint: null,
      secretText: null,
      startDateTime: daysBefore(tenant, age),
      endDateTime: daysBefore(tenant, age - 1_825),
    })),
  }
}
