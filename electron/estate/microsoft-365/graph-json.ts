import { dayMs } from '../../../shared/base/time.ts'
import type { StaffMember } from '../people.ts'
import { type Principal, platformTenant } from './principal.ts'
import type { Tenant } from './tenant.ts'

type JsonObject = Record<string, unknown>

/** A moment `days` before the day the estate shows itself at, at nine in the morning. */
export function daysBefore(tenant: Pick<Tenant, 'asOf'>, days: number): string {
  return new Date(Date.parse(`${tenant.asOf}T09:00:00Z`) - days * dayMs).toISOString().replace('.000Z', 'Z')
}

const typeOf: Readonly<Record<Principal['kind'], string>> = {
  application: 'Application',
  'agent-identity': 'ServiceIdentity',
  blueprint: 'Application',
  'managed-identity': 'ManagedIdentity',
}

const odataType: Readonly<Partial<Record<Principal['kind'], string>>> = {
  'agent-identity': '#microsoft.graph.agentIdentity',
  blueprint: '#microsoft.graph.agentIdentityBlueprintPrincipal',
}

/** A service principal in the provider's words; `enabled` wins over the generated state. */
export function servicePrincipal(tenant: Tenant, principal: Principal, enabled = principal.enabled): JsonObject {
  const annotation = odataType[principal.kind]
  return {
    ...(annotation ? { '@odata.type': annotation } : {}),
    id: principal.id,
    appId: principal.appId,
    displayName: principal.name,
    appDisplayName: principal.name,
    description: principal.description,
    servicePrincipalType: typeOf[principal.kind],
    accountEnabled: enabled,
    appOwnerOrganizationId:
      principal.home === 'own' ? tenant.id : principal.home === 'platform' ? platformTenant : foreignTenant(principal.appId),
    verifiedPublisher: {
      displayName: principal.home === 'platform' ? null : principal.publisher,
      verifiedPublisherId: principal.publisher && principal.home === 'foreign' ? '9200001' : null,
      addedDateTime: null,
    },
    tags: principal.tags,
    createdDateTime: daysBefore(tenant, principal.createdDaysAgo),
    replyUrls: principal.replyUrls,
    homepage: principal.replyUrls[0] ?? null,
    signInAudience: principal.home === 'own' ? 'AzureADMyOrg' : 'AzureADMultipleOrgs',
    appRoles: principal.appRoles.map((value) => ({
      id: tenant.roleId(value),
      value,
      displayName: value,
      allowedMemberTypes: ['Application'],
      isEnabled: true,
    })),
    oauth2PermissionScopes: [],
    keyCredentials: [],
    passwordCredentials: [],
  }
}

/** An agent identity as its own cast lists it: no application id of its own. */
export function agentIdentityJson(tenant: Tenant, principal: Principal, enabled: boolean): JsonObject {
  const blueprintIndex =
    tenant.ranges.blueprints[0] + (principal.index % Math.max(1, tenant.ranges.blueprints[1] - tenant.ranges.blueprints[0]))
  const full = servicePrincipal(tenant, principal, enabled)
  const blueprintAppId = tenant.principalAt(blueprintIndex).appId
  return {
    '@odata.type': '#microsoft.graph.agentIdentity',
    id: full.id,
    displayName: full.displayName,
    servicePrincipalType: 'ServiceIdentity',
    accountEnabled: full.accountEnabled,
    createdDateTime: full.createdDateTime,
    tags: full.tags,
    agentIdentityBlueprintId: blueprintAppId,
    createdByAppId: blueprintAppId,
    disabledByMicrosoftStatus: null,
  }
}

export function userJson(tenant: Tenant, member: StaffMember): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.user',
    id: member.id,
    displayName: member.name,
    userPrincipalName: member.mail,
    mail: member.mail,
    department: member.department,
    jobTitle: member.title,
    accountEnabled: member.active,
    companyName: tenant.name,
  }
}

/** The tenant of a foreign publisher: some GUID that is always the same for it. */
function foreignTenant(appId: string): string {
  return `${appId.slice(9, 13)}${appId.slice(14, 18)}-0000-4000-8000-${appId.slice(24)}`
}

/** What `$select` leaves of an object; ids and type annotations stay, as the provider does it. */
export function selected(json: JsonObject, select: string | null): JsonObject {
  if (!select) return json
  const wanted = new Set(select.split(',').map((name) => name.trim()))
  return Object.fromEntries(Object.entries(json).filter(([key]) => wanted.has(key) || key.startsWith('@odata.')))
}
