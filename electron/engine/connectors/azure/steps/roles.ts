import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Grant } from '../../../../../shared/domain/observation.ts'
import type { Batch, Step, StepContext } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { endOfList } from '../ends.ts'
import { type Role, type Roles, rolesOf } from '../roles.ts'
import { instant } from '../schema.ts'

const atOnce = 500

/** What the identities of all that was seen may do, by the roles they hold. */
export const roles: Step = {
  id: 'roles',
  title: 'Roles of identities',
  yields: 'roles that agents’ and managed identities hold',
  after: ['accounts', 'agents', 'applications', 'bots', 'logic-apps', 'standard-logic-apps'],
  calls: ['role-assignments'],
  hides: 'what agents may do in the subscriptions as the identities they run as',
  owns: [{ kind: 'grant', keyPrefix: 'role/' }],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    const found = await rolesOf(context)
    if (!found.ok) return endOf(found, false)
    const { call, keptAside } = found.value
    yield { observations: [], call, cursor: null, keptAside }
    let grants: Grant[] = []
    for (const grant of grantsOf(context, found.value)) {
      grants.push(grant)
      if (grants.length < atOnce) continue
      yield { observations: grants, call, cursor: null, keptAside: 0 }
      grants = []
    }
    if (grants.length > 0) yield { observations: grants, call, cursor: null, keptAside: 0 }
    return endOfList(found.value)
  },
}

/** A role counts for what carries the identity's own id, and for what runs as it. */
function* grantsOf(context: StepContext, { held }: Roles): Generator<Grant> {
  for (const subject of context.seen('subject')) {
    const own = subject.nativeIds.filter(({ kind }) => kind === 'entra-object-id').map(({ value }) => value)
    const used = subject.relations.filter(({ relation }) => relation === 'runs-as').map(({ to }) => to.replace(/^identity\//, ''))
    for (const principal of new Set([...own, ...used])) for (const role of held.get(principal) ?? []) yield grantOf(subject.key, role)
  }
}

/** Within a resource group a role reaches no further; above it, a whole subscription or more. */
function grantOf(subjectKey: string, { id, permission, scope, createdOn }: Role): Grant {
  const narrow = /\/resourceGroups\//i.test(scope)
  return {
    kind: 'grant',
    key: `role/${id.split('/').at(-1) ?? id}/${subjectKey}`.toLowerCase(),
    subjectKey,
    resource: narrow ? 'Azure, one resource group or resource' : 'Azure, a whole subscription or more',
    resourceKey: scope.toLowerCase().slice(0, 1_000) || '/',
    permissions: [permission],
    type: narrow ? 'credential' : 'application',
    consent: null,
    principalKey: null,
    grantedAt: instant(createdOn),
  }
}
