import { type AwsRoute, page, refuse, value } from './route.ts'

export const organisationRoutes: readonly AwsRoute[] = [
  {
    service: 'sts',
    operation: 'GetCallerIdentity',
    action: null,
    handle: ({ by }) => value({ Arn: by.arn, UserId: 'AIDAESTATE', Account: by.account.id }),
  },
  {
    service: 'sts',
    operation: 'AssumeRole',
    action: 'sts:AssumeRole',
    handle: ({ organisation, access, by, input }) => {
      const match = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(String(input.RoleArn))
      const account = organisation.accounts.find(({ id }) => id === match?.[1])
      const given = typeof input.ExternalId === 'string' ? input.ExternalId : null
      const session = account?.active === true ? access.assume(by, account, match?.[2] ?? '', given) : null
      if (session === null) return refuse('AccessDenied', 403, `User: ${by.arn} is not authorized to perform: sts:AssumeRole`)
      const { id, principal } = session
      return value({
        AssumedRoleUser: { Arn: principal.arn, AssumedRoleId: `AROAESTATE:rollcall` },
        Credentials: {
          AccessKeyId: id,
          SecretAccessKey: principal.secret,
          SessionToken: principal.token,
          Expiration: new Date(Date.now() + 3_600_000).toISOString(),
        },
      })
    },
  },
  {
    service: 'organizations',
    operation: 'ListAccounts',
    action: 'organizations:ListAccounts',
    handle: ({ organisation, by, input }) =>
      by.account === organisation.accounts[0]
        ? page(
            organisation.accounts.map(({ id, name, active }) => ({
              Id: id,
              Arn: `arn:aws:organizations::${organisation.accounts[0]?.id}:account/o-meridian/${id}`,
              Email: `aws-${id}@${organisation.people.domain}`,
              Name: name,
              Status: active ? 'ACTIVE' : 'SUSPENDED',
              State: active ? 'ACTIVE' : 'CLOSED',
              JoinedMethod: 'CREATED',
              JoinedTimestamp: organisation.now / 1_000 - 400 * 86_400,
            })),
            input,
            { items: 'Accounts', max: 'MaxResults', token: 'NextToken', most: 20 },
          )
        : refuse('AccessDeniedException', 400, "You don't have permissions to access this resource."),
  },
  {
    service: 'account',
    operation: 'ListRegions',
    method: 'POST',
    path: '/listRegions',
    action: 'account:ListRegions',
    handle: ({ by, input }) =>
      page(
        by.account.regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })),
        input,
        { items: 'Regions', max: 'MaxResults', token: 'NextToken', most: 50 },
      ),
  },
]
