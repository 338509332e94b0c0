import { afterEach, expect, it } from 'vitest'
import { makePeople } from '../people.ts'
import { openState } from '../state-file.ts'
import { type N8nEstate, openN8nEstate } from './open.ts'

let server: N8nEstate | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function opened(asOf = '2026-11-22'): Promise<N8nEstate> {
  server = await openN8nEstate({
    people: makePeople({ seed: 3, count: 400, domain: 'meridian.example' }),
    size: { principals: 2_500 },
    seed: 3,
    asOf,
    port: 0,
    quotas: 'off',
    faults: [],
    state: openState(undefined).section('n8n'),
  })
  return server
}

interface Answer {
  readonly status: number
  readonly body: {
    readonly data: readonly { readonly id: string; readonly active: boolean }[]
    readonly nextCursor: string | null
    readonly message: string
  }
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const { origin, apiKey } = server as N8nEstate
  const answer = await fetch(`${origin}/api/v1${path}`, { headers: { 'X-N8N-API-KEY': apiKey }, ...init })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

it('pages by an opaque cursor to the end, and refuses pages that are too large', async () => {
  await opened()
  const first = await ask('/workflows?limit=100')
  const second = await ask(`/workflows?limit=100&cursor=${encodeURIComponent(first.body.nextCursor ?? '')}`)
  expect([first.body.data.length, second.body.data.length, second.body.nextCursor]).toEqual([100, 50, null])
  expect((await ask('/workflows?limit=251')).status).toBe(400)
  expect((await ask('/workflows?cursor=nonsense')).status).toBe(400)
})

it('answers nobody without the key', async () => {
  await opened()
  expect(await ask('/workflows', { headers: {} })).toMatchObject({ status: 401, body: { message: "'X-N8N-API-KEY' header required" } })
  expect((await ask('/workflows', { headers: { 'X-N8N-API-KEY': 'other' } })).status).toBe(401)
})

it('keeps what was unpublished until it is reset', async () => {
  const { entries, reset } = await opened()
  const id = entries[0]?.nativeId.value ?? ''
  const isActive = async () => (await ask('/workflows?limit=250')).body.data.find((one) => one.id === id)?.active
  const { apiKey } = server as N8nEstate
  await ask(`/workflows/${id}/unpublish`, { method: 'POST', headers: { 'X-N8N-API-KEY': apiKey } })
  expect(await isActive()).toBe(false)
  reset()
  expect(await isActive()).toBe(true)
})

it('is the same estate for the same seed', async () => {
  const once = JSON.stringify((await opened()).entries)
  await server?.close()
  expect(JSON.stringify((await opened()).entries)).toBe(once)
})
