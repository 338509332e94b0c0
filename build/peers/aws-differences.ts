import { type Given, readReplies } from './aws-reading.ts'
import type { Difference } from './peer.ts'
import type { SeenReply } from './replies.ts'

/** A difference that somebody looked up in the provider's documentation: whose it is, and what is written there. */
interface Known {
  readonly what: RegExp
  readonly whose: Exclude<Difference['whose'], 'unknown'>
  readonly because: string
}

const byCase = 'given where there is something to tell: what is kept on one side is of another sort than on the other'

const known: readonly Known[] = [
  {
    what: /^sts AssumeRole: PackedPolicySize is given by the peer only$/,
    whose: 'the peer',
    because: 'it is the size of session policies and tags that were sent along, and none were',
  },
  {
    what: /^bedrock-agent (ListAgents|GetAgent): .*(RFC-3339|(created|updated|prepared)At is number where time is described)/,
    whose: 'the peer',
    because:
      'the description has times of this service as RFC 3339 text; the official client gives the reply up and ours reads it as it came',
  },
  {
    what: /^bedrock-agent GetAgent: agent\.idleSessionTTLInSeconds /,
    whose: 'the peer',
    because: 'the description demands it of every agent',
  },
  {
    what: /^bedrock-agent GetAgent: agent\.agentCollaboration is given by the estate only$/,
    whose: 'neither',
    because: 'optional; the peer knows no agents that hand work to others',
  },
  {
    what: /^bedrock-agent GetAgent: agent\.(clientToken|recommendedActions) is given by the peer only$/,
    whose: 'neither',
    because: 'optional; the token is the caller’s own, and actions are recommended after a failure',
  },
  { what: /^bedrock-agent GetAgent: agent\.guardrailConfiguration is given by the estate only$/, whose: 'neither', because: byCase },
  {
    what: /^lambda ListFunctions: Functions\[\]\.(State|LastUpdateStatus) is given by the peer only$/,
    whose: 'the peer',
    because: 'the list gives a part of the configuration, and these two are named among what only GetFunction tells',
  },
  {
    what: /^iam GetAccountAuthorizationDetails: Policies\[\]\.(PolicyName|PolicyId) is given by the estate only$/,
    whose: 'the peer',
    because: 'every managed policy is given with its name and id, as the sample reply of the reference shows',
  },
  {
    what: /^iam GetAccountAuthorizationDetails: Policies\[\]\.Description is given by the peer only$/,
    whose: 'neither',
    because: 'optional, and empty there',
  },
  {
    what: /^iam GetAccountAuthorizationDetails: (RoleDetailList\[\]\.(RoleLastUsed\.Region|PermissionsBoundary)|UserDetailList\[\]\.Tags) is given by the estate only$/,
    whose: 'neither',
    because: byCase,
  },
  {
    what: /^iam ListAccessKeys: IsTruncated is given by the estate only$/,
    whose: 'the peer',
    because: 'the sample reply of the reference has it, and every caller is told to look at it',
  },
  { what: /^iam GetAccessKeyLastUsed: AccessKeyLastUsed\.LastUsedDate is given by the estate only$/, whose: 'neither', because: byCase },
  {
    what: /^the estate’s iam GetServiceLastAccessedDetails: JobCompletionDate is always there, and is not$/,
    whose: 'the description',
    because: 'its own words say that the date is null while the report is in progress',
  },
]

/**
 * What two servers that both stand for the provider answer differently, both read by the official client: members of one side only, and
 * replies that are not as described. Lists what nobody has looked up as `unknown`.
 */
export async function awsDifferences(peer: readonly SeenReply[], estate: readonly SeenReply[]): Promise<readonly Difference[]> {
  const [theirs, ours] = await Promise.all([readReplies(peer), readReplies(estate)])
  const words: string[] = []
  for (const [operation, given] of theirs) for (const wrong of given.wrong) words.push(`${operation}: ${wrong}`)
  for (const [operation, given] of ours) for (const wrong of given.wrong) words.push(`the estate’s ${operation}: ${wrong}`)
  for (const [operation, given] of theirs) {
    const own = ours.get(operation)
    if (own === undefined) continue
    for (const member of onlyIn(given, own)) words.push(`${operation}: ${member} is given by the peer only`)
    for (const member of onlyIn(own, given)) words.push(`${operation}: ${member} is given by the estate only`)
  }
  return words.map((what) => {
    const verdict = known.find((one) => one.what.test(what))
    return { what: verdict === undefined ? what : `${what} (${verdict.because})`, whose: verdict?.whose ?? 'unknown' }
  })
}

/** Members that one side gives and the other, which gives what they stand in, does not. Whether a list holds anything is no difference. */
const onlyIn = (one: Given, other: Given): readonly string[] =>
  [...one.members.keys()].filter(
    (path) =>
      !/(\[\]|\{\})$/.test(path) && !other.members.has(path) && other.parents.has(path.slice(0, Math.max(0, path.lastIndexOf('.')))),
  )
