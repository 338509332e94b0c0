import { ulid } from 'ulid'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Call } from '../../../shared/domain/call.ts'
import type { CallDeclaration, Http, Quota, Reply, RequestParams } from '../connectors/connector.ts'
import { type Admission, createAdmission } from './admission.ts'
import { errorCodeOf } from './error-code.ts'
import { type Exchange, exchange, type Limits, standardLimits } from './exchange.ts'
import { admit } from './gate.ts'
import { redactUrl } from './redact.ts'
import { replyFailure } from './reply-failure.ts'
import { retryDelay } from './retry.ts'
import { wait, waitWords } from './wait.ts'

export interface HttpPorts {
  readonly transport: typeof fetch
  readonly clock: () => Date
  /** Where finished calls go unless the opening brings its own place. */
  readonly calls: (call: Call) => void
  readonly random: (bytes: number) => Uint8Array
  readonly limits?: Partial<Limits>
  /** Share of each published quota left to others, 0–0.95; 0.05 unless said. A connection's setting `headroom` (in percent) wins. */
  readonly headroom?: number
}

export interface Opening {
  readonly connector: { readonly calls: readonly CallDeclaration[]; readonly quotas: readonly Quota[] }
  readonly settings: Readonly<Record<string, string>>
  readonly scanId: string | null
  readonly connectionId: string | null
  readonly stepId: string | null
  readonly signal: AbortSignal
  /** `write` only for a confirmed revocation; `read` unless said. */
  readonly access?: 'read' | 'write'
  /** Told in words when a call has to wait, and null when it goes on. */
  readonly onWait?: (words: string | null) => void
  /** Where the calls of this opening are recorded instead of the common place. */
  readonly calls?: (call: Call) => void
}

export interface HttpFactory {
  /** The one way out, bound to a connection and a step. Quotas are shared by all openings of a connection. */
  open(opening: Opening): Http
  /** A fresh call id, for evidence that did not come by http. */
  callId(): string
}

/** From here on, quotas that nobody draws on are forgotten: an organisation has thousands of accounts and regions. */
const mostAdmissions = 512

const adaptive: Quota = { id: '', units: null, perMs: 1000, concurrency: 8, source: 'not published: adapts' }

const quotaOf = ({ connector }: Opening, { quota }: CallDeclaration): Quota => connector.quotas.find(({ id }) => id === quota) ?? adaptive

/** Some providers say “slow down” by an error code, whatever the status. */
function isThrottled({ throttledBy = [] }: Quota, result: Exchange, json: unknown): boolean {
  if (result.kind !== 'reply' || result.status < 400 || throttledBy.length === 0) return false
  const code = errorCodeOf({ ...result, json })
  return code !== null && throttledBy.includes(code)
}

const asThrottled = (throttled: boolean, result: Exchange): Exchange =>
  throttled && result.kind === 'reply' ? { ...result, status: 429 } : result

