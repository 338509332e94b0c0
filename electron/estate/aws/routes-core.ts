import type { PlaceContent, Wire } from './organisation.ts'
import { type AwsRoute, page, refuse, value } from './route.ts'

const service = 'agentcore'
const names = (items: string) => ({ items, max: 'maxResults', token: 'nextToken', most: 100 })

const route = (method: string, path: string, operation: string, handle: AwsRoute['handle']): AwsRoute => ({
  service,
  operation,
  method,
  path,
  action: `bedrock-agentcore:${operation}`,
  handle,
})

const missing = refuse('ResourceNotFoundException', 404, 'no such resource')
const found = (record: Wire | undefined) => (record === undefined ? missing : value(record))

/** What a list tells of a thing: these members. */
const only =
  (members: readonly string[]) =>
  (record: Wire): Wire =>
    Object.fromEntries(members.flatMap((member) => (record[member] === undefined ? [] : [[member, record[member]]])))

const listed = (
  method: string,
  path: string,
  operation: string,
  items: string,
  pick: (content: PlaceContent) => readonly Wire[],
): AwsRoute => route(method, path, operation, ({ content, input }) => page(pick(content), input, names(items)))

const runtimeMembers = [
  'agentRuntimeArn',
  'agentRuntimeId',
  'agentRuntimeVersion',
  'agentRuntimeName',
  'description',
  'lastUpdatedAt',
  'status',
]
const gatewayMembers = ['gatewayId', 'name', 'status', 'createdAt', 'updatedAt', 'authorizerType', 'description', 'protocolType']
const harnessMembers = ['harnessId', 'harnessName', 'arn', 'status', 'createdAt', 'updatedAt', 'harnessVersion']

export const coreRoutes: readonly AwsRoute[] = [
  listed('POST', '/runtimes/', 'ListAgentRuntimes', 'agentRuntimes', ({ runtimes }) => runtimes.map(only(runtimeMembers))),
  route('GET', '/runtimes/{agentRuntimeId}/', 'GetAgentRuntime', ({ content, params }) =>
    found(content.runtimes.find(({ agentRuntimeId }) => agentRuntimeId === params.agentRuntimeId)),
  ),
  listed('GET', '/gateways/', 'ListGateways', 'items', ({ gateways }) => gateways.map(({ gateway }) => only(gatewayMembers)(gateway))),
  route('GET', '/gateways/{gatewayIdentifier}/', 'GetGateway', ({ content, params }) =>
    found(content.gateways.find(({ gateway }) => gateway.gatewayId === params.gatewayIdentifier)?.gateway),
  ),
  route('GET', '/gateways/{gatewayIdentifier}/targets/', 'ListGatewayTargets', ({ content, params, input }) => {
    const record = content.gateways.find(({ gateway }) => gateway.gatewayId === params.gatewayIdentifier)
    return record === undefined ? missing : page(record.targets, input, names('items'))
  }),
  listed('GET', '/harnesses', 'ListHarnesses', 'harnesses', ({ harnesses }) => harnesses.map(only(harnessMembers))),
  route('GET', '/harnesses/{harnessId}', 'GetHarness', ({ content, params }) => {
    const harness = content.harnesses.find(({ harnessId }) => harnessId === params.harnessId)
    return harness === undefined ? missing : value({ harness })
  }),
  listed('POST', '/identities/ListWorkloadIdentities', 'ListWorkloadIdentities', 'workloadIdentities', ({ workloads }) => workloads),
  listed(
    'POST',
    '/identities/ListOauth2CredentialProviders',
    'ListOauth2CredentialProviders',
    'credentialProviders',
    ({ oauthProviders }) => oauthProviders,
  ),
  listed(
    'POST',
    '/identities/ListApiKeyCredentialProviders',
    'ListApiKeyCredentialProviders',
    'credentialProviders',
    ({ keyProviders }) => keyProviders,
  ),
  route('GET', '/tags/{resourceArn}', 'ListTagsForResource', ({ content, params }) => {
    const tags = content.tags.get(params.resourceArn ?? '')
    return tags === undefined ? missing : value({ tags })
  }),
]
