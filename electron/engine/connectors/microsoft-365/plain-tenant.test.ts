import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openForTest } from '../run-for-test.ts'
import { microsoft365 } from './connector.ts'

// A tenant behind a plain endpoint: tokens without a description of the sign-in, no batches, nothing expanded, agent identities under
// their own kind only, an API that does not show its roles, and nulls wherever the provider's types allow them.
const home = '11111111-2222-3333-4444-555555555555'
const graph = { id: 'graph', appId: '00000003-0000-0000-c000-000000000000', displayName: 'Microsoft Graph' }
const assistant = { id: 'sp-1', appId: 'app-1', displayName: 'Quarter Closer', tags: null, replyUrls: null, appOwnerOrganizationId: home }
const identity = { '@odata.type': '#microsoft.graph.agentIdentity', id: 'agent-1', displayName: 'People Agent', accountEnabled: true }

const lists: Readonly<Record<string, readonly unknown[]>> = {
  '/v1.0/organization': [{ id: home, displayName: null }],
  '/v1.0/users': [{ id: 'u-1', displayName: 'Mara Lindqvale' }],
  '/v1.0/applications': [{ appId: 'app-1', keyCredentials: null, passwordCredentials: null }],
  '/v1.0/servicePrincipals': [graph, assistant],
  '/v1.0/servicePrincipals/microsoft.graph.agentIdentity': [identity],
  '/v1.0/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal': [],
  '/v1.0/servicePrincipals/graph/appRoleAssignedTo': [{ id: 'r-1', appRoleId: 'role-x', principalId: 'sp-1', principalType: null }],
  '/v1.0/servicePrincipals/sp-1/owners': [{ '@odata.type': '#microsoft.graph.group', id: 'g-1', displayName: 'All Staff' }],
  '/v1.0/servicePrincipals/agent-1/microsoft.graph.agentIdentity/sponsors': [{ '@odata.type': '#microsoft.graph.user', id: 'u-1' }],
  '/v1.0/oauth2PermissionGrants': [
    { id: 'c-1', clientId: 'sp-1', consentType: 'Principal', principalId: 'u-1', resourceId: 'graph', scope: null },
    { id: 'c-2', clientId: 'sp-1', consentType: 'AllPrincipals', principalId: null, resourceId: 'graph', scope: ' Mail.Read  openid ' },
  ],
}

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function plainTenant(): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://tenant')
    const value = lists[pathname]
    const json = pathname.endsWith('/oauth2/v2.0/token')
      ? { token_type: 'Bearer', expires_in: 3_599, access_token: 'a-token' }
      : value === undefined
        ? null
        : { value }
    response.writeHead(json === null ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(json ?? { error: { code: 'Request_ResourceNotFound' } }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  open.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('reads a tenant that offers the plain calls only', async () => {
  const address = await plainTenant()
  const tenant = openForTest(microsoft365, {
    settings: { tenantId: home, clientId: 'audit', baseUrl: `${address}/`, loginUrl: `${address}/`, powerUrl: address },
    secrets: { clientSecret: 'not-a-real-one' },
  })
  const { observations, ends, keptAside } = await tenant.run()
  expect(keptAside).toBe(0)
  const unseen = Object.entries(ends).filter(([, end]) => end.state !== 'complete')
  expect(unseen.map(([step]) => step).sort()).toEqual([
    'agent-inventory',
    'copilot-studio',
    'data-policies',
    'environments',
    'flow-inventory',
    'flows',
    'packages',
    'sign-in-activity',
  ])

  const grants = observations.flatMap((one) => (one.kind === 'grant' ? [[one.key, one.permissions]] : []))
  expect(Object.fromEntries(grants)).toEqual({ 'grant:c-1': [], 'grant:c-2': ['Mail.Read', 'openid'], 'role:r-1': ['role-x'] })
  const found = observations.flatMap((one) => (one.kind === 'subject' ? [[one.key, one.agentKind]] : []))
  expect(found).toContainEqual(['sp:agent-1', 'autonomous-agent'])
  const people = observations.flatMap((one) => (one.kind === 'ownership' ? [[one.subjectKey, one.role, one.person?.type]] : []))
  expect(people).toEqual(
    expect.arrayContaining([
      ['sp:sp-1', 'owner', 'group'],
      ['sp:agent-1', 'sponsor', 'user'],
    ]),
  )
})