/** Makes the only thing in the engine that opens a socket. */
export function createHttp(ports: HttpPorts): HttpFactory {
  const limits = { ...standardLimits, ...ports.limits }
  const admissions = new Map<string, Admission>()
  const now = () => ports.clock().getTime()
  const chance = () => (ports.random(1)[0] ?? 0) / 256
  const callId = () => ulid(now(), chance)

  const admissionOf = (opening: Opening, call: CallDeclaration, url: URL, { host = {}, lane = '' }: RequestParams): Admission => {
    // One address may stand for all of a provider's hosts; each of them counts by itself all the same.
    const key = JSON.stringify([opening.connectionId ?? '', url.origin, call.quota ?? '', host, lane])
    const known = admissions.get(key)
    if (known !== undefined) return known
    const quota = quotaOf(opening, call)
    const percent = Number(opening.settings.headroom ?? Number.NaN)
    const headroom = Number.isFinite(percent) ? percent / 100 : (ports.headroom ?? 0.05)
    const admission = createAdmission(quota, { headroom: Math.min(0.95, Math.max(0, headroom)), now })
    if (admissions.size >= mostAdmissions) for (const [other, { idle }] of admissions) if (idle()) admissions.delete(other)
    admissions.set(key, admission)
    return admission
  }

  const request = async (opening: Opening, id: string, params: RequestParams): Promise<Result<Reply>> => {
    const onWait = opening.onWait ?? (() => {})
    const admitted = admit({ calls: opening.connector.calls, settings: opening.settings, access: opening.access ?? 'read' }, id, params)
    if (!admitted.ok) return admitted
    const { call, url } = admitted.value
    const admission = admissionOf(opening, call, url, params)
    const outgoing = { url, method: call.method, ...payload(params) }
    const startedAt = ports.clock()
    let attempts = 0
    let result: Exchange = { kind: 'cancelled', status: null, bytes: 0 }
    let json: unknown = null
    let unreadable = false
    let retryMs: number | null = null
    let throttled = false
    let hops = 0
    for (;;) {
      if (!(await admission.enter(params.cost ?? call.cost ?? 1, opening.signal, onWait))) {
        result = { kind: 'cancelled', status: result.status, bytes: result.bytes }
        break
      }
      attempts += 1
      result = await exchange(ports.transport, outgoing, limits, opening.signal).finally(() => admission.leave())
      ;({ json, unreadable } = readJson(result))
      throttled = isThrottled(quotaOf(opening, call), result, json)
      if (result.kind === 'reply') admission.learn(throttled ? 429 : result.status, result.headers)
      const moved =
        result.kind === 'reply' && call.method === 'GET' && hops < 3 ? redirect(opening, id, params, result, outgoing.url) : null
      if (moved !== null) {
        hops += 1
        outgoing.url = moved
        continue
      }
      retryMs = retryDelay({
        call,
        result: asThrottled(throttled, result),
        unreadable,
        attempts,
        limits,
        accept: params.accept ?? [],
        now: now(),
        chance: chance(),
      })
      if (retryMs === null) break
      if (retryMs > 1_500) onWait(`trying again in ${waitWords(retryMs)}`)
      const whole = await wait(retryMs, opening.signal)
      onWait(null)
      if (!whole) {
        result = { kind: 'cancelled', status: result.status, bytes: result.bytes }
        break
      }
    }
    const answered =
      result.kind === 'reply' && !throttled && isAnswer(result.status, params.accept ?? []) && !(unreadable && result.status < 300)
    const problem = answered ? null : replyFailure(call, asThrottled(throttled, result), json, null)
    const ledgerId = callId()
    ;(opening.calls ?? ports.calls)({
      id: ledgerId,
      scanId: opening.scanId,
      connectionId: opening.connectionId,
      stepId: opening.stepId,
      transport: 'http',
      method: call.method,
      template: call.path,
      subject: redactUrl(url),
      status: result.status,
      page: params.page ?? 1,
      bytes: result.bytes,
      // A sign-in reply is a token: not even its hash is kept.
      sha256: result.kind === 'reply' && call.access !== 'sign-in' ? result.sha256 : null,
      requestId: result.kind === 'reply' ? requestIdOf(result.headers) : null,
      startedAt: startedAt.toISOString(),
      durationMs: Math.max(0, now() - startedAt.getTime()),
      attempts,
      outcome: problem?.code ?? 'ok',
    })
    if (problem !== null) return failed(problem)
    if (result.kind !== 'reply') return fail('bug', 'an answered call has no reply')
    return ok({ status: result.status, headers: result.headers, text: result.text, json, call: ledgerId })
  }

  return { open: (opening) => ({ request: (id, params = {}) => request(opening, id, params) }), callId }
}

/** A redirect is followed only where the link rules allow it: same origin, same declared call. */
function redirect(
  opening: Opening,
  id: string,
  params: RequestParams,
  reply: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  from: URL,
): URL | null {
  const location = reply.headers.location
  if (![301, 302, 307, 308].includes(reply.status) || location === undefined || !URL.canParse(location, from.href)) return null
  const target = admit({ calls: opening.connector.calls, settings: opening.settings, access: 'read' }, id, {
    ...params,
    link: new URL(location, from.href).href,
  })
  return target.ok ? target.value.url : null
}

function payload(params: RequestParams): { headers: Record<string, string>; body: string | null } {
  const headers: Record<string, string> = { accept: 'application/json', ...params.headers }
  if (params.body === undefined || params.body === null) return { headers, body: null }
  if (typeof params.body === 'string') return { headers, body: params.body }
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) headers['content-type'] = 'application/json'
  return { headers, body: JSON.stringify(params.body) }
}

/** `unreadable`: the reply says it is JSON and is not, which is how a cut reply looks behind a proxy. */
function readJson(result: Exchange): { json: unknown; unreadable: boolean } {
  if (result.kind !== 'reply' || result.text.trim() === '') return { json: null, unreadable: false }
  try {
    return { json: JSON.parse(result.text), unreadable: false }
  } catch {
    return { json: null, unreadable: /json/i.test(result.headers['content-type'] ?? '') }
  }
}

function isAnswer(status: number, accept: readonly number[]): boolean {
  return (status >= 200 && status < 300) || accept.includes(status)
}

function requestIdOf(headers: Readonly<Record<string, string>>): string | null {
  for (const name of ['request-id', 'x-request-id', 'x-ms-request-id', 'x-amzn-requestid', 'x-github-request-id', 'x-correlation-id'])
    if (headers[name] !== undefined) return headers[name].slice(0, 200).replace(/[^\x20-\x7e]/g, '')
  return null
}
