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
  iam: { host: '{iam}', hostValues: { iam: ['iam.amazonaws.com', 'iam.us-gov.amazonaws.com', 'iam.cn-north-1.amazonaws.com.cn'] } },
  agentcore: { host: 'bedrock-agentcore-control.{region}.{domain}', hostValues: { domain: domains } },
  qbusiness: { host: 'qbusiness.{region}.api.aws' },
  sagemaker: { host: 'api.sagemaker.{region}.{domain}', hostValues: { domain: domains } },
  cloudtrail: { host: 'cloudtrail.{region}.{domain}', hostValues: { domain: domains } },
  lambda: { host: 'lambda.{region}.{domain}', hostValues: { domain: domains } },
}

type Told = Pick<AwsCall, 'id' | 'service' | 'operation' | 'method' | 'path' | 'permissions' | 'why'> & Partial<AwsCall>

const call = (told: Told): AwsCall => {
  const { method, access = 'read' } = told
  const lists: Partial<AwsCall> = method === 'POST' && access === 'read' ? { readsByPost: 'the provider reads by POST here' } : {}
  return { access, quota: told.service, ...hosts[told.service], ...lists, ...told }
}

/** A read whose path says which it is. */
const get = (id: string, service: ServiceId, operation: string, path: string, permission: string, why: string): AwsCall =>
  call({ id, service, operation, method: 'GET', path, permissions: [permission], why })

/** A list that the provider gives by POST. */
const post = (id: string, service: ServiceId, operation: string, path: string, permission: string, why: string): AwsCall =>
  call({ id, service, operation, method: 'POST', path, permissions: [permission], why })

const write = (
  method: 'PUT' | 'DELETE',
  id: string,
  service: ServiceId,
  operation: string,
  path: string,
  permission: string,
  why: string,
): AwsCall => call({ id, service, operation, method, path, permissions: [permission], why, access: 'write' })

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

