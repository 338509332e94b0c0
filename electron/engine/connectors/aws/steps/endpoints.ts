import { z } from 'zod'
import { blankSubject, type Subject } from '../../../../../shared/domain/observation.ts'
import { keyIn } from '../names.ts'
import { environmentOf, ownersByTags } from '../owner-tags.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { id, maybe, tagPairs, text } from '../schema.ts'

const endpointSchema = z.object({
  EndpointName: id,
  EndpointArn: id,
  EndpointStatus: text,
  CreationTime: maybe,
  LastModifiedTime: maybe,
})

/** Models that answer at an address of their own. Which model it is stands in a container that is not read. */
export const endpoints = resourceStep({
  id: 'endpoints',
  title: 'SageMaker endpoints',
  yields: 'endpoints at which models answer',
  hides: 'models that run at endpoints of their own',
  service: 'sagemaker',
  calls: ['endpoint-tags'],
  kind: 'endpoint',
  list: { call: 'endpoints', input: { MaxResults: 100 }, items: 'Endpoints', token: ['NextToken', 'NextToken'], schema: endpointSchema },
  see: async (asker, { account, region }, endpoint, problems) => {
    const read = orNull(
      problems,
      await readOne(asker, 'endpoint-tags', { ResourceArn: endpoint.EndpointArn }, z.object({ Tags: tagPairs })),
    )
    const tags = read?.item.Tags ?? null
    const key = keyIn('endpoint', account.id, region, endpoint.EndpointName)
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: endpoint.EndpointName,
      nativeIds: [{ kind: 'aws-arn', value: endpoint.EndpointArn, joins: true }],
      agentKind: 'model-endpoint',
      platform: 'Amazon SageMaker',
      autonomy: { floor: 'A0', ceiling: 'A0', because: 'it answers and does nothing else' },
      signals: [{ by: 'provider', value: 'SageMaker endpoint', certainty: 'certain', vendor: 'Amazon' }],
      environment: environmentOf(tags),
      enabled: endpoint.EndpointStatus === null ? null : endpoint.EndpointStatus === 'InService',
      createdAt: endpoint.CreationTime ?? null,
      changedAt: endpoint.LastModifiedTime ?? null,
      tools: [],
      credentials: [],
      exposure: 'named',
      details: { Account: account.id, Region: region, Status: endpoint.EndpointStatus ?? 'unknown' },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})
