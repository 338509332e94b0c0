import type { AccountPlan, Wire } from './organisation.ts'
import { type AwsRoute, type Question, refuse, type Told, value } from './route.ts'

const route = (operation: string, handle: AwsRoute['handle']): AwsRoute => ({
  service: 'iam',
  operation,
  action: `iam:${operation}`,
  handle,
})

const missing = refuse('NoSuchEntity', 404, 'it cannot be found')

/** What each filter lets through, as member of the reply. */
const sections: readonly (readonly [filter: RegExp, member: string, of: (account: AccountPlan) => readonly Wire[]])[] = [
  [/^User$/, 'UserDetailList', ({ identities }) => identities.users],
  [/^Group$/, 'GroupDetailList', ({ identities }) => identities.groups],
  [/^Role$/, 'RoleDetailList', ({ identities }) => identities.roles],
  [/^(Local|AWS)ManagedPolicy$/, 'Policies', ({ identities }) => identities.policies],
]

function authorization({ by, input }: Question): Told {
  const filters = Object.entries(input).flatMap(([name, filter]) => (name.startsWith('Filter.member.') ? [String(filter)] : []))
  const wanted = sections.filter(([form]) => filters.length === 0 || filters.some((filter) => form.test(filter)))
  const all = wanted.flatMap(([, member, of]) => of(by.account).map((item) => ({ member, item })))
  const most = Math.min(1_000, Number(input.MaxItems ?? 100))
  const from = Number(input.Marker ?? 0)
  if (!Number.isInteger(from)) return refuse('ValidationError', 400, 'Invalid Marker')
  const shown = all.slice(from, from + most)
  const lists = Object.fromEntries(
    sections.map(([, member]) => [member, shown.flatMap((one) => (one.member === member ? [one.item] : []))]),
  )
  const more = from + most < all.length
  return value({ ...lists, IsTruncated: more, ...(more ? { Marker: String(from + most) } : {}) })
}

export const identityRoutes: readonly AwsRoute[] = [
  route('GetAccountAuthorizationDetails', authorization),
  route('ListServiceSpecificCredentials', ({ by, input, changes }) =>
    value({
      ServiceSpecificCredentials: by.account.identities.bedrockKeys
        .filter(({ UserName }) => input.UserName === undefined || UserName === input.UserName)
        .map((key) => ({ ...key, Status: changes.get(`key/${key.ServiceSpecificCredentialId}`) ?? key.Status })),
      IsTruncated: false,
    }),
  ),
  route('ListAccessKeys', ({ by, input, changes }) =>
    value({
      AccessKeyMetadata: by.account.identities.accessKeys
        .filter(({ UserName }) => UserName === input.UserName)
        .map(({ LastUsedDate: _used, ...key }) => ({ ...key, Status: changes.get(`key/${String(key.AccessKeyId)}`) ?? key.Status })),
      IsTruncated: false,
    }),
  ),
  route('GetAccessKeyLastUsed', ({ by, input }) => {
    const key = by.account.identities.accessKeys.find(({ AccessKeyId }) => AccessKeyId === input.AccessKeyId)
    if (key === undefined) return missing
    const { LastUsedDate } = key
    return value({
      UserName: key.UserName,
      AccessKeyLastUsed:
        LastUsedDate === undefined ? { ServiceName: 'N/A', Region: 'N/A' } : { LastUsedDate, ServiceName: 'bedrock', Region: 'us-east-1' },
    })
  }),
]
