import { guidAt, indexOfGuid } from '../ids.ts'
import type { People } from '../people.ts'
import { makeRandom } from '../random.ts'
import type { EstateSize } from '../size.ts'
import { agentIdentity, aiApp, blueprint, firstPartyApp, ordinaryApp } from './crowd.ts'
import { type Principal, type PrincipalPlan, plainPrincipal } from './principal.ts'

export interface DelegatedGrant {
  readonly id: string
  readonly clientId: string
  readonly consentType: 'AllPrincipals' | 'Principal'
  readonly principalId: string | null
  readonly resourceId: string
  readonly scope: string
}

export interface RoleAssignment {
  readonly id: string
  readonly appRoleId: string
  readonly principalId: string
  readonly principalDisplayName: string
  readonly principalType: 'ServicePrincipal' | 'User' | 'Group'
  readonly resourceId: string
  readonly resourceDisplayName: string
  readonly createdDaysAgo: number
}

/** One directory as it was generated; every record is made when it is asked for. */
export interface Tenant {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly seed: number
  readonly asOf: string
  readonly people: People
  readonly size: EstateSize
  readonly plans: readonly PrincipalPlan[]
  readonly principalCount: number
  principalAt(index: number): Principal
  principalById(id: string): Principal | null
  readonly grantCount: number
  grantAt(index: number): DelegatedGrant
  /** Resources that define application permissions. */
  readonly resources: readonly Principal[]
  assignmentCount(resourceIndex: number): number
  assignmentAt(resourceIndex: number, index: number): RoleAssignment
  /** Index ranges of the crowd, for the answer key. */
  readonly ranges: Readonly<Record<'firstParty' | 'aiApps' | 'agentIdentities' | 'blueprints' | 'ordinary', readonly [number, number]>>
  roleId(value: string): string
}

const graphRoles =
  'Mail.Read Mail.ReadWrite Mail.Send Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All Sites.FullControl.All Sites.Selected User.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All Calendars.Read Chat.Read.All ChannelMessage.Read.All Reports.Read.All Application.Read.All Application.ReadWrite.All AuditLog.Read.All'.split(
    ' ',
  )
const crmRoles = ['Customer.Read.All', 'Order.Write.All']
const harmlessRoles = ['User.Read.All', 'Group.Read.All', 'Sites.Selected', 'Reports.Read.All'] as const
const agentRoles = ['User.Read.All', 'Files.Read.All', 'Sites.Read.All', 'Mail.Send', 'Calendars.Read'] as const
const ordinaryScopes = [
  'User.Read openid profile',
  'User.Read email',
  'openid profile offline_access User.Read',
  'User.ReadBasic.All',
] as const

/** Share of the grants that are application permissions. */
const applicationShare = 0.2

export interface TenantOptions {
  readonly name: string
  readonly domain: string
  readonly seed: number
  readonly asOf: string
  readonly size: EstateSize
  readonly people: People
  readonly plans: readonly PrincipalPlan[]
  readonly botIdAt: (index: number) => string | null
}

