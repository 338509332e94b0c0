import type { Quota } from '../connector.ts'
import type { ServiceId } from './services.ts'

/** Codes by which this provider says “slow down”; most come with status 400. Source: its guides to errors of each service. */
const throttledBy = [
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'TooManyRequests',
  'SlowDown',
]

const quota = (id: ServiceId, units: number | null, concurrency: number, source: string): Quota => ({
  id,
  units,
  perMs: 1_000,
  concurrency,
  source,
  throttledBy,
})

const unpublished = 'not published for lists: adapts'

/** Every limit counts for one account in one region. */
export const quotas: readonly Quota[] = [
  quota('sts', 600, 16, 'AWS STS quotas: 600 requests a second for each account and region'),
  quota('organizations', null, 2, unpublished),
  quota('account', null, 4, unpublished),
  quota('bedrock-agent', 10, 6, 'Amazon Bedrock quotas: ListAgents and its like 10 requests a second'),
  quota('agentcore', 5, 4, 'Amazon Bedrock AgentCore quotas: most control plane operations 5 to 10 requests a second'),
  quota('qbusiness', null, 4, unpublished),
  quota('sagemaker', null, 4, unpublished),
  quota('iam', null, 4, 'AWS IAM: throttled without a published figure: adapts'),
  quota('cloudtrail', 2, 1, 'AWS CloudTrail: LookupEvents 2 requests a second for each account and region'),
  quota('lambda', 15, 6, 'AWS Lambda quotas: control plane 15 requests a second, GetFunction 100'),
]
