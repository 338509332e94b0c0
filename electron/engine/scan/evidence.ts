import type { Call } from '../../../shared/domain/call.ts'
import type { RecordCall } from '../connectors/connector.ts'
import type { ScanRequest } from './scan-request.ts'
import { storing } from './storage-problem.ts'

/** Calls are kept before, and in the same transaction as, the observations that point at them; many are written at once. */
export interface Evidence {
  readonly calls: (call: Call) => void
  readonly record: RecordCall
  /** Writes what has gathered; call it inside the transaction of a batch, or on its own. */
  flush(): void
  readonly count: () => number
}

const mostWaiting = 200

export function gatherEvidence(request: ScanRequest, connectionId: string, stepId: string): Evidence {
  let waiting: Call[] = []
  let count = 0
  const flush = () => {
    if (waiting.length === 0) return
    const calls = waiting
    waiting = []
    storing(() => request.store.calls.append(calls))
  }
  const calls = (call: Call) => {
    waiting.push(call)
    count += 1
    if (waiting.length >= mostWaiting) flush()
  }
  return {
    calls,
    flush,
    count: () => count,
    record: (call) => {
      const id = request.http.callId()
      const startedAt = request.clock().toISOString()
      calls({
        ...call,
        id,
        scanId: request.scanId,
        connectionId,
        stepId,
        status: null,
        page: 1,
        requestId: null,
        startedAt,
        durationMs: 0,
        attempts: 1,
      })
      return id
    },
  }
}
