import { guidAt } from '../ids.ts'
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

function orderReport({ organisation, by, input }: Question): Told {
  const { access, reports } = by.account.identities
  const arn = String(input.Arn)
  if (!access.has(arn)) return missing
  const JobId = guidAt(organisation.seed, `aws/report/${by.account.id}`, reports.size)
  reports.set(JobId, { arn, orderedBy: by.arn, ready: false })
  return value({ JobId })
}

/** The first look finds it unfinished, as it is in life. */
function readReport({ organisation, by, input }: Question): Told {
  const report = by.account.identities.reports.get(String(input.JobId))
  if (report === undefined || report.orderedBy !== by.arn) return missing
  const at = { JobType: 'SERVICE_LEVEL', JobCreationDate: new Date(organisation.now).toISOString() }
  if (!report.ready) {
    report.ready = true
    return value({ ...at, JobStatus: 'IN_PROGRESS', ServicesLastAccessed: [], IsTruncated: false })
  }
  const services = [...(by.account.identities.access.get(report.arn) ?? [])].map(([ServiceNamespace, used]) => ({
    ServiceName: ServiceNamespace,
    ServiceNamespace,
    TotalAuthenticatedEntities: used === null ? 0 : 1,
    ...(used === null ? {} : { LastAuthenticated: used, LastAuthenticatedEntity: report.arn, LastAuthenticatedRegion: 'eu-west-1' }),
  }))
  const most = Math.min(1_000, Number(input.MaxItems ?? 100))
  const from = Number(input.Marker ?? 0)
  if (!Number.isInteger(from)) return refuse('InvalidInput', 400, 'Invalid Marker')
  const more = from + most < services.length
  return value({
    ...at,
    JobStatus: 'COMPLETED',
    JobCompletionDate: new Date(organisation.now).toISOString(),
    ServicesLastAccessed: services.slice(from, from + most),
    IsTruncated: more,
    ...(more ? { Marker: String(from + most) } : {}),
  })
}

export const identityRoutes: readonly AwsRoute[] = [
  route('GetAccountAuthorizationDetails', authorization),
  route('GenerateServiceLastAccessedDetails', orderReport),
  route('GetServiceLastAccessedDetails', readReport),
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