export function makeTenant(options: TenantOptions): Tenant {
  const { name, domain, seed, asOf, size, people, plans, botIdAt } = options
  const random = makeRandom(seed)
  const spaces = { principal: `${domain}/sp`, app: `${domain}/app`, grant: `${domain}/grant`, role: `${domain}/role` }
  const resourcePlans: readonly Omit<Principal, 'index' | 'id'>[] = [
    {
      ...plainPrincipal,
      appId: '00000003-0000-0000-c000-000000000000',
      name: 'Microsoft Graph',
      home: 'platform',
      appRoles: graphRoles,
      createdDaysAgo: 3_000,
    },
    {
      ...plainPrincipal,
      appId: '00000002-0000-0ff1-ce00-000000000000',
      name: 'Office 365 Exchange Online',
      home: 'platform',
      appRoles: ['full_access_as_app', 'Mail.Read'],
      createdDaysAgo: 3_000,
    },
    {
      ...plainPrincipal,
      appId: guidAt(seed, spaces.app, 3),
      name: 'Meridian CRM API',
      home: 'own',
      appRoles: crmRoles,
      owners: [people.someone('Sales')],
      createdDaysAgo: 1_500,
    },
  ]

  // Where each part of the crowd lies among the principals.
  const start = resourcePlans.length + plans.length
  const blueprints = Math.max(2, Math.floor(size.agentIdentities / 10))
  const firstPartyAt = start
  const aiAt = firstPartyAt + size.firstParty
  const agentsAt = aiAt + size.aiApps
  const blueprintsAt = agentsAt + size.agentIdentities
  const ordinaryAt = blueprintsAt + blueprints
  const principalCount = Math.max(size.principals, ordinaryAt + 20)
  // Applications registered here: the archetypes' own, the blueprints, and the first ordinary ones.
  const inHouse = Math.max(10, size.applications - blueprints - plans.filter((plan) => plan.principal.home === 'own').length)

  const crowdAt = (index: number): Omit<Principal, 'index' | 'id' | 'appId'> => {
    const own = random.at('principal', index)
    if (index < aiAt) return firstPartyApp(own, index)
    if (index < agentsAt) return aiApp(own, index - aiAt)
    if (index < blueprintsAt) return agentIdentity(own, people, botIdAt(index - agentsAt))
    if (index < ordinaryAt) return blueprint(own, people)
    return ordinaryApp(own, people, index, index < ordinaryAt + inHouse)
  }

  const principalAt = (index: number): Principal => {
    const id = guidAt(seed, spaces.principal, index)
    const resource = resourcePlans[index]
    if (resource) return { ...resource, index, id }
    const plan = plans[index - resourcePlans.length]
    const made = plan ? plan.principal : crowdAt(index)
    // An agent identity has no registration of its own: its application id is its object id.
    const appId = made.kind === 'agent-identity' ? id : ((plan?.principal.appId as string | undefined) ?? guidAt(seed, spaces.app, index))
    return { ...made, index, id, appId }
  }

  // Delegated grants: the archetypes' consents first, then the crowd's in rounds over everything that can be consented to.
  const planned = plans.flatMap((plan, position) =>
    plan.consents.flatMap((consent): { readonly index: number; readonly scope: string; readonly person: number | null }[] =>
      consent.people === 'all'
        ? [{ index: position + resourcePlans.length, scope: consent.scope, person: null }]
        : consent.people.map((person) => ({ index: position + resourcePlans.length, scope: consent.scope, person })),
    ),
  )
  const assigned = plans.flatMap((plan, position) =>
    plan.applicationPermissions.map((role) => ({ index: position + resourcePlans.length, role })),
  )
  const applicationGrants = Math.max(assigned.length, Math.floor(size.grants * applicationShare))
  const grantCount = Math.max(planned.length, size.grants - applicationGrants)
  const consentable = [aiAt, agentsAt, ordinaryAt, principalCount] as const
  const consentableCount = consentable[1] - consentable[0] + (consentable[3] - consentable[2])

  const grantAt = (position: number): DelegatedGrant => {
    const plan = planned[position]
    const id = guidAt(seed, spaces.grant, position)
    const resourceId = guidAt(seed, spaces.principal, 0)
    if (plan) {
      const who = plan.person === null ? null : people.at(plan.person).id
      return {
        id,
        clientId: guidAt(seed, spaces.principal, plan.index),
        consentType: who === null ? 'AllPrincipals' : 'Principal',
        principalId: who,
        resourceId,
        scope: plan.scope,
      }
    }
    const turn = (position - planned.length) % consentableCount
    const round = Math.floor((position - planned.length) / consentableCount)
    const index = turn < agentsAt - aiAt ? aiAt + turn : ordinaryAt + turn - (agentsAt - aiAt)
    const own = random.at('grant', position)
    const scope = index < agentsAt ? aiApp(random.at('principal', index), index - aiAt).scope : own.pick(ordinaryScopes)
    const forAll = round === 0 && own.chance(0.15)
    return {
      id,
      clientId: guidAt(seed, spaces.principal, index),
      consentType: forAll ? 'AllPrincipals' : 'Principal',
      principalId: forAll ? null : people.at((index * 31 + round) % people.count).id,
      resourceId,
      scope,
    }
  }

  const resources = resourcePlans.map((_plan, index) => principalAt(index))
  const crmAssignments = Math.min(40, Math.floor(applicationGrants / 10))
  const assignmentCount = (resourceIndex: number): number =>
    resourceIndex === 0 ? applicationGrants - crmAssignments : resourceIndex === 2 ? crmAssignments : 0
  const roleId = (value: string): string => guidAt(seed, `${spaces.role}/${value}`, 0)

  const assignmentAt = (resourceIndex: number, position: number): RoleAssignment => {
    const resource = resources[resourceIndex] ?? principalAt(0)
    const plan = resourceIndex === 0 ? assigned[position] : undefined
    const own = random.at(`assignment/${resourceIndex}`, position)
    const crowdSpan = principalCount - agentsAt
    const index = plan
      ? plan.index
      : resourceIndex === 0
        ? agentsAt + ((position - assigned.length) % crowdSpan)
        : ordinaryAt + ((position * 7) % (principalCount - ordinaryAt))
    const principal = principalAt(index)
    const crowdRoles = principal.kind === 'agent-identity' ? agentRoles : harmlessRoles
    const role = plan
      ? plan.role
      : resourceIndex === 0
        ? (crowdRoles[(own.below(2) + Math.floor((position - assigned.length) / crowdSpan)) % crowdRoles.length] ?? 'User.Read.All')
        : own.pick(crmRoles)
    return {
      id: guidAt(seed, `${domain}/assignment/${resourceIndex}`, position),
      appRoleId: roleId(role),
      principalId: principal.id,
      principalDisplayName: principal.name,
      principalType: 'ServicePrincipal',
      resourceId: resource.id,
      resourceDisplayName: resource.name,
      createdDaysAgo: Math.min(principal.createdDaysAgo, 10 + own.below(600)),
    }
  }

  return {
    id: guidAt(seed, `${domain}/tenant`, 0),
    name,
    domain,
    seed,
    asOf,
    people,
    size,
    plans,
    principalCount,
    principalAt,
    principalById: (id) => {
      const index = indexOfGuid(seed, spaces.principal, id)
      return index === null || index >= principalCount ? null : principalAt(index)
    },
    grantCount,
    grantAt,
    resources,
    assignmentCount,
    assignmentAt,
    ranges: {
      firstParty: [firstPartyAt, aiAt],
      aiApps: [aiAt, agentsAt],
      agentIdentities: [agentsAt, blueprintsAt],
      blueprints: [blueprintsAt, ordinaryAt],
      ordinary: [ordinaryAt, principalCount],
    },
    roleId,
  }
}