const core = (id: string, method: 'GET' | 'POST', operation: string, path: string, why: string): AwsCall =>
  call({ id, service: 'agentcore', operation, method, path, permissions: [`bedrock-agentcore:${operation}`], why })

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
  agents('flows', 'GET', 'ListFlows', '/flows/', 'bedrock:ListFlows', 'list flows'),
  agents('flow', 'GET', 'GetFlow', '/flows/{flowIdentifier}/', 'bedrock:GetFlow', 'say what a flow calls and as which role'),
  agents(
    'alias',
    'GET',
    'GetAgentAlias',
    '/agents/{agentId}/agentaliases/{agentAliasId}/',
    'bedrock:GetAgentAlias',
    'keep how an alias was before it is stopped, and prove that it is',
  ),

  core('runtimes', 'POST', 'ListAgentRuntimes', '/runtimes/', 'list agents that run as programs'),
  core('runtime', 'GET', 'GetAgentRuntime', '/runtimes/{agentRuntimeId}/', 'say a program’s role, network and who may call it'),
  core('gateways', 'GET', 'ListGateways', '/gateways/', 'list gateways that offer tools to agents'),
  core('gateway', 'GET', 'GetGateway', '/gateways/{gatewayIdentifier}/', 'say who may call a gateway, where, and as which role it works'),
  core('targets', 'GET', 'ListGatewayTargets', '/gateways/{gatewayIdentifier}/targets/', 'say which tools a gateway offers'),
  core('harnesses', 'GET', 'ListHarnesses', '/harnesses', 'list agents that the provider runs'),
  core('harness', 'GET', 'GetHarness', '/harnesses/{harnessId}', 'say such an agent’s model, tools and role'),
  core('workloads', 'POST', 'ListWorkloadIdentities', '/identities/ListWorkloadIdentities', 'list identities made for agents'),
  core(
    'oauth-providers',
    'POST',
    'ListOauth2CredentialProviders',
    '/identities/ListOauth2CredentialProviders',
    'say to which other systems agents can sign in',
  ),
  core(
    'key-providers',
    'POST',
    'ListApiKeyCredentialProviders',
    '/identities/ListApiKeyCredentialProviders',
    'say for which systems agents have keys; their values are not read',
  ),
  core('core-tags', 'GET', 'ListTagsForResource', '/tags/{resourceArn}', 'say who answers for it'),
  core(
    'resource-policy',
    'GET',
    'GetResourcePolicy',
    '/resourcepolicy/{resourceArn}',
    'keep the policy that was there before a denial, and prove that it denies',
  ),

  get('applications', 'qbusiness', 'ListApplications', '/applications', 'qbusiness:ListApplications', 'list assistants for staff'),
  get(
    'plugins',
    'qbusiness',
    'ListPlugins',
    '/applications/{applicationId}/plugins',
    'qbusiness:ListPlugins',
    'say in which systems an assistant can act',
  ),
  get(
    'data-accessors',
    'qbusiness',
    'ListDataAccessors',
    '/applications/{applicationId}/dataaccessors',
    'qbusiness:ListDataAccessors',
    'say which outside services read an assistant’s index',
  ),
  get(
    'application-tags',
    'qbusiness',
    'ListTagsForResource',
    '/v1/tags/{resourceARN}',
    'qbusiness:ListTagsForResource',
    'say who answers for it',
  ),

  target('endpoints', 'sagemaker', 'SageMaker', 'ListEndpoints', 'sagemaker:ListEndpoints', 'list model endpoints'),
  target('endpoint-tags', 'sagemaker', 'SageMaker', 'ListTags', 'sagemaker:ListTags', 'say who answers for it'),

  get(
    'functions',
    'lambda',
    'ListFunctions',
    '/2015-03-31/functions',
    'lambda:ListFunctions',
    'find functions with a model vendor’s key or library by the names of their settings; values and code are not read',
  ),
  get(
    'function-urls',
    'lambda',
    'ListFunctionUrlConfigs',
    '/2021-10-31/functions/{FunctionName}/urls',
    'lambda:ListFunctionUrlConfigs',
    'say whether anybody can call such a function',
  ),
  get('function-tags', 'lambda', 'ListTags', '/2017-03-31/tags/{Resource}', 'lambda:ListTags', 'say who answers for it'),
  get(
    'concurrency',
    'lambda',
    'GetFunctionConcurrency',
    '/2019-09-30/functions/{FunctionName}/concurrency',
    'lambda:GetFunctionConcurrency',
    'keep the limit that was there before a function is stopped, and prove that it is',
  ),

  form(
    'authorization',
    'iam',
    'GetAccountAuthorizationDetails',
    'iam:GetAccountAuthorizationDetails',
    'say who may call models, and what the roles of agents may do',
  ),
  form(
    'bedrock-keys',
    'iam',
    'ListServiceSpecificCredentials',
    'iam:ListServiceSpecificCredentials',
    'list API keys for models, with their age; their values are not shown to anybody',
  ),
  form('access-keys', 'iam', 'ListAccessKeys', 'iam:ListAccessKeys', 'list the keys of users that may call models, with their age'),
  form('key-use', 'iam', 'GetAccessKeyLastUsed', 'iam:GetAccessKeyLastUsed', 'say when such a key was last used'),
  form(
    'last-access-report',
    'iam',
    'GenerateServiceLastAccessedDetails',
    'iam:GenerateServiceLastAccessedDetails',
    'have the provider put together which services an identity used; nothing is changed by it',
  ),
  form(
    'last-access',
    'iam',
    'GetServiceLastAccessedDetails',
    'iam:GetServiceLastAccessedDetails',
    'say which of its permissions an identity that may call models has not used',
  ),
  target(
    'events',
    'cloudtrail',
    'CloudTrail_20131101',
    'LookupEvents',
    'cloudtrail:LookupEvents',
    'say who made and changed what was found, and which identities had models work; addresses and contents are not kept',
  ),
  form('role-policy', 'iam', 'GetRolePolicy', 'iam:GetRolePolicy', 'prove that a role is denied everything'),
  write(
    'PUT',
    'set-alias',
    'bedrock-agent',
    'UpdateAgentAlias',
    '/agents/{agentId}/agentaliases/{agentAliasId}/',
    'bedrock:UpdateAgentAlias',
    'have an alias refuse every call, and undo it',
  ),
  write(
    'PUT',
    'set-resource-policy',
    'agentcore',
    'PutResourcePolicy',
    '/resourcepolicy/{resourceArn}',
    'bedrock-agentcore:PutResourcePolicy',
    'deny everybody the calling of a runtime or gateway, and put back the policy that was there',
  ),
  write(
    'DELETE',
    'delete-resource-policy',
    'agentcore',
    'DeleteResourcePolicy',
    '/resourcepolicy/{resourceArn}',
    'bedrock-agentcore:DeleteResourcePolicy',
    'undo where there was no policy before',
  ),
  write(
    'PUT',
    'set-concurrency',
    'lambda',
    'PutFunctionConcurrency',
    '/2017-10-31/functions/{FunctionName}/concurrency',
    'lambda:PutFunctionConcurrency',
    'stop a function by letting none of it run, and put back its limit',
  ),
  write(
    'DELETE',
    'delete-concurrency',
    'lambda',
    'DeleteFunctionConcurrency',
    '/2017-10-31/functions/{FunctionName}/concurrency',
    'lambda:DeleteFunctionConcurrency',
    'undo where there was no limit before',
  ),
  form(
    'set-bedrock-key',
    'iam',
    'UpdateServiceSpecificCredential',
    'iam:UpdateServiceSpecificCredential',
    'switch a Bedrock API key off and on',
    {
      access: 'write',
    },
  ),
  form('set-access-key', 'iam', 'UpdateAccessKey', 'iam:UpdateAccessKey', 'switch an access key off and on', { access: 'write' }),
  form('set-role-policy', 'iam', 'PutRolePolicy', 'iam:PutRolePolicy', 'deny a role everything', { access: 'write' }),
  form('delete-role-policy', 'iam', 'DeleteRolePolicy', 'iam:DeleteRolePolicy', 'take that denial away again', { access: 'write' }),
]
