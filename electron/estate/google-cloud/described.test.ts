import { expect, test } from 'vitest'
import { googleCloud } from '../../engine/connectors/google-cloud/connector.ts'
import { openForTest } from '../../engine/connectors/run-for-test.ts'
import { served } from '../../engine/connectors/served-for-test.ts'
import description from './described.json' with { type: 'json' }

// The provider's own description of its replies, as far as the estate speaks: schema → member → type. Taken from the discovery
// documents as published in the npm package googleapis 188.0.0 (Apache-2.0), November 2026.

interface Description {
  /** Which schema answers a path: the first pattern that fits. */
  readonly roots: readonly (readonly [pattern: string, schema: string])[]
  /** `string`, `number`, `boolean`, `any`, or the name of a schema; `[]` behind it for a list, `{}` for a map. */
  readonly schemas: Readonly<Record<string, Readonly<Record<string, string>>>>
}
const { roots, schemas } = description as unknown as Description

function differences(schema: string, json: unknown, path: string): readonly string[] {
  if (typeof json !== 'object' || json === null) return [`${path}: no object`]
  const members = schemas[schema] ?? {}
  return Object.entries(json).flatMap(([name, value]) => {
    const type = Object.hasOwn(members, name) ? members[name] : undefined
    if (type === undefined) return [`${path}.${name}: not in ${schema}`]
    return typed(type, value, `${path}.${name}`)
  })
}

function typed(type: string, value: unknown, path: string): readonly string[] {
  if (type.endsWith('[]')) return Array.isArray(value) ? value.flatMap((one) => typed(type.slice(0, -2), one, path)) : [`${path}: no list`]
  if (type.endsWith('{}')) return typeof value === 'object' && value !== null && !Array.isArray(value) ? [] : [`${path}: no map`]
  if (type === 'any') return []
  if (type === 'string' || type === 'number' || type === 'boolean')
    return typeof value === type ? [] : [`${path}: ${typeof value} is no ${type}`]
  return differences(type, value, path)
}

test('every list that a scan reads has the members and types that the provider describes', async () => {
  const entry = served['google-cloud']
  if (entry === undefined) throw new Error('the estate is not served')
  const server = await entry.open({ size: 'small', faults: [], empty: false })
  const wrong = new Set<string>()
  const met = new Set<string>()
  const send = globalThis.fetch
  globalThis.fetch = async (...asked) => {
    const reply = await send(...asked)
    const { pathname } = new URL(String(asked[0]))
    if (pathname === '/token') return reply
    const [pattern, schema] = roots.find(([one]) => new RegExp(one).test(pathname)) ?? []
    if (pattern === undefined || schema === undefined) wrong.add(`nobody describes ${pathname}`)
    else for (const one of differences(schema, await reply.clone().json(), pattern)) wrong.add(one)
    met.add(pattern ?? '')
    return reply
  }
  try {
    await openForTest(googleCloud, server.connection).run()
  } finally {
    globalThis.fetch = send
    await server.close()
  }
  expect([...wrong]).toEqual([])
  expect(roots.filter(([pattern]) => !met.has(pattern))).toEqual([])
})

test('notices a member that is not described, and one of another type', () => {
  const schema = roots.find(([pattern]) => pattern.includes('searchAllResources'))?.[1] ?? ''
  expect(differences(schema, { results: [{ name: 'a', colour: 'red' }] }, 'reply')).toHaveLength(1)
  expect(differences(schema, { results: { name: 'a' } }, 'reply')).toHaveLength(1)
  expect(differences(schema, { results: [{ name: 7 }], nextPageToken: 'x' }, 'reply')).toHaveLength(1)
})
