import {
  type Activity,
  blankSubject,
  type Credential,
  type Grant,
  type NativeId,
  type Observation,
  type Subject,
} from '../../../../shared/domain/observation.ts'
import { trustedBy } from './iam/document.ts'
import { mayInvoke, type Rights } from './iam/evaluate.ts'
import { type LastAccess, lastUseOf, rememberedDays, unusedOf } from './last-access.ts'
import { principalKey } from './names.ts'
import { environmentOf, ownersByTags } from './owner-tags.ts'
import type { Role, User } from './schema-iam.ts'

export interface UserKeys {
  readonly credentials: readonly Credential[]
  readonly nativeIds: readonly NativeId[]
  /** Last use of any of them; undefined: not looked up. */
  readonly lastUsed?: string | null
}

const platform = 'AWS IAM'

/** People come through single sign-on as roles of this form: they are people, not agents. */
const ofPeople = /^AWSReservedSSO_/
const ofPlatform = '/aws-service-role/'

/** What was found out about a role. */
interface RoleSeen {
  readonly rights: Rights
  /** Keys of the agents that run as it. */
  readonly agents: readonly string[]
  readonly access: LastAccess | null
}

/** A role: as an identity where an agent found elsewhere runs as it; an agent itself where somebody gave it models and no agent is known. */
export function observeRole(account: string, role: Role, { rights, agents, access }: RoleSeen): readonly Observation[] {
  const invoke = mayInvoke(rights)
  if (agents.length === 0 && invoke === 'no') return []
  const key = principalKey(account, 'role', role.RoleName)
  const firstParty = role.Path?.startsWith(ofPlatform) === true
  const lone = agents.length === 0 && invoke === 'named' && !ofPeople.test(role.RoleName) && !firstParty
  const trusted = trustedBy(role.AssumeRolePolicyDocument)
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'identity',
    name: role.RoleName,
    nativeIds: [{ kind: 'aws-role-arn', value: role.Arn, joins: true }],
    agentKind: 'automation-identity',
    platform,
    autonomy: { floor: 'A0', ceiling: 'A4', because: 'it is an identity; what acts with it is not visible here' },
    signals: lone ? [{ by: 'provider', value: 'may invoke models', certainty: 'certain', vendor: 'Amazon' }] : [],
    firstParty,
    environment: environmentOf(role.Tags),
    createdAt: role.CreateDate ?? null,
    models: lone ? [{ vendor: 'Amazon', name: null }] : [],
    credentials: [{ kind: 'federated', name: 'sessions of the role', createdAt: role.CreateDate ?? null, expiresAt: null }],
    exposure: trusted.includes('*') ? 'public' : 'named',
    details: { Account: account, 'Trusted by': trusted.slice(0, 20).join(', '), ...notUsed(access), ...notEvaluated(rights) },
  }
  const lastActive = role.RoleLastUsed?.LastUsedDate ?? null
  const [only, ...others] = agents
  return [
    subject,
    allowance(`allow/${account}/role/${role.RoleName}`, key, { name: role.RoleName, account, rights, access }),
    ...agents.map((agent) =>
      allowance(`via/${account}/${role.RoleName}/${agent}`, agent, { name: role.RoleName, account, rights, access }),
    ),
    use(key, key, lastActive),
    // Where several agents share a role, its use says nothing of any one of them.
    ...(only !== undefined && others.length === 0 ? [use(`via/${account}/${role.RoleName}/${only}`, only, lastActive)] : []),
    ...ownersByTags(key, role.Tags),
  ]
}

interface UserSeen {
  readonly rights: Rights
  readonly keys: UserKeys
  readonly access: LastAccess | null
}

/** A user that may call models, with its keys; of the others nothing is kept. */
export function observeUser(account: string, user: User, { rights, keys, access }: UserSeen): readonly Observation[] {
  const key = principalKey(account, 'user', user.UserName)
  const agent = mayInvoke(rights) === 'named' || keys.nativeIds.some(({ kind }) => kind === 'aws-service-credential-id')
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'identity',
    name: user.UserName,
    nativeIds: [{ kind: 'aws-user-arn', value: user.Arn, joins: true }, ...keys.nativeIds],
    agentKind: 'automation-identity',
    platform,
    autonomy: { floor: 'A0', ceiling: 'A4', because: 'a key works wherever it was copied to; what it drives is not visible here' },
    signals: agent ? [{ by: 'credential', value: 'may invoke models', certainty: 'certain', vendor: 'Amazon' }] : [],
    environment: environmentOf(user.Tags),
    createdAt: user.CreateDate ?? null,
    models: agent ? [{ vendor: 'Amazon', name: null }] : [],
    credentials: keys.credentials,
    exposure: 'owner',
    details: { Account: account, ...notUsed(access), ...notEvaluated(rights) },
  }
  // The report knows of every kind of key; the keys themselves tell nothing of a Bedrock API key.
  const lastUsed = access === null ? keys.lastUsed : latest(lastUseOf(access), keys.lastUsed ?? null)
  return [
    subject,
    allowance(`allow/${account}/user/${user.UserName}`, key, { name: user.UserName, account, rights, access }),
    ...(lastUsed === undefined ? [] : [use(key, key, lastUsed)]),
    ...ownersByTags(key, user.Tags),
  ]
}

interface Allowed {
  readonly name: string
  readonly account: string
  readonly rights: Rights
  readonly access: LastAccess | null
}

function allowance(key: string, subjectKey: string, { name, account, rights: { allowed }, access }: Allowed): Grant {
  return {
    kind: 'grant',
    key,
    subjectKey,
    resource: `account ${account} as ${name}`,
    resourceKey: null,
    permissions: allowed,
    ...(access === null ? {} : { unused: unusedOf(allowed, access) }),
    type: 'application',
    consent: null,
    principalKey: null,
    grantedAt: null,
  }
}

function use(key: string, subjectKey: string, lastActive: string | null): Activity {
  const window = lastActive === null ? 'no use known to the provider' : `last use known to the provider, tracked for ${rememberedDays} days`
  return { kind: 'activity', key, subjectKey, nativeId: null, lastActive, calls: null, users: null, window }
}

const latest = (one: string | null, other: string | null): string | null => (one === null || (other !== null && other > one) ? other : one)

/** Granted and not used, by service. */
function notUsed(access: LastAccess | null): Readonly<Record<string, string>> {
  const idle = [...(access ?? [])].flatMap(([service, at]) => (at === null ? [service] : [])).toSorted()
  if (idle.length === 0) return {}
  const more = idle.length > servicesShown ? ` and ${idle.length - servicesShown} more` : ''
  return { [`Allowed and not used in ${rememberedDays} days`]: `${idle.slice(0, servicesShown).join(', ')}${more}` }
}

const servicesShown = 20

/** Said with every answer: policies of the organisation are not visible from inside an account. */
function notEvaluated({ notEvaluated: notes }: Rights): Readonly<Record<string, string>> {
  return { 'Not weighed in its permissions': [...notes, 'policies of the organisation'].join('; ') }
}
