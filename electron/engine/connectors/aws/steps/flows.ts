import { z } from 'zod'
import { blankSubject, type Relation, type Subject, type Tool } from '../../../../../shared/domain/observation.ts'
import { functionRole } from '../function-role.ts'
import { keyIn, lastWord, parseArn, principalOf } from '../names.ts'
import { environmentOf, ownersByTags } from '../owner-tags.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { id, maybe, text } from '../schema.ts'
import { readTags } from '../tags.ts'

const flowSummarySchema = z.object({ id, arn: id, name: text, description: text, status: text, createdAt: maybe, updatedAt: maybe })

const configuration = z
  .object({
    agent: z.object({ agentAliasArn: text }).nullish().catch(null),
    lambdaFunction: z.object({ lambdaArn: text }).nullish().catch(null),
    knowledgeBase: z.object({ knowledgeBaseId: text, modelId: text }).nullish().catch(null),
  })
  .partial()
  .nullish()
  .catch(null)

const flowSchema = z.object({
  executionRoleArn: text,
  definition: z
    .object({
      nodes: z
        .array(z.object({ name: text, type: text, configuration }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})

const executes: Readonly<Record<string, Tool['powers']>> = {
  LambdaFunction: [{ action: 'execute', resource: 'automation', sensitivity: 'unknown' }],
  InlineCode: [{ action: 'execute', resource: 'code', sensitivity: 'internal' }],
  Agent: [{ action: 'execute', resource: 'agent', sensitivity: 'unknown' }],
  Lex: [{ action: 'execute', resource: 'agent', sensitivity: 'unknown' }],
  Storage: [{ action: 'write', resource: 'files', sensitivity: 'unknown' }],
  Retrieval: [{ action: 'read', resource: 'files', sensitivity: 'unknown' }],
  KnowledgeBase: [{ action: 'read', resource: 'knowledge', sensitivity: 'unknown' }],
}

export const flows = resourceStep({
  id: 'flows',
  title: 'Bedrock flows',
  yields: 'flows with the functions, agents and knowledge they call',
  hides: 'workflows with an AI step',
  service: 'bedrock-agent',
  calls: ['flow', 'tags', 'function'],
  kind: 'flow',
  list: { call: 'flows', input: { maxResults: 100 }, items: 'flowSummaries', token: ['nextToken', 'nextToken'], schema: flowSummarySchema },
  see: async (asker, { account, region }, summary, problems) => {
    const flow = orNull(problems, await readOne(asker, 'flow', { flowIdentifier: summary.id }, flowSchema))?.item ?? null
    const nodes = flow?.definition?.nodes ?? []
    const tags = orNull(problems, await readTags(asker, 'tags', summary.arn))
    const roles = [flow?.executionRoleArn ?? null]
    for (const arn of new Set(nodes.flatMap((node) => node.configuration?.lambdaFunction?.lambdaArn ?? [])))
      roles.push(orNull(problems, await functionRole(asker, arn)))
    const principals = [...new Set(roles.flatMap((role) => principalOf(role) ?? []))]
    const key = keyIn('flow', account.id, region, summary.id)
    const agents = nodes.flatMap((node): readonly Relation[] => {
      const arn = parseArn(node.configuration?.agent?.agentAliasArn)
      const agentId = arn?.resource.split('/')[1]
      return arn && agentId ? [{ to: keyIn('agent', arn.account, arn.region, agentId), relation: 'hands-off-to' }] : []
    })
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: summary.name || summary.id,
      nativeIds: [{ kind: 'aws-arn', value: summary.arn, joins: true }],
      agentKind: 'workflow',
      platform: 'Amazon Bedrock',
      autonomy: { floor: 'A3', ceiling: 'A4', because: 'it runs its steps by itself; who starts it is not visible here' },
      signals: [{ by: 'provider', value: 'bedrock flow', certainty: 'certain', vendor: 'Amazon' }],
      purpose: summary.description || null,
      environment: environmentOf(tags),
      createdAt: summary.createdAt ?? null,
      changedAt: summary.updatedAt ?? null,
      tools:
        flow === null
          ? null
          : nodes.flatMap((node) => {
              const powers = executes[node.type ?? '']
              return powers === undefined ? [] : [{ name: node.name || node.type || 'step', powers }]
            }),
      credentials: [],
      exposure: 'named',
      relations: [...principals.map((to): Relation => ({ to, relation: 'runs-as' })), ...agents],
      details: {
        Account: account.id,
        Region: region,
        Status: summary.status ?? 'unknown',
        ...(flow?.executionRoleArn ? { Role: lastWord(flow.executionRoleArn) } : {}),
      },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})
