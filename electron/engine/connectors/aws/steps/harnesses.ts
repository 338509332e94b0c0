import { blankSubject, type Subject, type Tool } from '../../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../../catalogue/models.ts'
import { keysByName } from '../../model-key-names.ts'
import { keyIn, modelName, principalOf } from '../names.ts'
import { environmentOf, ownersByTags } from '../owner-tags.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { harnessSchema, harnessSummarySchema } from '../schema-core.ts'
import { readTags } from '../tags.ts'

/** Kinds of tools by the words in their names; what is not known here is a gap in sight. */
const kinds: readonly (readonly [RegExp, Tool['powers']])[] = [
  [/browser/i, [{ action: 'execute', resource: 'browser', sensitivity: 'internal' }]],
  [/code[_-]?interpreter/i, [{ action: 'execute', resource: 'code', sensitivity: 'internal' }]],
  [/shell|bash/i, [{ action: 'execute', resource: 'shell', sensitivity: 'internal' }]],
  [/.*/, [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }]],
]

/** Agents whose loop the provider runs: model, tools and role are settings. */
export const harnesses = resourceStep({
  id: 'harnesses',
  title: 'AgentCore harnesses',
  yields: 'agents that the provider runs, with model, tools and role',
  hides: 'agents that the provider runs',
  service: 'agentcore',
  calls: ['harness', 'core-tags'],
  kind: 'harness',
  list: {
    call: 'harnesses',
    input: { maxResults: 100 },
    items: 'harnesses',
    token: ['nextToken', 'nextToken'],
    schema: harnessSummarySchema,
  },
  see: async (asker, { account, region }, summary, problems) => {
    const { harnessId, arn } = summary
    const harness = orNull(problems, await readOne(asker, 'harness', { harnessId }, harnessSchema))?.item.harness ?? null
    const tags = orNull(problems, await readTags(asker, 'core-tags', arn))
    const key = keyIn('harness', account.id, region, harnessId)
    const keys = keysByName(harness?.environmentVariables ?? [])
    const models = Object.values(harness?.model ?? {}).flatMap((config) => (config?.modelId ? [modelName(config.modelId)] : []))
    const role = principalOf(harness?.executionRoleArn)
    const tools = harness === null ? null : (harness.tools ?? [])
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: summary.harnessName || harnessId,
      nativeIds: [{ kind: 'aws-arn', value: arn, joins: true }],
      agentKind: 'autonomous-agent',
      platform: 'Amazon Bedrock AgentCore',
      autonomy: { floor: 'A3', ceiling: 'A4', because: 'its loop calls tools by itself; who starts it is not visible here' },
      signals: [{ by: 'provider', value: 'agent harness', certainty: 'certain', vendor: 'Amazon' }, ...keys.signals],
      environment: environmentOf(tags),
      enabled: summary.status === null ? null : summary.status === 'READY',
      createdAt: summary.createdAt ?? null,
      changedAt: summary.updatedAt ?? null,
      models: models.map((name) => ({ vendor: vendorOfModel(name), name, region })),
      tools:
        tools?.map(({ name, type }) => ({
          name: name || type || 'tool',
          powers: kinds.find(([form]) => form.test(type ?? ''))?.[1] ?? [],
        })) ?? null,
      credentials: harness === null ? null : keys.credentials,
      exposure: harness === null ? 'unknown' : harness.authorizerConfiguration?.customJWTAuthorizer ? 'group' : 'named',
      relations: role === null ? [] : [{ to: role, relation: 'runs-as' }],
      details: { Account: account.id, Region: region, Status: summary.status ?? 'unknown' },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})
