import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Call } from '../../../shared/domain/call.ts'
import type { CallDeclaration, Http, Quota } from '../connectors/connector.ts'
import { createHttp, type Opening } from './create-http.ts'
import type { Limits } from './exchange.ts'
import { pages } from './paging.ts'
import { signInNetwork } from './sign-in-network.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void

const call = (id: string, more: Partial<CallDeclaration> = {}): CallDeclaration => ({
  id,
  method: 'GET',
  path: `/api/${id}`,
  access: 'read',
  permissions: ['Things.Read'],
  why: 'test',
  ...more,
})

const declared = [
  call('things', { quota: 'main' }),
  call('thing', { path: '/api/things/{id}' }),
  call('stop', { method: 'POST', path: '/api/things/{id}/stop', access: 'write', permissions: ['Things.Write'] }),
  call('token', { method: 'POST', path: '/login/{tenant}/token', access: 'sign-in' }),
]

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A real server on loopback and the one way out to it. */
async function lay(
  handler: Handler,
  more: { quota?: Quota; opening?: Partial<Opening>; limits?: Partial<Limits>; path?: string; transport?: typeof fetch } = {},
) {
  let count = 0
  const server = createServer((request, response) => handler(request, response, ++count))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const calls: Call[] = []
  const waits: (string | null)[] = []
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${more.path ?? ''}`
  const factory = createHttp({
    transport: more.transport ?? fetch,
    clock: () => new Date(),
    random: randomBytes,
    calls: (entry) => calls.push(entry),
    limits: { attemptMs: 2_000, backoffMs: 20, ...more.limits },
  })
  const opening: Opening = {
    connector: { calls: declared, quotas: more.quota === undefined ? [] : [more.quota] },
    settings: { baseUrl },
    scanId: 's',
    connectionId: 'c',
    stepId: 'things',
    signal: new AbortController().signal,
    onWait: (words) => waits.push(words),
    ...more.opening,
  }
  const http: Http = factory.open(opening)
  return { http, calls, waits, baseUrl, asked: () => count }
}

const json = (response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))

describe('the gate', () => {
  it('makes a declared call and records it with the hash of its body, without query values', async () => {
    const { http, calls, baseUrl } = await lay((_, response) => json(response, { ok: 1 }, 200, { 'request-id': 'r-1' }))
    const reply = await http.request('thing', { path: { id: 'a b' }, query: { key: 'planted' } })
    expect(reply.ok && reply.value.json).toEqual({ ok: 1 })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      template: '/api/things/{id}',
      subject: `${baseUrl}/api/things/a%20b`,
      status: 200,
      bytes: 8,
      requestId: 'r-1',
    })
    expect(calls[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(calls)).not.toContain('planted')
  })

  it.each([
    ['an undeclared call', 'other', {}, 'bug'],
    ['a write in a scan', 'stop', { path: { id: '1' } }, 'permission-missing'],
    ['a parameter that climbs out', 'thing', { path: { id: '..' } }, 'bug'],
    ['a link to another host', 'things', { link: 'http://127.0.0.2:1/api/things' }, 'unexpected-reply'],
    ['a link to another path', 'things', { link: '/api/secrets' }, 'unexpected-reply'],
    ['a link with a user name', 'things', { link: 'http://x@127.0.0.1/api/things' }, 'unexpected-reply'],
  ])('refuses %s before anything is sent', async (_, id, params, code) => {
    const { http, asked } = await lay((__, response) => json(response, {}))
    const reply = await http.request(id, params)
    expect(reply.ok ? 'sent' : reply.failure.code).toBe(code)
    expect(asked()).toBe(0)
  })

  it.each([
    'http://169.254.169.254',
    'http://[::ffff:169.254.169.254]',
    'http://[fe80::1]',
    'http://2852039166',
    'http://metadata.google.internal.',
    'http://u:p@127.0.0.1',
    'file:///etc',
  ])('refuses the base address %s', async (baseUrl) => {
    const { http } = await lay((_, response) => json(response, {}), { opening: { settings: { baseUrl } } })
    const reply = await http.request('things')
    expect(reply.ok ? 'sent' : reply.failure.code).toBe('invalid-input')
  })

  it('keeps a base path, writes only when opened for writing, and follows no redirect elsewhere', async () => {
    const seen: string[] = []
    const { http } = await lay(
      (request, response) => {
        seen.push(`${request.method} ${request.url}`)
        response.writeHead(302, { location: 'http://127.0.0.2:9/api/things' }).end()
      },
      { path: '/proxy/', opening: { access: 'write' } },
    )
    const reply = await http.request('things')
    expect(reply.ok ? 'ok' : reply.failure.code).toBe('unexpected-reply')
    await http.request('stop', { path: { id: '1' } })
    expect(seen).toEqual(['GET /proxy/api/things', 'POST /proxy/api/things/1/stop'])
  })
})

describe('trouble', () => {
  it.each([
    [401, 'auth-failed', '/api/things'],
    [403, 'permission-missing', 'Things.Read'],
    [404, 'not-found', '/api/things'],
    [400, 'invalid-input', '/api/things'],
    [500, 'provider-down', '/api/things'],
  ])('says %i as %s', async (status, code, subject) => {
    const { http, calls } = await lay((_, response) => json(response, { error: { code: 'Nope', message: '<b>hostile</b>' } }, status))
    const reply = await http.request('things')
    expect(reply.ok ? null : reply.failure).toMatchObject({ code, subject })
    expect(reply.ok ? '' : reply.failure.message).toContain('Nope')
    expect(JSON.stringify(reply)).not.toContain('hostile')
    expect(calls[0]).toMatchObject({ attempts: 1, outcome: code })
  })

  it('waits as asked and tries again, and says so', async () => {
    const { http, calls, waits } = await lay((_, response, count) =>
      count === 1 ? json(response, {}, 429, { 'retry-after': '2' }) : json(response, { n: count }),
    )
    const started = Date.now()
    expect((await http.request('things')).ok).toBe(true)
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_900)
    expect(calls[0]).toMatchObject({ attempts: 2, status: 200 })
    expect(waits.some((words) => words?.includes('2 s') || words?.includes('3 s'))).toBe(true)
  })

  it('repeats a read whose reply was cut, but never a write', async () => {
    const cut: Handler = (_, response, count) => {
      if (count > 1) return json(response, { whole: true })
      response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' })
      response.write('{"a":')
      setTimeout(() => response.destroy(), 5)
      return undefined
    }
    const reading = await lay(cut)
    expect((await reading.http.request('things')).ok).toBe(true)
    expect(reading.asked()).toBe(2)
    const writing = await lay(cut, { opening: { access: 'write' } })
    const reply = await writing.http.request('stop', { path: { id: '1' } })
    expect(writing.asked()).toBe(1)
    expect(reply.ok ? '' : reply.failure.message).toContain('not known whether it took effect')
  })

  it('gives up after bounded attempts', async () => {
    const { http, asked } = await lay((_, response) => json(response, {}, 503), { limits: { attempts: 3 } })
    expect((await http.request('things')).ok).toBe(false)
    expect(asked()).toBe(3)
  })

  it('reads no more than the cap, and calls broken JSON unexpected', async () => {
    const big = await lay((_, response) => response.end('x'.repeat(5_000)), { limits: { bodyBytes: 1_000 } })
    const tooLarge = await big.http.request('things')
    expect(tooLarge.ok ? '' : tooLarge.failure.message).toContain('larger')
    const broken = await lay((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'))
    const reply = await broken.http.request('things')
    expect(reply.ok ? '' : reply.failure.code).toBe('unexpected-reply')
  })

  it('is cancelled promptly, while waiting and while reading', async () => {
    const stop = new AbortController()
    const { http, calls } = await lay((_, response) => json(response, {}, 429, { 'retry-after': '60' }), {
      opening: { signal: stop.signal },
    })
    setTimeout(() => stop.abort(), 50)
    // The provider asked for 60 s: a wait that does not hear the signal ends the test's own time.
    const reply = await http.request('things')
    expect(reply.ok ? '' : reply.failure.code).toBe('cancelled')
    expect(calls[0]?.outcome).toBe('cancelled')
  })
})

describe('admission', () => {
  it('stays under a published quota in every window', async () => {
    const quota: Quota = { id: 'main', units: 50, perMs: 1_000, concurrency: 10, source: 'test' }
    // When they were let through, not when a busy machine came to answer them.
    const at: number[] = []
    const transport: typeof fetch = (...asked) => {
      at.push(Date.now())
      return fetch(...asked)
    }
    const { http } = await lay((_, response) => json(response, {}), { quota, transport })
    await Promise.all(Array.from({ length: 70 }, () => http.request('things')))
    const most = Math.max(...at.map((start) => at.filter((time) => time >= start && time < start + 1_000).length))
    expect(at).toHaveLength(70)
    expect(most).toBeLessThanOrEqual(50)
  })

  it('stops before the 429 when the provider says nothing remains', async () => {
    const { http, asked } = await lay((_, response) => json(response, {}, 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }))
    await http.request('things')
    const started = Date.now()
    await http.request('things')
    expect(Date.now() - started).toBeGreaterThan(900)
    expect(asked()).toBe(2)
  })

  it('takes many refusals at once as one sign, and recovers', async () => {
    const quota: Quota = { id: 'main', units: 1_000, perMs: 1_000, concurrency: 20, source: 'test' }
    const { http, calls } = await lay(
      (_, response, count) => json(response, {}, count <= 15 ? 429 : 200, { 'x-ms-throttle-limit-percentage': '0.5' }),
      { quota },
    )
    const replies = await Promise.all(Array.from({ length: 300 }, () => http.request('things')))
    expect(replies.every((reply) => reply.ok)).toBe(true)
    expect(calls.reduce((sum, one) => sum + one.attempts, 0)).toBe(315)
  })

  it('caps calls under way', async () => {
    let under = 0
    let most = 0
    const { http } = await lay(
      (_, response) => {
        most = Math.max(most, ++under)
        setTimeout(() => {
          under -= 1
          json(response, {})
        }, 10)
      },
      { quota: { id: 'main', units: null, perMs: 1000, concurrency: 3, source: 'test' } },
    )
    await Promise.all(Array.from({ length: 20 }, () => http.request('things')))
    expect(most).toBeLessThanOrEqual(3)
  })
})

describe('paging', () => {
  const next = (value: unknown) => (value as { next?: string }).next ?? null
  const run = async (handler: Handler) => {
    const { http, asked } = await lay(handler)
    const results = []
    for await (const page of pages(http, 'things', { query: { top: '2' } }, { next, maxPages: 6 })) results.push(page)
    return { results, last: results.at(-1), asked: asked() }
  }

  it('reads to the end', async () => {
    const { results } = await run((_, response, count) => json(response, count < 3 ? { next: `/api/things?page=${count}` } : {}))
    expect(results.map((page) => page.ok)).toEqual([true, true, true])
  })

  it.each<[string, Handler]>([
    ['a repeated link', (_, response) => json(response, { next: '/api/things?page=1' })],
    ['endless links', (_, response, count) => json(response, { next: `/api/things?page=${count}` })],
    ['a link to another host', (_, response) => json(response, { next: 'https://elsewhere.example/api/things' })],
  ])('ends at %s and keeps what came before', async (_, handler) => {
    const { results, last, asked } = await run(handler)
    expect(results[0]?.ok).toBe(true)
    expect(last?.ok === false && last.failure.code).toBe('unexpected-reply')
    expect(asked).toBeLessThan(8)
  })
})

describe('sign-in libraries', () => {
  it('send through the gate, and their replies leave no trace but the status', async () => {
    const { http, calls, baseUrl, asked } = await lay((_, response) => json(response, { error: 'authorization_pending' }, 400))
    const send = signInNetwork(http, declared, { baseUrl })
    const reply = await send(`${baseUrl}/login/tenant/token?x=1`, { method: 'POST', body: 'secret=planted' })
    expect(reply.ok && reply.value.status).toBe(400)
    expect(calls[0]).toMatchObject({ sha256: null, status: 400 })
    const elsewhere = await send(`${baseUrl}/api/things`, { method: 'POST' })
    expect(elsewhere.ok).toBe(false)
    expect(asked()).toBe(1)
  })
})
