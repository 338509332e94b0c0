import type { Observation } from '../../../../../shared/domain/observation.ts'
import type { Step, StepContext } from '../../connector.ts'
import { everyPlace, type Looked, type Place, type Seen } from '../every-place.ts'
import { type PolicyRead, readPolicy, type Statement } from '../iam/document.ts'
import { mayInvoke, type Rights, rightsOf } from '../iam/evaluate.ts'
import { makeLastAccess } from '../last-access.ts'
import { principalKey } from '../names.ts'
import { observeRole, observeUser } from '../observe-principal.ts'
import { listPages, readList } from '../read-list.ts'
import type { Problems } from '../resource-step.ts'
import {
  type BedrockKey,
  bedrockKeySchema,
  groupSchema,
  policySchema,
  type Role,
  roleSchema,
  type User,
  userSchema,
} from '../schema-iam.ts'
import type { Asker } from '../send.ts'
import { sideBySide } from '../side-by-side.ts'
import { keysOf } from '../user-keys.ts'

const owned = (suffix: string) => [
  { kind: 'subject' as const, keyPrefix: `principal/${suffix}` },
  { kind: 'ownership' as const, keyPrefix: `principal/${suffix}` },
  { kind: 'activity' as const, keyPrefix: `principal/${suffix}` },
  { kind: 'grant' as const, keyPrefix: `allow/${suffix}` },
  { kind: 'grant' as const, keyPrefix: `via/${suffix}` },
  { kind: 'activity' as const, keyPrefix: `via/${suffix}` },
]

const builtOn = ['agents', 'flows', 'runtimes', 'gateways', 'harnesses', 'functions']

export const principals: Step = {
  id: 'principals',
  title: 'Identities that may call models',
  yields: 'roles, users and keys that may call models, what the roles of agents may do, and which of it they never used',
  after: builtOn,
  calls: ['accounts', 'caller', 'authorization', 'bedrock-keys', 'access-keys', 'key-use', 'last-access-report', 'last-access'],
  hides: 'who may call models, and what agents may do through their roles',
  owns: owned(''),
  async *run(context) {
    const agents = agentsByPrincipal(context)
    return yield* everyPlace(context, {
      regional: false,
      service: 'iam',
      owns: ({ account }) => owned(`${account.id}/`),
      look: (asker, place) => look(asker, place, agents),
    })
  },
}

/** Which agents run as which identity, as far as they are known: those not seen this time keep what was known of them. */
function agentsByPrincipal(context: StepContext): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const subject of context.seen('subject', 'known')) {
    for (const { to, relation } of subject.relations) {
      if (relation !== 'runs-as' || !to.startsWith('principal/')) continue
      const agents = found.get(to) ?? []
      found.set(to, agents)
      agents.push(subject.key)
    }
  }
  return found
}

interface Around {
  readonly account: string
  readonly policies: ReadonlyMap<string, readonly Statement[]>
  readonly groups: ReadonlyMap<string, readonly Statement[]>
  readonly bedrockKeys: readonly BedrockKey[]
  readonly agents: ReadonlyMap<string, readonly string[]>
  readonly lastAccess: ReturnType<typeof makeLastAccess>
}

/** Reports put together at the same time: each keeps one waiting, not busy. */
const reportsAtOnce = 12

const token = ['Marker', 'Marker'] as const
const details = (Filter: readonly string[], items: string) =>
  ({ call: 'authorization', input: { Filter, MaxItems: 1_000 }, items, token, optional: true }) as const

/** First what policies and groups say, kept short; then users and roles page by page, so that a crowd of them needs no memory. */
async function look(asker: Asker, { account }: Place, agents: Around['agents']): Promise<Looked> {
  const problems: Problems = []
  const around = await readAround(asker, account.id, agents, problems)
  if (around === null) return { pages: [], problems }
  const pages: Seen[] = []
  for await (const page of listPages(asker, { ...details(['Role'], 'RoleDetailList'), schema: roleSchema })) {
    if (!page.ok) {
      problems.push(page)
      break
    }
    const { items, call, keptAside } = page.value
    const seen = await sideBySide(items, reportsAtOnce, (role) => roleSeen(role, around))
    pages.push({ observations: seen.flat(), call, keptAside })
  }
  for await (const page of listPages(asker, { ...details(['User'], 'UserDetailList'), schema: userSchema })) {
    if (!page.ok) {
      problems.push(page)
      break
    }
    const { items, call, keptAside } = page.value
    const observations: Observation[] = []
    for (const user of items) observations.push(...(await userSeen(asker, user, around, problems)))
    pages.push({ observations, call, keptAside })
  }
  return { pages, problems }
}

