import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GrantDocument } from '../../../shared/domain/grant-document.ts'
import { grants as awsGrants } from './aws/grant.ts'
import { grants as azureGrants } from './azure/grant.ts'
import type { CallDeclaration, Connector } from './connector.ts'
import { permissionNeeds } from './describe.ts'
import { grants as googleCloudGrants } from './google-cloud/grant.ts'
import { grantDocuments } from './grant-documents.ts'
import type { GrantForm } from './grant-form.ts'
import { grantedBy } from './granted-for-test.ts'
import { graphPermissionIds } from './microsoft-365/graph-permission-ids.ts'
import { connectors } from './registry.ts'
import { isStrong, unavoidable } from './strong-permissions-for-test.ts'

const asked = (connector: Connector, purpose: GrantDocument['purpose']) =>
  permissionNeeds(connector).flatMap(({ access, permission }) => ((access === 'read') === (purpose === 'read') ? [permission] : []))

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].toSorted()

/** The documents of one connector grant exactly what its calls take. */
function holds(connector: Connector, purpose: GrantDocument['purpose']): void {
  const documents = grantDocuments(connector).filter((document) => document.purpose === purpose)
  const granted = documents.map((document) => grantedBy(connector.id, document))
  expect(sorted(granted.flat())).toEqual(sorted(asked(connector, purpose)))
  for (const one of granted) {
    expect(one.length).toBe(new Set(one).size)
    // Two documents are two forms of the same, or two parts of the whole: none is half of another.
    for (const other of granted) {
      const shared = one.filter((permission) => other.includes(permission))
      expect([0, one.length]).toContain(shared.length)
      expect([0, other.length]).toContain(shared.length)
    }
  }
}

describe.each(connectors)('$id', (connector) => {
  it.each(['read', 'revoke'] as const)('hands out documents to %s that grant exactly what the declared calls take', (purpose) => {
    holds(connector, purpose)
  })

  it('reads with no permission to change anything, unless the provider has none narrower', () => {
    const documents = grantDocuments(connector).filter(({ purpose }) => purpose === 'read')
    const wide = documents.flatMap((document) => grantedBy(connector.id, document)).filter(isStrong)
    expect(sorted(wide)).toEqual(Object.keys(unavoidable[connector.id] ?? {}).toSorted())
  })

  it('says of each document what to do with it, and gives each a name of its own', () => {
    const documents = grantDocuments(connector)
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length)
    for (const { id, title, text, howTo } of documents) {
      expect(id).toMatch(/^[a-z0-9-]+$/)
      expect(title).not.toBe('')
      expect(howTo.length).toBeGreaterThan(0)
      expect(text).toMatch(/[^\n]\n$/)
    }
  })
})

const data = (file: string): string => join(process.cwd(), '../shared/data/microsoft-graph', file)

it.skipIf(!existsSync(data('app-roles.json')))('names permissions of the directory by the ids that are published', () => {
  const published = (file: string) =>
    new Map((JSON.parse(readFileSync(data(file), 'utf8')) as { Id: string; Value: string }[]).map(({ Id, Value }) => [Value, Id]))
  const roles = published('app-roles.json')
  const scopes = published('delegated-scopes.json')
  for (const [name, ids] of Object.entries(graphPermissionIds)) expect(ids).toEqual({ role: roles.get(name), scope: scopes.get(name) })
})

describe('notices', () => {
  const call = (id: string, permission: string, access: CallDeclaration['access'] = 'read'): CallDeclaration => ({
    id,
    method: 'GET',
    path: `/${id}`,
    access,
    permissions: [permission],
    why: 'an example',
  })
  const made = (id: string, grants: readonly GrantForm[], calls: readonly CallDeclaration[]): Connector => {
    const [like] = connectors
    if (like === undefined) throw new Error('there is no connector')
    return { ...like, id, grants, calls, steps: [] }
  }
  const clouds: readonly Connector[] = [
    made('aws', awsGrants, [
      call('list-agents', 'bedrock:ListAgents'),
      call('get-agent', 'bedrock:GetAgent'),
      call('list-runtimes', 'bedrock-agentcore:ListAgentRuntimes'),
      call('stop', 'lambda:PutFunctionConcurrency', 'write'),
    ]),
    made('azure', azureGrants, [
      call('accounts', 'Microsoft.CognitiveServices/accounts/read'),
      call('agents', 'Microsoft.CognitiveServices/accounts/AIServices/agents/read'),
      call('close', 'Microsoft.CognitiveServices/accounts/write', 'write'),
    ]),
    made('google-cloud', googleCloudGrants, [
      call('engines', 'aiplatform.reasoningEngines.list'),
      call('keys', 'iam.serviceAccountKeys.list'),
      call('disable', 'iam.serviceAccounts.disable', 'write'),
    ]),
  ]

  it.each(clouds)('nothing wrong in the forms of $id, for a few calls', (connector) => {
    holds(connector, 'read')
    holds(connector, 'revoke')
  })

  it('a form that leaves something out, or grants more', () => {
    const [aws] = clouds
    if (aws === undefined) throw new Error('there is no cloud')
    const changed = (change: (permissions: readonly string[]) => readonly string[]): Connector => ({
      ...aws,
      grants: awsGrants.map((form) => ({ ...form, write: (wish) => form.write({ ...wish, permissions: change(wish.permissions) }) })),
    })
    expect(() =>
      holds(
        changed((all) => all.slice(1)),
        'read',
      ),
    ).toThrow()
    expect(() =>
      holds(
        changed((all) => [...all, 'iam:ListUsers']),
        'read',
      ),
    ).toThrow()
    expect(() => holds({ ...aws, grants: awsGrants.slice(1, 2).map((form) => ({ ...form, takes: () => false })) }, 'read')).toThrow()
  })

  it('text that a provider would not take', () => {
    const broken = (text: string) => () =>
      grantedBy('aws', { id: 'aws-read-policy', title: '', format: 'json', purpose: 'read', text, howTo: [] })
    expect(broken('{')).toThrow()
    expect(broken('{"Version":"2012-10-17","Statement":[],"Comment":"x"}')).toThrow()
  })
})
