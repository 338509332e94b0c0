import { z } from 'zod'
import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { send } from './graph.ts'

const mostAtOnce = 20
const mostRounds = 6

const replySchema = z.object({
  responses: z.array(
    z.object({ id: z.string(), status: z.number(), headers: z.record(z.string(), z.unknown()).nullish(), body: z.unknown() }),
  ),
})

export interface BatchAnswer {
  readonly id: string
  /** Null: refused or gone; `failure` says which. */
  readonly json: unknown
  readonly failure: Failure | null
  readonly call: string
}

/**
 * Asks the same declared read for up to 20 ids in one request. Parts that were throttled are asked again after the time the provider
 * names. Only declared GET calls can be carried: a batch opens no back door for writes.
 */
export async function batchGet(
  context: ConnectorContext,
  call: string,
  ids: readonly string[],
  query = '',
): Promise<Result<readonly BatchAnswer[]>> {
  const declared = calls.find((one) => one.id === call)
  if (declared?.method !== 'GET' || declared.access !== 'read') throw new Error(`${call} is no declared read`)
  const url = (id: string): string => `${declared.path.replace('/v1.0', '').replace('{id}', encodeURIComponent(id))}${query}`
  const answers: BatchAnswer[] = []
  let left = ids.slice(0, mostAtOnce)
  for (let round = 1; left.length > 0; round += 1) {
    const reply = await send(context, 'batch', {
      cost: left.length,
      body: { requests: left.map((id) => ({ id, method: 'GET', url: url(id) })) },
    })
    if (!reply.ok) return reply
    const parsed = replySchema.safeParse(reply.value.json)
    const again: string[] = []
    let waitMs = 0
    for (const part of parsed.success ? parsed.data.responses : []) {
      if (part.status === 429 && round < mostRounds) {
        again.push(part.id)
        waitMs = Math.max(waitMs, Number(part.headers?.['retry-after'] ?? part.headers?.['Retry-After'] ?? 1) * 1_000 || 1_000)
      } else
        answers.push({
          id: part.id,
          json: part.status < 300 ? part.body : null,
          failure: part.status < 300 ? null : partFailure(part.status, declared),
          call: reply.value.call,
        })
    }
    left = again
    if (left.length > 0 && !(await pause(Math.min(waitMs, 60_000), context.signal))) break
  }
  return ok(answers)
}

function partFailure(status: number, call: { readonly path: string; readonly permissions: readonly string[] }): Failure {
  if (status === 403)
    return failure('permission-missing', `the provider refused ${call.path} (403)`, { subject: call.permissions.join(' or ') })
  if (status === 404) return failure('not-found', 'it is gone meanwhile', { subject: call.path })
  return failure(status === 429 ? 'rate-limited' : 'provider-down', `the provider did not answer ${call.path} (${status})`, {
    subject: call.path,
  })
}

function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve(false)
      },
      { once: true },
    )
  })
}
