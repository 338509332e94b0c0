import type { CallDeclaration } from '../connector.ts'
import type { ServiceId } from './services.ts'

/** A declared call, and which of the provider's services and operations it is. */
export interface AwsCall extends CallDeclaration {
  readonly service: ServiceId
  readonly operation: string
}

const domains = ['amazonaws.com', 'amazonaws.com.cn']

/** Where a service answers: in every region, or at the one address its part of the cloud has. */
const hosts: Readonly<Record<ServiceId, Pick<CallDeclaration, 'host' | 'hostValues'>>> = {
  sts: { host: 'sts.{region}.{domain}', hostValues: { domain: domains } },
  organizations: { host: 'organizations.{region}.{domain}', hostValues: { domain: domains } },
  account: { host: 'account.{region}.{domain}', hostValues: { domain: domains } },
  'bedrock-agent': { host: 'bedrock-agent.{region}.{domain}', hostValues: { domain: domains } },
  lambda: { host: 'lambda.{region}.{domain}', hostValues: { domain: domains } },
}

type Told = Pick<AwsCall, 'id' | 'service' | 'operation' | 'method' | 'path' | 'permissions' | 'why'> & Partial<AwsCall>

const call = (told: Told): AwsCall => {
  const { method, access = 'read' } = told
  const lists = method === 'POST' && access === 'read' ? { readsByPost: 'the provider reads by POST here' } : {}
  return { access, quota: told.service, ...hosts[told.service], ...lists, ...told }
}

/** A read whose path says which it is. */
const get = (id: string, service: ServiceId, operation: string, path: string, permission: string, why: string): AwsCall =>
  call({ id, service, operation, method: 'GET', path, permissions: [permission], why })

/** A list that the provider gives by POST. */
const post = (id: string, service: ServiceId, operation: string, path: string, permission: string, why: string): AwsCall =>
  call({ id, service, operation, method: 'POST', path, permissions: [permission], why })

/** One path for all operations; a header names it. */
const target = (id: string, service: ServiceId, prefix: string, operation: string, permission: string, why: string): AwsCall => ({
  ...post(id, service, operation, '/', permission, why),
  named: { by: 'header', name: 'x-amz-target', value: `${prefix}.${operation}` },
})

/** One path for all operations; a form field names it. */
const form = (id: string, service: ServiceId, operation: string, permission: string, why: string, more: Partial<AwsCall> = {}): AwsCall =>
  call({
    id,
    service,
    operation,
    method: 'POST',
    path: '/',
    permissions: [permission],
    why,
    named: { by: 'form', name: 'Action', value: operation },
    ...more,
  })

const agents = (id: string, method: 'GET' | 'POST', operation: string, path: string, permission: string, why: string): AwsCall =>
  call({ id, service: 'bedrock-agent', operation, method, path, permissions: [permission], why })

const tools = 'say which tools an agent has'

/**
 * Everything this connector may ask. Source: the provider's own service descriptions, as its official library carries them; a test holds
 * methods and paths against them. Names of permissions: the provider's service authorisation reference, 2026-11.
 */
export const calls: readonly AwsCall[] = [
  form('assume-role', 'sts', 'AssumeRole', 'sts:AssumeRole', 'read each account with the role made for it', { access: 'sign-in' }),
  // Nobody can be refused this one.
  form('caller', 'sts', 'GetCallerIdentity', '', 'say whose credential this is', { permissions: [] }),
  target(
    'accounts',
    'organizations',
    'AWSOrganizationsV20161128',
    'ListAccounts',
    'organizations:ListAccounts',
    'list the accounts of the organisation',
  ),
  post('regions', 'account', 'ListRegions', '/listRegions', 'account:ListRegions', 'say which regions an account uses'),

  agents('agents', 'POST', 'ListAgents', '/agents/', 'bedrock:ListAgents', 'list agents'),
  agents('agent', 'GET', 'GetAgent', '/agents/{agentId}/', 'bedrock:GetAgent', 'say an agent’s model, role and guardrail'),
  agents('aliases', 'POST', 'ListAgentAliases', '/agents/{agentId}/agentaliases/', 'bedrock:ListAgentAliases', 'say what can be invoked'),
  agents(
    'action-groups',
    'POST',
    'ListAgentActionGroups',
    '/agents/{agentId}/agentversions/{agentVersion}/actiongroups/',
    'bedrock:ListAgentActionGroups',
    tools,
  ),
  agents(
    'action-group',
    'GET',
    'GetAgentActionGroup',
    '/agents/{agentId}/agentversions/{agentVersion}/actiongroups/{actionGroupId}/',
    'bedrock:GetAgentActionGroup',
    'say which function a tool runs',
  ),
  agents(
    'collaborators',
    'POST',
    'ListAgentCollaborators',
    '/agents/{agentId}/agentversions/{agentVersion}/agentcollaborators/',
    'bedrock:ListAgentCollaborators',
    'say to which agents it hands work',
  ),
  agents(
    'agent-knowledge',
    'POST',
    'ListAgentKnowledgeBases',
    '/agents/{agentId}/agentversions/{agentVersion}/knowledgebases/',
    'bedrock:ListAgentKnowledgeBases',
    'say what an agent can look up',
  ),
  agents(
    'knowledge-base',
    'GET',
    'GetKnowledgeBase',
    '/knowledgebases/{knowledgeBaseId}',
    'bedrock:GetKnowledgeBase',
    'name what an agent can look up; its documents are not read',
  ),
  agents('tags', 'GET', 'ListTagsForResource', '/tags/{resourceArn}', 'bedrock:ListTagsForResource', 'say who answers for it'),

  get(
    'function',
    'lambda',
    'GetFunctionConfiguration',
    '/2015-03-31/functions/{FunctionName}/configuration',
    'lambda:GetFunctionConfiguration',
    'say as which role a tool runs; its code is not read',
  ),
]
