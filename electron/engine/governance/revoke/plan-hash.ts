import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'

/** SHA-256 over exactly what would be sent, call by call: what a person confirmed is what runs. */
export function planHash(calls: readonly PlannedCall[]): string {
  const exact = calls.map(({ id, connectionId, callId, method, path, params, body }) => ({
    id,
    connectionId,
    callId,
    method,
    path,
    params,
    body,
  }))
  return createHash('sha256').update(canonicalJson(exact), 'utf8').digest('hex')
}
