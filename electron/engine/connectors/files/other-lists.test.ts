import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { fileWith, readList } from './run-for-test.ts'

it('reads applications exported from Entra; the client id tells what it is and joins', async () => {
  const path = fileWith(
    'apps.csv',
    'displayName,appId,homepage,accountEnabled,createdDateTime\nNotes Helper,e0476654-c1d5-430b-ab80-70cbd947616a,,true,2026-01-02T03:04:05Z\nFulfillment Hub,22222222-2222-4333-8444-555555555555,https://ship.example,false,\n,,,,x\n',
  )
  const { subjects, keptAside } = await readList({ kind: 'oauth-apps', path })
  expect(subjects.map((one) => [one.name, one.agentKind, one.enabled])).toEqual([
    ['Notes Helper', 'ai-application', true],
    ['Fulfillment Hub', 'automation-identity', false],
  ])
  expect(subjects[0]?.nativeIds).toContainEqual({ kind: 'entra-app-id', value: 'e0476654-c1d5-430b-ab80-70cbd947616a', joins: true })
  expect(keptAside).toBe(1)
})

it('reads applications exported from Google Admin, with scopes and numbers of users', async () => {
  const path = fileWith(
    'apps.csv',
    'App name,Type,ID,Verified status,Users,API scopes\nOtter.ai,Web,123456789012-abcdefgh12345678.apps.googleusercontent.com,Verified,600,"https://www.googleapis.com/auth/calendar.readonly openid"\n',
  )
  const { observations, subjects, activities } = await readList({ kind: 'oauth-apps', path })
  expect(subjects[0]?.nativeIds[0]).toMatchObject({ kind: 'google-client-id', joins: true })
  expect(activities[0]?.users).toBe(600)
  expect(observations.find((one) => one.kind === 'grant')).toMatchObject({
    permissions: ['https://www.googleapis.com/auth/calendar.readonly', 'openid'],
  })
})

const finding = (more: object) => ({
  surface: 'code',
  connector: 'c',
  kind: 'agent',
  title: 'Agent',
  resource: 'repo/a',
  resource_type: 'repository',
  likelihood: 'strong',
  ...more,
})

it('takes a ShadowScan finding at its word only where it is sure; a key is no agent; a broken finding is kept aside', async () => {
  const report = {
    version: '0.1.4',
    findings: [
      finding({ id: '1', models: ['gpt-4o'] }),
      finding({ id: '2', likelihood: 'possible' }),
      finding({ id: '3', kind: 'secret' }),
      finding({ id: '4', kind: 'constructor', models: 7 }),
      { kind: 'agent' },
      null,
    ],
  }
  const { subjects, keptAside } = await readList({ kind: 'shadowscan', path: fileWith('report.json', JSON.stringify(report)) })
  expect(subjects.map((one) => [one.key, one.agentKind, one.signals[0]?.certainty])).toEqual([
    ['shadowscan:1', 'autonomous-agent', 'certain'],
    ['shadowscan:2', 'autonomous-agent', 'suggested'],
    ['shadowscan:4', 'ai-application', 'certain'],
  ])
  expect(subjects[0]?.models).toEqual([{ vendor: 'OpenAI', name: 'gpt-4o' }])
  expect(keptAside).toBe(2)
})

it('reads models, libraries and services of a bill of materials, and no path of an address', async () => {
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { type: 'application', name: 'Claims Desk', version: '2.1' } },
    components: [
      { type: 'machine-learning-model', name: 'mistral-large-latest' },
      { type: 'library', name: 'sdk', group: '@anthropic-ai', purl: 'pkg:npm/%40anthropic-ai/sdk@1.0.0' },
      { type: 'library', name: 'left-pad', purl: 'pkg:npm/left-pad@1.0.0' },
      { name: 'no type' },
    ],
    services: [
      { name: 'Model gateway', endpoints: ['https://api.openai.com/v1/chat?key=tell-nobody'], authenticated: false },
      { name: 'Postal codes', endpoints: ['https://post.example'] },
    ],
  }
  const { subjects, keptAside } = await readList({ kind: 'cyclonedx', path: fileWith('bom.json', JSON.stringify(bom)) })
  expect(subjects.map((one) => one.name)).toEqual(['Claims Desk', 'Model gateway'])
  expect(subjects[0]?.models).toEqual([{ vendor: 'Mistral AI', name: 'mistral-large-latest' }])
  expect(subjects[0]?.signals.map((one) => one.by)).toEqual(expect.arrayContaining(['provider', 'package', 'host']))
  expect(subjects[1]).toMatchObject({ endpoint: 'https://api.openai.com', traits: ['no-authentication'] })
  expect(JSON.stringify(subjects)).not.toContain('tell-nobody')
  expect(keptAside).toBe(1)
})

it.each(['shadowscan', 'cyclonedx'])('%s: says what is wrong with a file that is something else', async (kind) => {
  for (const text of ['{"cut": ', '[]', '{"findings": 7}', 'null'])
    expect((await readList({ kind, path: fileWith('odd.json', text) })).end.state).toBe('partial')
})

const troubles: readonly (readonly [string, (path: string) => unknown])[] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a device', (path) => symlinkSync('/dev/zero', path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
  ['a folder', (path) => mkdirSync(path)],
  ['without sense', (path) => writeFileSync(path, Buffer.from([0, 255, 254, 0, 7]))],
  ['huge', (path) => truncateTo(path, 80 * 1024 * 1024)],
]
function truncateTo(path: string, bytes: number): void {
  writeFileSync(path, '')
  truncateSync(path, bytes)
}

it.each(troubles)('a folder that holds a list that is %s: said, and the others are read', async (_what, make) => {
  const folder = dirname(fileWith('good.csv', 'Name,Owner\nHelper,Somebody\n'))
  make(join(folder, 'odd.csv'))
  const { end, subjects } = await readList({ kind: 'register', path: folder })
  expect(subjects.map((one) => one.name)).toEqual(['Helper'])
  expect(end).toMatchObject({ state: 'partial', why: expect.stringContaining('odd.csv') })
})
