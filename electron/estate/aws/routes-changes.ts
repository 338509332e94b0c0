import type { AgentRecord, Wire } from './organisation.ts'
import { type AwsRoute, refuse, value } from './route.ts'

const gone = refuse('ResourceNotFoundException', 404, 'no such thing')
const noEntity = refuse('NoSuchEntity', 404, 'it cannot be found')

/** An alias as it is now. */
export const aliasNow = (alias: Wire, changes: { get(key: string): unknown }): Wire => ({
  ...alias,
  ...((changes.get(`alias/${String(alias.agentAliasId)}`) as Wire | undefined) ?? {}),
})

const aliasOf = (records: readonly AgentRecord[], { agentId, agentAliasId }: Readonly<Record<string, string>>) =>
  records.find(({ agent }) => agent.agentId === agentId)?.aliases.find((one) => one.agentAliasId === agentAliasId)

const aliasPath = '/agents/{agentId}/agentaliases/{agentAliasId}/'
const policyPath = '/resourcepolicy/{resourceArn}'
const key = (kind: string, name: unknown): string => `${kind}/${String(name)}`

/** What a revocation changes, and reads back. Changes last until the estate is reset. */
export const changeRoutes: readonly AwsRoute[] = [
  {
    service: 'bedrock-agent',
    operation: 'GetAgentAlias',
    method: 'GET',
    path: aliasPath,
    action: 'bedrock:GetAgentAlias',
    handle: ({ content, params, changes }) => {
      const alias = aliasOf(content.agents, params)
      return alias === undefined ? gone : value({ agentAlias: { agentId: params.agentId, ...aliasNow(alias, changes) } })
    },
  },
  {
    service: 'bedrock-agent',
    operation: 'UpdateAgentAlias',
    method: 'PUT',
    path: aliasPath,
    action: 'bedrock:UpdateAgentAlias',
    handle: ({ content, params, input, changes }) => {
      const alias = aliasOf(content.agents, params)
      if (alias === undefined) return gone
      if (typeof input.agentAliasName !== 'string') return refuse('ValidationException', 400, 'agentAliasName is required')
      const { agentAliasName, routingConfiguration, aliasInvocationState } = input
      changes.set(key('alias', params.agentAliasId), { agentAliasName, routingConfiguration, aliasInvocationState })
      return value({ agentAlias: { agentId: params.agentId, ...aliasNow(alias, changes) } }, 202)
    },
  },
  {
    service: 'agentcore',
    operation: 'GetResourcePolicy',
    method: 'GET',
    path: policyPath,
    action: 'bedrock-agentcore:GetResourcePolicy',
    handle: ({ params, changes }) => {
      const policy = changes.get(key('policy', params.resourceArn))
      return policy === undefined ? gone : value({ policy })
    },
  },
  {
    service: 'agentcore',
    operation: 'PutResourcePolicy',
    method: 'PUT',
    path: policyPath,
    action: 'bedrock-agentcore:PutResourcePolicy',
    handle: ({ params, input, changes }) => {
      changes.set(key('policy', params.resourceArn), input.policy)
      return value({ policy: input.policy }, 201)
    },
  },
  {
    service: 'agentcore',
    operation: 'DeleteResourcePolicy',
    method: 'DELETE',
    path: policyPath,
    action: 'bedrock-agentcore:DeleteResourcePolicy',
    handle: ({ params, changes }) => {
      changes.delete(key('policy', params.resourceArn))
      return value({}, 204)
    },
  },
  {
    service: 'lambda',
    operation: 'GetFunctionConcurrency',
    method: 'GET',
    path: '/2019-09-30/functions/{FunctionName}/concurrency',
    action: 'lambda:GetFunctionConcurrency',
    handle: ({ params, changes, by }) => {
      const reserved = changes.get(key(`concurrency/${by.account.id}`, params.FunctionName))
      return value(reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved })
    },
  },
  {
    service: 'lambda',
    operation: 'PutFunctionConcurrency',
    method: 'PUT',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    action: 'lambda:PutFunctionConcurrency',
    handle: ({ params, input, changes, by }) => {
      changes.set(key(`concurrency/${by.account.id}`, params.FunctionName), input.ReservedConcurrentExecutions)
      return value({ ReservedConcurrentExecutions: input.ReservedConcurrentExecutions })
    },
  },
  {
    service: 'lambda',
    operation: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    action: 'lambda:DeleteFunctionConcurrency',
    handle: ({ params, changes, by }) => {
      changes.delete(key(`concurrency/${by.account.id}`, params.FunctionName))
      return value({}, 204)
    },
  },
  {
    service: 'iam',
    operation: 'UpdateAccessKey',
    action: 'iam:UpdateAccessKey',
    handle: ({ input, changes }) => {
      changes.set(key('key', input.AccessKeyId), input.Status)
      return value({})
    },
  },
  {
    service: 'iam',
    operation: 'UpdateServiceSpecificCredential',
    action: 'iam:UpdateServiceSpecificCredential',
    handle: ({ input, changes }) => {
      changes.set(key('key', input.ServiceSpecificCredentialId), input.Status)
      return value({})
    },
  },
  {
    service: 'iam',
    operation: 'GetRolePolicy',
    action: 'iam:GetRolePolicy',
    handle: ({ input, changes, by }) => {
      const text = changes.get(key(`role/${by.account.id}`, `${String(input.RoleName)}/${String(input.PolicyName)}`))
      return typeof text === 'string'
        ? value({ RoleName: input.RoleName, PolicyName: input.PolicyName, PolicyDocument: encodeURIComponent(text) })
        : noEntity
    },
  },
  {
    service: 'iam',
    operation: 'PutRolePolicy',
    action: 'iam:PutRolePolicy',
    handle: ({ input, changes, by }) => {
      changes.set(key(`role/${by.account.id}`, `${String(input.RoleName)}/${String(input.PolicyName)}`), input.PolicyDocument)
      return value({})
    },
  },
  {
    service: 'iam',
    operation: 'DeleteRolePolicy',
    action: 'iam:DeleteRolePolicy',
    handle: ({ input, changes, by }) => {
      changes.delete(key(`role/${by.account.id}`, `${String(input.RoleName)}/${String(input.PolicyName)}`))
      return value({})
    },
  },
]
