import { blankSubject, type Subject, type Tool } from '../../../../../shared/domain/observation.ts'
import { keyIn, principalOf } from '../names.ts'
import { environmentOf, ownersByTags } from '../owner-tags.ts'
import { readList } from '../read-list.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { type GatewayTarget, gatewaySchema, gatewaySummarySchema, targetSchema } from '../schema-core.ts'
import { readTags } from '../tags.ts'

/** What a target of each kind lets its callers do. The tools behind it are in its schema, which is not read. */
const powersOf: Readonly<Record<string, Tool['powers']>> = {
  LAMBDA: [{ action: 'execute', resource: 'automation', sensitivity: 'unknown' }],
  OPEN_API_SCHEMA: [{ action: 'execute', resource: 'web', sensitivity: 'unknown' }],
  SMITHY_MODEL: [{ action: 'execute', resource: 'infrastructure', sensitivity: 'unknown' }],
  API_GATEWAY: [{ action: 'execute', resource: 'application', sensitivity: 'unknown' }],
  AGENTCORE_RUNTIME: [{ action: 'execute', resource: 'agent', sensitivity: 'unknown' }],
}
const unknownPowers: Tool['powers'] = [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }]

export const gateways = resourceStep({
  id: 'gateways',
  title: 'AgentCore gateways',
  yields: 'gateways that offer tools to agents, their targets, and who may call them',
  hides: 'tools that agents, or anybody, can call',
  service: 'agentcore',
  calls: ['gateway', 'targets', 'core-tags'],
  kind: 'gateway',
  list: { call: 'gateways', input: { maxResults: 100 }, items: 'items', token: ['nextToken', 'nextToken'], schema: gatewaySummarySchema },
  see: async (asker, { account, region }, summary, problems) => {
    const gatewayIdentifier = summary.gatewayId
    const gateway = orNull(problems, await readOne(asker, 'gateway', { gatewayIdentifier }, gatewaySchema))?.item ?? null
    const targets = await readList(asker, {
      call: 'targets',
      input: { gatewayIdentifier, maxResults: 100 },
      items: 'items',
      token: ['nextToken', 'nextToken'],
      schema: targetSchema,
    })
    if (targets.problem !== null) problems.push(targets.problem)
    const tags = gateway === null ? null : orNull(problems, await readTags(asker, 'core-tags', gateway.gatewayArn))
    const key = keyIn('gateway', account.id, region, gatewayIdentifier)
    const open = summary.authorizerType === 'NONE'
    const role = principalOf(gateway?.roleArn)
    const workload = gateway?.workloadIdentityDetails?.workloadIdentityArn
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: summary.name || gatewayIdentifier,
      nativeIds: [
        { kind: 'aws-gateway-id', value: gatewayIdentifier, joins: true },
        ...(gateway === null ? [] : [{ kind: 'aws-arn', value: gateway.gatewayArn, joins: true }]),
        ...(workload ? [{ kind: 'aws-workload-identity', value: workload, joins: true }] : []),
        ...(gateway?.gatewayUrl ? [{ kind: 'mcp-endpoint', value: gateway.gatewayUrl, joins: true }] : []),
      ],
      agentKind: 'mcp-server',
      platform: 'Amazon Bedrock AgentCore',
      autonomy: { floor: 'A0', ceiling: 'A3', because: 'it offers tools; whoever calls them decides' },
      signals: [{ by: 'provider', value: 'agent gateway', certainty: 'certain', vendor: 'Amazon' }],
      purpose: summary.description || null,
      environment: environmentOf(tags),
      enabled: summary.status === null ? null : summary.status === 'READY',
      createdAt: summary.createdAt ?? null,
      changedAt: summary.updatedAt ?? null,
      tools: targets.problem !== null && targets.items.length === 0 ? null : targets.items.map(toolOf),
      credentials: [],
      exposure: open ? 'public' : summary.authorizerType === null ? 'unknown' : summary.authorizerType === 'AWS_IAM' ? 'named' : 'group',
      endpoint: gateway?.gatewayUrl ?? null,
      relations: role === null ? [] : [{ to: role, relation: 'runs-as' }],
      traits: open ? ['no-authentication', 'untrusted-input'] : [],
      details: {
        Account: account.id,
        Region: region,
        Authoriser: summary.authorizerType ?? 'unknown',
        Targets: targets.items.map(({ name, targetType }) => `${name ?? ''} (${targetType ?? 'unknown'})`).join(', '),
      },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})

function toolOf({ targetId, name, description, targetType }: GatewayTarget): Tool {
  return { name: name || targetId, ...(description ? { description } : {}), powers: powersOf[targetType ?? ''] ?? unknownPowers }
}
