import { z } from 'zod'
import { blankSubject, type Subject, type Tool } from '../../../../../shared/domain/observation.ts'
import { keyIn } from '../names.ts'
import { environmentOf, ownersByTags, type Tags } from '../owner-tags.ts'
import { readList } from '../read-list.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { id, maybe, tagPairs, text } from '../schema.ts'
import { partitionOf } from '../settings.ts'

const applicationSchema = z.object({
  applicationId: id,
  displayName: text,
  status: text,
  createdAt: maybe,
  updatedAt: maybe,
  identityType: text,
})
const pluginSchema = z.object({ pluginId: id, displayName: text, type: text, serverUrl: text, state: text })
const accessorSchema = z.object({ dataAccessorId: id, displayName: text, principal: text })

const token = ['nextToken', 'nextToken'] as const

/** What a plug-in lets an assistant do, by the system it is for. */
function powersOf(type: string | null): Tool['powers'] {
  if (/JIRA|SERVICENOW|ZENDESK|ASANA|SMARTSHEET/.test(type ?? '')) return [{ action: 'write', resource: 'tasks', sensitivity: 'internal' }]
  if (/SALESFORCE/.test(type ?? '')) return [{ action: 'write', resource: 'crm', sensitivity: 'confidential' }]
  if (/MICROSOFT_TEAMS|EXCHANGE|GOOGLE_CALENDAR/.test(type ?? ''))
    return [{ action: 'send', resource: 'chat', sensitivity: 'confidential' }]
  if (/CONFLUENCE/.test(type ?? '')) return [{ action: 'read', resource: 'knowledge', sensitivity: 'internal' }]
  return [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }]
}

/** Assistants that staff ask about their company's documents. */
export const assistants = resourceStep({
  id: 'assistants',
  title: 'Q Business applications',
  yields: 'assistants for staff, their plug-ins, and the outside services that read their index',
  hides: 'assistants for staff, and who outside reads what they know',
  service: 'qbusiness',
  calls: ['plugins', 'data-accessors', 'application-tags'],
  kind: 'application',
  list: { call: 'applications', input: { maxResults: 50 }, items: 'applications', token, schema: applicationSchema, optional: true },
  see: async (asker, { account, region }, application, problems) => {
    const { applicationId } = application
    const of = { input: { applicationId, maxResults: 50 }, token, optional: true } as const
    const plugins = await readList(asker, { ...of, call: 'plugins', items: 'plugins', schema: pluginSchema })
    const accessors = await readList(asker, { ...of, call: 'data-accessors', items: 'dataAccessors', schema: accessorSchema })
    for (const { problem } of [plugins, accessors]) if (problem !== null) problems.push(problem)
    const arn = `arn:${partitionOf(asker.context.settings)}:qbusiness:${region}:${account.id}:application/${applicationId}`
    const read = orNull(problems, await readOne(asker, 'application-tags', { resourceARN: arn }, z.object({ tags: tagPairs })))
    const tags: Tags | null = read?.item.tags ?? null
    const key = keyIn('application', account.id, region, applicationId)
    const outside = accessors.items.map(({ displayName, principal }) => displayName || principal || 'an outside service')
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: application.displayName || applicationId,
      nativeIds: [{ kind: 'aws-arn', value: arn, joins: true }],
      agentKind: 'assistant',
      platform: 'Amazon Q Business',
      autonomy: { floor: 'A1', ceiling: 'A2', because: 'it answers staff, and its plug-ins act once they confirm' },
      signals: [{ by: 'provider', value: 'Q Business application', certainty: 'certain', vendor: 'Amazon' }],
      environment: environmentOf(tags),
      enabled: application.status === null ? null : application.status === 'ACTIVE',
      createdAt: application.createdAt ?? null,
      changedAt: application.updatedAt ?? null,
      models: [{ vendor: 'Amazon', name: null, region }],
      tools: plugins.items
        .filter(({ state }) => state !== 'DISABLED')
        .map(({ displayName, pluginId, type }) => ({ name: displayName || pluginId, powers: powersOf(type ?? null) })),
      dataSources: [{ name: 'its index of company documents', resource: 'knowledge', sensitivity: 'confidential' }],
      credentials: [],
      exposure: application.identityType === 'ANONYMOUS' ? 'public' : 'group',
      traits: [
        'private-data',
        ...(outside.length > 0 ? (['outbound-channel'] as const) : []),
        ...(application.identityType === 'ANONYMOUS' ? (['no-authentication', 'public-chat'] as const) : []),
      ],
      details: {
        Account: account.id,
        Region: region,
        ...(outside.length > 0 ? { 'Outside services that read its index': outside.join(', ') } : {}),
      },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})