async function readAround(asker: Asker, account: string, agents: Around['agents'], problems: Problems): Promise<Around | null> {
  const policies = new Map<string, readonly Statement[]>()
  const managed = details(['LocalManagedPolicy', 'AWSManagedPolicy'], 'Policies')
  for await (const page of listPages(asker, { ...managed, schema: policySchema })) {
    if (!page.ok) {
      problems.push(page)
      return null
    }
    for (const { Arn, PolicyVersionList } of page.value.items) {
      const version = PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion === true) ?? PolicyVersionList?.[0]
      policies.set(Arn, readPolicy(version?.Document).statements)
    }
  }
  const groups = new Map<string, readonly Statement[]>()
  const listed = await readList(asker, { ...details(['Group'], 'GroupDetailList'), schema: groupSchema })
  if (listed.problem !== null) problems.push(listed.problem)
  for (const group of listed.items)
    groups.set(group.GroupName, statementsOf(group.GroupPolicyList, group.AttachedManagedPolicies, policies))
  const keys = await readList(asker, {
    call: 'bedrock-keys',
    input: { AllUsers: true, ServiceName: 'bedrock.amazonaws.com', MaxItems: 100 },
    items: 'ServiceSpecificCredentials',
    token,
    schema: bedrockKeySchema,
    optional: true,
  })
  if (keys.problem !== null) problems.push(keys.problem)
  return { account, policies, groups, bedrockKeys: keys.items, agents, lastAccess: makeLastAccess(asker, problems) }
}

function statementsOf(
  inline: readonly { readonly PolicyDocument?: string | null | undefined }[] | null | undefined,
  attached: readonly { readonly PolicyArn: string }[] | null | undefined,
  policies: Around['policies'],
): readonly Statement[] {
  const own: readonly PolicyRead[] = (inline ?? []).map(({ PolicyDocument }) => readPolicy(PolicyDocument))
  return [...own.flatMap(({ statements }) => statements), ...(attached ?? []).flatMap(({ PolicyArn }) => policies.get(PolicyArn) ?? [])]
}

function rightsIn(of: Role | User, own: readonly Statement[], { policies }: Around): Rights {
  const arn = of.PermissionsBoundary?.PermissionsBoundaryArn
  // A boundary that is not among the policies cannot be weighed: then the most is told that it can be.
  return rightsOf(own, arn ? (policies.get(arn) ?? null) : null)
}

async function roleSeen(role: Role, around: Around): Promise<readonly Observation[]> {
  const rights = rightsIn(role, statementsOf(role.RolePolicyList, role.AttachedManagedPolicies, around.policies), around)
  const agents = around.agents.get(principalKey(around.account, 'role', role.RoleName)) ?? []
  // Whoever may do everything may also call models; what people use of that is not asked.
  const asked = agents.length > 0 || mayInvoke(rights) === 'named'
  return observeRole(around.account, role, { rights, agents, access: asked ? await around.lastAccess(role.Arn) : null })
}

async function userSeen(asker: Asker, user: User, around: Around, problems: Problems): Promise<readonly Observation[]> {
  const byGroups = (user.GroupList ?? []).flatMap((name) => around.groups.get(name) ?? [])
  const own = [...statementsOf(user.UserPolicyList, user.AttachedManagedPolicies, around.policies), ...byGroups]
  const rights = rightsIn(user, own, around)
  const bedrockKeys = around.bedrockKeys.filter(({ UserName }) => UserName === user.UserName)
  if (mayInvoke(rights) === 'no' && bedrockKeys.length === 0) return []
  const keys = await keysOf(asker, user.UserName, bedrockKeys)
  if (keys.problem !== null) problems.push(keys.problem)
  return observeUser(around.account, user, { rights, keys, access: await around.lastAccess(user.Arn) })
}
