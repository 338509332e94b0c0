import { blankSubject, type Subject } from '../../../../../shared/domain/observation.ts'
import { keyIn, lastWord } from '../names.ts'
import { resourceStep } from '../resource-step.ts'
import { providerSchema, workloadSchema } from '../schema-core.ts'

const platform = 'Amazon Bedrock AgentCore'
const paging = { input: { maxResults: 20 }, token: ['nextToken', 'nextToken'] } as const

/** Identities that the provider makes for agents. One that belongs to a runtime or gateway is the same agent. */
export const workloadIdentities = resourceStep({
  id: 'workload-identities',
  title: 'Agent identities',
  yields: 'identities made for agents',
  hides: 'agents that run elsewhere under an identity of this cloud',
  service: 'agentcore',
  calls: [],
  kind: 'workload',
  list: { ...paging, call: 'workloads', items: 'workloadIdentities', schema: workloadSchema },
  see: async (_asker, { account, region }, { name, workloadIdentityArn }) => {
    const subject: Subject = {
      ...blankSubject,
      key: keyIn('workload', account.id, region, name),
      role: 'identity',
      name,
      nativeIds: [{ kind: 'aws-workload-identity', value: workloadIdentityArn, joins: true }],
      agentKind: 'automation-identity',
      platform,
      autonomy: { floor: 'A0', ceiling: 'A4', because: 'it is an identity for agents; what acts with it is not visible here' },
      signals: [{ by: 'provider', value: 'workload identity', certainty: 'certain', vendor: 'Amazon' }],
      exposure: 'owner',
      details: { Account: account.id, Region: region },
    }
    return [subject]
  },
})

/** Ways out to other systems: identities, not agents; what agent uses which is decided in code. */
const wayOut = (id: string, title: string, call: string, what: string) =>
  resourceStep({
    id,
    title,
    yields: `${what} that agents can use in other systems`,
    hides: `in which other systems agents can sign in by ${what}`,
    service: 'agentcore',
    calls: [],
    kind: id,
    list: { ...paging, call, items: 'credentialProviders', schema: providerSchema },
    see: async (_asker, { account, region }, provider) => {
      const key = keyIn(id, account.id, region, provider.name)
      const subject: Subject = {
        ...blankSubject,
        key,
        role: 'identity',
        name: provider.name,
        nativeIds: [{ kind: 'aws-arn', value: provider.credentialProviderArn, joins: true }],
        agentKind: 'automation-identity',
        platform,
        createdAt: provider.createdTime ?? null,
        changedAt: provider.lastUpdatedTime ?? null,
        credentials: [
          {
            kind: id === 'key-provider' ? 'stored' : 'oauth',
            name: lastWord(provider.credentialProviderArn),
            createdAt: provider.createdTime ?? null,
            expiresAt: null,
          },
        ],
        traits: ['outbound-channel'],
        details: { Account: account.id, Region: region, System: provider.credentialProviderVendor ?? 'not told' },
      }
      return [subject]
    },
  })

export const oauthProviders = wayOut('oauth-provider', 'Sign-ins to other systems', 'oauth-providers', 'sign-ins')
export const keyProviders = wayOut('key-provider', 'Keys for other systems', 'key-providers', 'keys')
