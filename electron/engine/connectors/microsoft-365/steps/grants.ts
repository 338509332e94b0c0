import type { Grant } from '../../../../../shared/domain/observation.ts'
import { complete, type Step, type StepContext } from '../../connector.ts'
import { applicationCredentials, instant, type Resource, resources } from '../directory.ts'
import { endAfter } from '../ends.ts'
import { pages } from '../graph.ts'
import { batchOf, readList } from '../list-step.ts'
import { principalKey } from '../observe-principal.ts'
import { assignmentSchema, grantSchema } from '../schema.ts'

export const applications: Step = {
  id: 'applications',
  title: 'Secrets and certificates',
  yields: 'ages of the credentials of applications registered here',
  after: [],
  calls: ['applications'],
  hides: 'how old the secrets and certificates of applications are',
  owns: [],
  async *run(context) {
    const found = await applicationCredentials(context)
    if (!found.ok) return endAfter(found.failure, 0)
    for (const page of found.value.pages) yield { observations: [], call: page.call, cursor: null, keptAside: page.keptAside }
    return complete
  },
}

/** What a resource is called when it defines no application permissions of its own. */
const nameOf = (resource: Resource | undefined, id: string): string => resource?.name ?? `application ${id}`

/** Without a look at the resources the consents are still worth having: under the names an earlier scan saw, else by id. */
function earlierNames(context: StepContext): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const grant of context.seen('grant', 'known')) if (grant.resourceKey !== null) names.set(grant.resourceKey, grant.resource)
  return names
}

export const delegatedGrants: Step = {
  id: 'delegated-grants',
  title: 'Consents',
  yields: 'delegated permissions, for the tenant or for a person',
  after: [],
  calls: ['delegated-grants', 'service-principals'],
  hides: 'what people and administrators consented to',
  owns: [{ kind: 'grant', keyPrefix: 'grant:' }],
  async *run(context) {
    const known = await resources(context)
    const earlier = known.ok ? null : earlierNames(context)
    const resourceOf = (id: string) => earlier?.get(principalKey(id)) ?? nameOf(known.ok ? known.value.get(id) : undefined, id)
    return yield* readList(context, {
      list: { call: 'delegated-grants', schema: grantSchema, query: { $top: '999' } },
      observe: (grant): readonly [Grant] => [
        {
          kind: 'grant',
          key: `grant:${grant.id}`,
          subjectKey: principalKey(grant.clientId),
          resource: resourceOf(grant.resourceId),
          resourceKey: principalKey(grant.resourceId),
          permissions: (grant.scope ?? '').split(/\s+/).filter(Boolean),
          type: 'delegated',
          consent: grant.consentType === 'AllPrincipals' ? 'tenant' : 'user',
          principalKey: grant.principalId ? `user:${grant.principalId}` : null,
          grantedAt: null,
        },
      ],
    })
  },
}

export const applicationGrants: Step = {
  id: 'application-grants',
  title: 'Application permissions',
  yields: 'permissions that work without a signed-in user',
  after: [],
  calls: ['service-principals', 'app-role-assigned-to'],
  hides: 'which applications act on their own, and with what',
  owns: [{ kind: 'grant', keyPrefix: 'role:' }],
  async *run(context) {
    const known = await resources(context)
    if (!known.ok) return endAfter(known.failure, 0)
    const list = [...known.value.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    const [resumeAt, resumeLink] = context.cursor?.split(' ') ?? []
    let seen = context.cursor === null ? 0 : 1
    for (const resource of list) {
      if (resumeAt !== undefined && resource.id < resumeAt) continue
      const from = resource.id === resumeAt ? (resumeLink ?? null) : null
      for await (const page of pages(context, {
        call: 'app-role-assigned-to',
        schema: assignmentSchema,
        path: { id: resource.id },
        query: { $top: '999' },
        from,
      })) {
        if (!page.ok) {
          // A recording need not hold every resource.
          if (page.failure.code === 'not-found') break
          return endAfter(page.failure, seen)
        }
        seen += 1
        const batch = batchOf(page.value, (assignment): readonly Grant[] =>
          assignment.principalType && assignment.principalType !== 'ServicePrincipal'
            ? []
            : [
                {
                  kind: 'grant',
                  key: `role:${assignment.id}`,
                  subjectKey: principalKey(assignment.principalId),
                  resource: resource.name,
                  resourceKey: principalKey(resource.id),
                  permissions: [resource.roles.get(assignment.appRoleId) ?? assignment.appRoleId],
                  type: 'application',
                  consent: 'tenant',
                  principalKey: null,
                  grantedAt: instant(assignment.createdDateTime ?? assignment.creationTimestamp),
                },
              ],
        )
        yield { ...batch, cursor: batch.cursor === null ? null : `${resource.id} ${batch.cursor}` }
      }
    }
    return complete
  },
}
