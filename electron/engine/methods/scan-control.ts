import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { Scan, ScanProgress } from '../../../shared/domain/scan.ts'
import { sweep } from '../governance/sweep.ts'
import { resolveTouched } from '../inventory/resolve.ts'
import { runScan } from '../scan/run-scan.ts'
import type { EngineContext, ScanControl } from './engine-context.ts'
import { reopenDemo } from './open-demo.ts'
import { secretOf } from './secret-of.ts'

interface Running {
  readonly scanId: string
  readonly stop: AbortController
  readonly ended: Promise<Result<Scan>>
}

/** One scan at a time: started, watched, cancelled, waited for. What it touched becomes agents after each step. */
export function createScanControl(context: Omit<EngineContext, 'scanning'>): ScanControl {
  const { store, ports, http, connectorOf, assess, newId, emit, notices } = context
  let running: Running | null = null
  let progress: ScanProgress | null = null

  const run = async (scanId: string, connectionIds: readonly string[], resume: boolean, signal: AbortSignal): Promise<Result<Scan>> => {
    const resolve = async (connectionId: string) => {
      const ofScan = connectionIds.includes(connectionId) ? scanId : null
      const assessed = await resolveTouched(connectionId, { store, assess, newId, scanId: ofScan })
      if (assessed > 0) emit('inventory-changed')
    }
    const ended = await runScan({
      store,
      connectorOf,
      http,
      scanId,
      resume,
      signal,
      connections: store.connections.list().filter((one) => connectionIds.includes(one.id)),
      secret: (connectionId, key) => secretOf({ store, secrets: ports.secrets }, connectionId, key, {}),
      clock: ports.clock,
      log: ports.log,
      notice: notices.post,
      onProgress: (now) => {
        progress = now
        emit('scan-progress', scanId)
      },
      afterStep: async ({ connectionId }) => resolve(connectionId),
    })
    // The workspace file failed: whatever would be written now would fail too, and hide why.
    if (!ended.ok) return ended
    // What a step touched after its connection was last resolved, or where that broke off; and what it touched in connections that
    // were not scanned now: one person's accounts stand in several.
    for (const connection of store.connections.list()) await resolve(connection.id)
    store.transaction(() => {
      assess(sweep(context), scanId)
      store.agents.markScan(scanId, ports.clock().toISOString())
    })
    return ended
  }

  return {
    start: async (asked) => {
      if (running !== null)
        return fail('conflict', 'A scan is already running.', { subject: running.scanId, next: 'Wait for it or cancel it.' })
      const known = store.connections.list().map((one) => one.id)
      const unknown = asked.find((id) => !known.includes(id))
      if (unknown !== undefined)
        return fail('not-found', 'This connection is not in the workspace.', {
          subject: unknown,
          next: 'Look at Sources for the ones there are.',
        })
      const connectionIds = asked.length > 0 ? asked : known
      if (connectionIds.length === 0) return fail('not-found', 'Nothing is connected yet.', { next: 'Connect a source first.' })
      const reopened = await reopenDemo(context)
      if (!reopened.ok) ports.log({ level: 'warning', text: 'the demo estate did not come back', failure: reopened.failure })
      const interrupted = store.scans.unfinished().find((scan) => sameSet(scan.connectionIds, connectionIds)) ?? null
      for (const scan of store.scans.unfinished())
        if (scan.id !== interrupted?.id) store.scans.end(scan.id, 'interrupted', ports.clock().toISOString())
      const scanId = interrupted?.id ?? newId()
      const stop = new AbortController()
      progress = null
      const ended = run(scanId, connectionIds, interrupted !== null, stop.signal).finally(() => {
        running = null
        progress = null
        for (const id of connectionIds) notices.clear(id)
        emit('scan-ended', scanId)
        emit('inventory-changed')
      })
      // Whoever waits gets the outcome; nobody waiting must not end the process.
      ended.catch(() => {})
      running = { scanId, stop, ended }
      return ok({ scanId, resumed: interrupted !== null })
    },
    cancel: (scanId) => {
      if (running?.scanId !== scanId) return fail('not-found', 'This scan is not running.', { subject: scanId })
      running.stop.abort()
      return ok(null)
    },
    progress: () => progress,
    wait: async (scanId) => {
      if (running?.scanId === scanId) return running.ended
      const scan = store.scans.get(scanId)
      return scan === null ? fail('not-found', 'There is no such scan.', { subject: scanId }) : ok(scan)
    },
    stop: async () => {
      running?.stop.abort()
      await running?.ended.catch(() => {})
    },
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}
