import { createHash } from 'node:crypto'
import type { ReplyHeaders } from './usage-headers.ts'

export interface Limits {
  /** The longest body that is read, in bytes (after decompression). */
  readonly bodyBytes: number
  /** The longest one attempt may take, in ms, body included. */
  readonly attemptMs: number
  /** Attempts in all, the first included. */
  readonly attempts: number
  /** The longest a single back-off without `Retry-After` may take, in ms. */
  readonly backoffMs: number
}

export const standardLimits: Limits = { bodyBytes: 64 * 1024 * 1024, attemptMs: 120_000, attempts: 6, backoffMs: 30_000 }

/** What came of one attempt: a whole reply, or how it broke. */
export type Exchange =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly headers: ReplyHeaders
      readonly text: string
      readonly bytes: number
      readonly sha256: string
    }
  | {
      readonly kind: 'cut' | 'unreachable' | 'timed-out' | 'too-large' | 'cancelled'
      readonly status: number | null
      readonly bytes: number
      /** The name service knows no such host; never set for a network that is down as far as it can be told. */
      readonly noSuchHost?: boolean
    }

/** Sends one request and reads the whole reply, within the limits. Never throws for what networks do. */
export async function exchange(
  transport: typeof fetch,
  request: { readonly url: URL; readonly method: string; readonly headers: Record<string, string>; readonly body: string | null },
  limits: Limits,
  signal: AbortSignal,
): Promise<Exchange> {
  // Not `AbortSignal.timeout`: its timer would hold each request in memory for its whole length, long after the reply.
  const stop = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    stop.abort()
  }, limits.attemptMs)
  const cancel = () => stop.abort()
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })
  let status: number | null = null
  let bytes = 0
  try {
    const reply = await transport(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: stop.signal,
    })
    status = reply.status
    const hash = createHash('sha256')
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of reply.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > limits.bodyBytes) return { kind: 'too-large', status, bytes }
      hash.update(chunk)
      text += decoder.decode(chunk, { stream: true })
    }
    text += decoder.decode()
    return { kind: 'reply', status, headers: Object.fromEntries(reply.headers), text, bytes, sha256: hash.digest('hex') }
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled', status, bytes }
    if (timedOut) return { kind: 'timed-out', status, bytes }
    if (status !== null) return { kind: 'cut', status, bytes }
    return { kind: 'unreachable', status, bytes, noSuchHost: isNameError(error) }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  }
}

function isNameError(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOTFOUND'
}
