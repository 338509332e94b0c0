import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore } from './inventory.ts'
import { type Json, list } from './located-routes.ts'
import type { AccountPlan } from './plan.ts'
import { notFound, type OrganisationServer, page } from './routes.ts'

const observedDays = 90
const permission = 'recommender.iamPolicyInsights.list'
const insights = 'locations/global/insightTypes/google.iam.policy.Insight/insights'

/** How many permissions a role holds, of the wide ones; others hold about a dozen. */
const totals: Readonly<Record<string, number>> = { 'roles/owner': 11_287, 'roles/editor': 9_420, 'roles/viewer': 4_812 }

/**
 * What holders of roles used of them, on projects and on the organisation. Source: the provider's guide to policy insights; of roles on
 * single buckets and data sets it tells elsewhere, of agents' own identities not at all.
 */
export function roleUseRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, access, asOf } = server
  const of = (on: string, parent: string, resource: string): readonly Json[] =>
    organisation.accounts.flatMap((account) =>
      account.roles.filter((role) => role.on === on).map(({ role }) => insight({ account, role, parent, resource, asOf })),
    )
  const host = '/recommender.googleapis.com/v1'
  return [
    list(server, `${host}/projects/{project}/${insights}`, permission, 'insights', ({ id, number, owners }) => [
      ...of(id, `projects/${number}`, `//cloudresourcemanager.googleapis.com/projects/${number}`),
      // People hold roles, too; what they do with them is none of an audit of agents.
      ...owners.map((member) => ({
        ...record(`projects/${number}`, `owner-${member}`, asOf),
        description: '4 of the permissions in this role binding were used in the past 90 days.',
        content: content('roles/owner', member, ['resourcemanager.projects.get']),
        targetResources: [`//cloudresourcemanager.googleapis.com/projects/${number}`],
      })),
    ]),
    {
      method: 'GET',
      path: `${host}/{container}/{scope}/${insights}`,
      handle: (request, { container, scope }) => {
        const refusal = access.check(request, { permission, project: null })
        if (refusal !== null) return refusal
        if (container !== 'organizations' || scope !== organisation.id) return notFound
        const resource = `//cloudresourcemanager.googleapis.com/organizations/${organisation.id}`
        return page(request, 'insights', of('organization', `organizations/${organisation.id}`, resource), 1_000, 100)
      },
    },
  ]
}

interface Told {
  readonly account: AccountPlan
  readonly role: string
  readonly parent: string
  readonly resource: string
  readonly asOf: string
}

/** An account that was silent used nothing; another one a few permissions, and nothing of a role it holds beside. */
function insight({ account, role, parent, resource, asOf }: Told): Json {
  const { usedDaysAgo, email, roles } = account
  const silent = usedDaysAgo === null || usedDaysAgo > observedDays
  const beside = roles.findIndex((one) => one.role === role) > 1
  const service = /^roles\/([a-z]+)\./.exec(role)?.[1] ?? 'resourcemanager'
  const used = silent || beside ? [] : [`${service}.locations.list`, `${service}.operations.get`]
  return {
    ...record(parent, `${email}-${role}`, asOf),
    description: `${used.length} of the permissions in this role binding were used in the past ${observedDays} days.`,
    content: content(role, `serviceAccount:${email}`, used),
    targetResources: [resource],
  }
}

const content = (role: string, member: string, used: readonly string[]): Json => ({
  role,
  member,
  condition: { expression: '', title: '', description: '', location: '' },
  exercisedPermissions: used.map((one) => ({ permission: one })),
  inferredPermissions: [],
  currentTotalPermissionsCount: String(totals[role] ?? 14),
})

const record = (parent: string, id: string, asOf: string): Json => ({
  name: `${parent}/${insights}/${Buffer.from(id).toString('hex').slice(-32)}`,
  lastRefreshTime: daysBefore(asOf, 1),
  observationPeriod: '7779600s',
  stateInfo: { state: 'ACTIVE' },
  category: 'SECURITY',
  insightSubtype: 'PERMISSIONS_USAGE',
  etag: '"35d4af47524d3f0c"',
  severity: 'LOW',
})
