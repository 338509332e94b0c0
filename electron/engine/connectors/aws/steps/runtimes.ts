import { blankSubject, type Subject } from '../../../../../shared/domain/observation.ts'
import { keysByName } from '../../model-key-names.ts'
import { keyIn, principalOf } from '../names.ts'
import { environmentOf, ownersByTags } from '../owner-tags.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { runtimeSchema, runtimeSummarySchema } from '../schema-core.ts'
import { readTags } from '../tags.ts'

/** Agents that run as programs of their own: what is inside is not visible here, what surrounds it is. */
export const runtimes = resourceStep({
  id: 'runtimes',
  title: 'AgentCore runtimes',
  yields: 'agents that run as programs, with role, network and who may call them',
  hides: 'agents that run as programs of their own',
  service: 'agentcore',
  calls: ['runtime', 'core-tags'],
  kind: 'runtime',
  list: {
    call: 'runtimes',
    input: { maxResults: 100 },
    items: 'agentRuntimes',
    token: ['nextToken', 'nextToken'],
    schema: runtimeSummarySchema,
  },
  see: async (asker, { account, region }, summary, problems) => {
    const read = orNull(problems, await readOne(asker, 'runtime', { agentRuntimeId: summary.agentRuntimeId }, runtimeSchema))
    const tags = orNull(problems, await readTags(asker, 'core-tags', summary.agentRuntimeArn))
    const runtime = read?.item ?? null
    const key = keyIn('runtime', account.id, region, summary.agentRuntimeId)
    const keys = keysByName(runtime?.environmentVariables ?? [])
    const role = principalOf(runtime?.roleArn)
    const protocol = runtime?.protocolConfiguration?.serverProtocol ?? null
    const workload = runtime?.workloadIdentityDetails?.workloadIdentityArn
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: summary.agentRuntimeName || summary.agentRuntimeId,
      nativeIds: [
        { kind: 'aws-arn', value: summary.agentRuntimeArn, joins: true },
        ...(workload ? [{ kind: 'aws-workload-identity', value: workload, joins: true }] : []),
      ],
      agentKind: protocol === 'MCP' ? 'mcp-server' : 'autonomous-agent',
      platform: 'Amazon Bedrock AgentCore',
      autonomy:
        protocol === 'MCP'
          ? { floor: 'A0', ceiling: 'A3', because: 'it offers tools; whoever calls them decides' }
          : { floor: 'A0', ceiling: 'A5', because: 'what the program does by itself is in its code, which is not read' },
      signals: [{ by: 'provider', value: 'agent runtime', certainty: 'certain', vendor: 'Amazon' }, ...keys.signals],
      purpose: summary.description || null,
      environment: environmentOf(tags),
      enabled: summary.status === null ? null : summary.status === 'READY',
      createdAt: runtime?.createdAt ?? null,
      changedAt: summary.lastUpdatedAt ?? null,
      models: keys.vendors.map((vendor) => ({ vendor, name: null })),
      credentials: runtime === null ? null : keys.credentials,
      // Without an authoriser of its own only identities of the cloud may call it.
      exposure: runtime === null ? 'unknown' : runtime.authorizerConfiguration?.customJWTAuthorizer ? 'group' : 'named',
      relations: role === null ? [] : [{ to: role, relation: 'runs-as' }],
      details: {
        Account: account.id,
        Region: region,
        Status: summary.status ?? 'unknown',
        ...(protocol === null ? {} : { Protocol: protocol }),
        ...(runtime?.networkConfiguration?.networkMode ? { Network: runtime.networkConfiguration.networkMode } : {}),
        ...(runtime?.agentRuntimeArtifact?.containerConfiguration?.containerUri
          ? { Image: runtime.agentRuntimeArtifact.containerConfiguration.containerUri }
          : {}),
      },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})
