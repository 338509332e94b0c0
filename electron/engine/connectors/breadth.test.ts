import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noRoute } from '../../estate/loopback-server.ts'
import type { CallDeclaration, Connector } from './connector.ts'
import { connectors } from './registry.ts'
import { served } from './served-for-test.ts'
import { withDefaults } from './with-defaults.ts'

// What there is of a connector is there in four places: its folder, its line in the registry, its guide, and the part of the demo
// estate that serves every call it declares.

const at = (path: string): string => join(process.cwd(), path)
const ids = connectors.map(({ id }) => id).toSorted()
const foldersWith = (path: string, file: string): readonly string[] =>
  readdirSync(at(path)).filter((name) => existsSync(at(`${path}/${name}/${file}`)))

it('has a folder, a line, a guide and a part of the estate for each connector, and none without the others', () => {
  expect(foldersWith('electron/engine/connectors', 'connector.ts').toSorted()).toEqual(ids)
  const guides = readdirSync(at('docs/guides')).flatMap((name) => /^connect-(.+)\.md$/.exec(name)?.[1] ?? [])
  expect(guides.toSorted()).toEqual(ids)
  // The estate makes a home for the one that reads this computer, and has no server to open.
  const estate = [...foldersWith('electron/estate', 'open.ts'), ...foldersWith('electron/estate', 'make-home.ts')]
  expect(estate.toSorted()).toEqual(ids)
})

/** Parameters that the estate takes at their word, by the setting that holds them. */
const settingOf: Readonly<Record<string, string>> = {
  org: 'organization',
  owner: 'organization',
  enterprise: 'enterprise',
  tenant: 'tenantId',
  scope: 'scope',
}
const words: Readonly<Record<string, string>> = { container: 'organizations', region: 'eu-west-1', location: 'europe-west4' }

type Settings = Readonly<Record<string, string>>

/** The template with something in each place that the estate would take. */
function filled(template: string, settings: Settings, hostValues: CallDeclaration['hostValues'] = {}): string {
  return template.replace(
    /\{(\w+)\}/g,
    (_whole, name: string) => hostValues[name]?.[0] ?? settings[settingOf[name] ?? ''] ?? words[name] ?? 'x',
  )
}

/** Where the estate would be asked for a call. */
function addressOf(call: CallDeclaration, settings: Settings): string {
  const base = settings[call.base ?? 'baseUrl'] ?? ''
  const host = call.host === undefined ? '' : filled(call.host, settings, call.hostValues)
  return `${base.replace('{host}', host).replace(/\/+$/, '')}${filled(call.path, settings)}`
}

/** Calls that no route takes: asked without a sign-in, so that nothing is done, and what is refused is served. */
async function unserved(calls: readonly CallDeclaration[], settings: Settings): Promise<readonly string[]> {
  const missing: string[] = []
  for (const call of calls) {
    const body = call.method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
    const reply = await fetch(addressOf(call, settings), { method: call.method, ...body })
    if (reply.statusText === noRoute) missing.push(call.id)
    await reply.body?.cancel()
  }
  return missing
}

const withServer = connectors.flatMap((connector) => {
  const entry = served[connector.id]
  return entry === undefined ? [] : [{ id: connector.id, connector, entry }]
})

async function missingOf(connector: Connector, calls: readonly CallDeclaration[]): Promise<readonly string[]> {
  const server = await served[connector.id]?.open({ size: 'small', faults: [], empty: false })
  if (server === undefined) return calls.map(({ id }) => id)
  try {
    return await unserved(calls, withDefaults(connector, server.connection.settings))
  } finally {
    await server.close()
  }
}

describe.each(withServer)('$id', ({ connector }) => {
  it('declares no call that the estate does not serve', async () => {
    expect(await missingOf(connector, connector.calls)).toEqual([])
  })
})

it('notices a call that nobody serves', async () => {
  const [{ connector } = { connector: undefined }] = withServer.filter(({ id }) => id === 'openai')
  const [like] = connector?.calls ?? []
  if (connector === undefined || like === undefined) throw new Error('there is no such connector')
  expect(await missingOf(connector, [like, { ...like, id: 'other', path: '/v1/organization/no-such-thing' }])).toEqual(['other'])
})
