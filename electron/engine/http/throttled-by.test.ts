import { randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { CallDeclaration } from '../connectors/connector.ts'
import { createHttp } from './create-http.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const read: CallDeclaration = { id: 'list', method: 'GET', path: '/list', access: 'read', permissions: [], why: 'test', quota: 'slow' }
const quota = { id: 'slow', units: null, perMs: 1_000, concurrency: 4, source: 'test', throttledBy: ['SlowDown'] }

async function ask(answer: (response: ServerResponse, count: number) => void, more: Partial<CallDeclaration> = {}, host = '') {
  let count = 0
  const server = createServer((_, response) => answer(response, ++count))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const http = createHttp({
    transport: fetch,
    clock: () => new Date(),
    random: randomBytes,
    calls: () => {},
    limits: { backoffMs: 5, attempts: 4 },
  }).open({
    connector: { calls: [{ ...read, ...more }], quotas: [quota] },
    settings: { baseUrl: host || `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    scanId: null,
    connectionId: null,
    stepId: null,
    signal: new AbortController().signal,
  })
  return { reply: await http.request('list', { accept: [400] }), asked: count }
}

const refuse = (response: ServerResponse, code: string) => response.writeHead(400).end(JSON.stringify({ __type: `com.example#${code}` }))

it('waits and asks again where the provider says “slow down” by its error code only', async () => {
  const { reply, asked } = await ask((response, count) => (count === 1 ? refuse(response, 'SlowDown') : response.end('{}')))
  expect([reply.ok, asked]).toEqual([true, 2])
})

it('says so when the provider never stops saying it', async () => {
  const { reply } = await ask((response) => refuse(response, 'SlowDown'))
  expect(reply).toMatchObject({ failure: { code: 'rate-limited' } })
})

it('takes another error code for the answer it is', async () => {
  const { reply, asked } = await ask((response) => refuse(response, 'ValidationException'))
  expect([reply.ok, asked]).toEqual([true, 1])
})

it('tells a host that is not there from one that does not answer, where a provider has many', async () => {
  const absent = await ask(() => {}, { host: 'unused.example' }, 'http://no-such-host.invalid')
  expect(absent.reply).toMatchObject({ failure: { code: 'not-found' } })
  const silent = await ask(() => {}, { host: 'unused.example' }, 'http://127.0.0.1:1')
  expect(silent.reply).toMatchObject({ failure: { code: 'provider-down' } })
})
