import type { AgentRecord } from './organisation.ts'
import { type AwsRoute, page, type Question, refuse, type Told, value } from './route.ts'
import { aliasNow } from './routes-changes.ts'

const service = 'bedrock-agent'
const names = (items: string) => ({ items, max: 'maxResults', token: 'nextToken', most: 1_000 })

const route = (method: string, path: string, operation: string, handle: AwsRoute['handle']): AwsRoute => ({
  service,
  operation,
  method,
  path,
  action: `bedrock:${operation}`,
  handle,
})

const missing = refuse('ResourceNotFoundException', 404, 'no such agent')

const withAgent = (handle: (record: AgentRecord, question: Question) => Told) => (question: Question) => {
  const record = question.content.agents.find(({ agent }) => agent.agentId === question.params.agentId)
  return record === undefined ? missing : handle(record, question)
}

export const agentRoutes: readonly AwsRoute[] = [
  route('POST', '/agents/', 'ListAgents', ({ content, input }) =>
    page(
      content.agents.map(({ agent: { agentId, agentName, agentStatus, description, updatedAt } }) => ({
        agentId,
        agentName,
        agentStatus,
        description,
        updatedAt,
        latestAgentVersion: '1',
      })),
      input,
      names('agentSummaries'),
    ),
  ),
  route(
    'GET',
    '/agents/{agentId}/',
    'GetAgent',
    withAgent(({ agent }) => value({ agent })),
  ),
  route(
    'POST',
    '/agents/{agentId}/agentaliases/',
    'ListAgentAliases',
    withAgent(({ aliases }, { input, changes }) =>
      page(
        aliases.map((alias) => aliasNow(alias, changes)),
        input,
        names('agentAliasSummaries'),
      ),
    ),
  ),
  route(
    'POST',
    '/agents/{agentId}/agentversions/{agentVersion}/actiongroups/',
    'ListAgentActionGroups',
    withAgent(({ groups }, { input }) =>
      page(
        groups.map(({ actionGroupId, actionGroupName, actionGroupState, updatedAt }) => ({
          actionGroupId,
          actionGroupName,
          actionGroupState,
          updatedAt,
        })),
        input,
        names('actionGroupSummaries'),
      ),
    ),
  ),
  route(
    'GET',
    '/agents/{agentId}/agentversions/{agentVersion}/actiongroups/{actionGroupId}/',
    'GetAgentActionGroup',
    withAgent(({ groups }, { params }) => {
      const agentActionGroup = groups.find(({ actionGroupId }) => actionGroupId === params.actionGroupId)
      return agentActionGroup === undefined ? missing : value({ agentActionGroup })
    }),
  ),
  route(
    'POST',
    '/agents/{agentId}/agentversions/{agentVersion}/agentcollaborators/',
    'ListAgentCollaborators',
    withAgent(({ collaborators }, { input }) => page(collaborators, input, names('agentCollaboratorSummaries'))),
  ),
  route(
    'POST',
    '/agents/{agentId}/agentversions/{agentVersion}/knowledgebases/',
    'ListAgentKnowledgeBases',
    withAgent(({ knowledge, agent }, { input }) =>
      page(
        knowledge.map((knowledgeBaseId) => ({ knowledgeBaseId, knowledgeBaseState: 'ENABLED', updatedAt: agent.updatedAt })),
        input,
        names('agentKnowledgeBaseSummaries'),
      ),
    ),
  ),
  route('GET', '/knowledgebases/{knowledgeBaseId}', 'GetKnowledgeBase', ({ content, params }) => {
    const knowledgeBase = content.knowledgeBases.find(({ knowledgeBaseId }) => knowledgeBaseId === params.knowledgeBaseId)
    return knowledgeBase === undefined ? missing : value({ knowledgeBase })
  }),
  route('GET', '/tags/{resourceArn}', 'ListTagsForResource', ({ content, params }) => {
    const arn = params.resourceArn ?? ''
    const tags = content.agents.find(({ agent }) => agent.agentArn === arn)?.tags ?? content.tags.get(arn)
    return tags === undefined ? missing : value({ tags })
  }),
  route('GET', '/flows/', 'ListFlows', ({ content, input }) =>
    page(
      content.flows.map(({ definition: _definition, executionRoleArn: _role, ...summary }) => summary),
      input,
      names('flowSummaries'),
    ),
  ),
  route('GET', '/flows/{flowIdentifier}/', 'GetFlow', ({ content, params }) => {
    const flow = content.flows.find(({ id }) => id === params.flowIdentifier)
    return flow === undefined ? missing : value(flow)
  }),
]
