import { guidAt } from '../ids.ts'
import { type AccountPlan, type Organisation, placeIn, type Wire } from './organisation.ts'

/** Who acts, as the provider's events say it. */
export type Actor =
  | { readonly kind: 'person'; readonly mail: string }
  | { readonly kind: 'role'; readonly arn: string; readonly session: string }
  | { readonly kind: 'user'; readonly name: string }

interface EventPlan {
  readonly region: string
  readonly name: string
  readonly source: string
  /** ISO. */
  readonly at: string
  readonly by: Actor
  readonly request?: Wire
  readonly response?: Wire | null
  readonly readOnly?: boolean
  /** It was tried and refused. */
  readonly errorCode?: string
}

const people = 'AWSReservedSSO_Administrators_1a2b3c'

/** An event as the provider keeps it: a few members to look up by, and the whole as a text. */
export function addEvent(organisation: Organisation, account: AccountPlan, plan: EventPlan): void {
  const { events } = placeIn(account, plan.region)
  const { region, name, source, at, by, readOnly = false } = plan
  const EventId = guidAt(organisation.seed, `aws/event/${account.id}/${region}`, events.length)
  const userIdentity = identityOf(account, by)
  events.push({
    EventId,
    EventName: name,
    ReadOnly: String(readOnly),
    AccessKeyId: 'ASIAESTATEEXAMPLE000',
    EventTime: Date.parse(at) / 1_000,
    EventSource: source,
    Username: by.kind === 'person' ? by.mail : by.kind === 'role' ? by.session : by.name,
    Resources: [],
    CloudTrailEvent: JSON.stringify({
      eventVersion: '1.11',
      userIdentity,
      eventTime: at,
      eventSource: source,
      eventName: name,
      awsRegion: region,
      sourceIPAddress: '192.0.2.10',
      userAgent: 'console',
      ...(plan.errorCode === undefined ? {} : { errorCode: plan.errorCode, errorMessage: 'not authorized' }),
      requestParameters: plan.request ?? null,
      responseElements: plan.response ?? null,
      eventID: EventId,
      readOnly,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account.id,
      eventCategory: 'Management',
    }),
  })
}

function identityOf({ id }: AccountPlan, by: Actor): Wire {
  if (by.kind === 'user') return { type: 'IAMUser', arn: `arn:aws:iam::${id}:user/${by.name}`, accountId: id, userName: by.name }
  const path = 'aws-reserved/sso.amazonaws.com/'
  const arn = by.kind === 'role' ? by.arn : `arn:aws:iam::${id}:role/${path}${people}`
  const userName = arn.split('/').at(-1) ?? ''
  const session = by.kind === 'role' ? by.session : by.mail
  return {
    type: 'AssumedRole',
    principalId: `AROAESTATE:${session}`,
    arn: `arn:aws:sts::${id}:assumed-role/${userName}/${session}`,
    accountId: id,
    sessionContext: { sessionIssuer: { type: 'Role', principalId: 'AROAESTATE', arn, accountId: id, userName } },
  }
}
