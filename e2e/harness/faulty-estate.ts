import type { EstatePort } from '../../electron/engine/ports.ts'
import { openEstate } from '../../electron/estate/open.ts'
import { ok } from '../../shared/base/result.ts'
import type { EstateFault } from '../../shared/domain/estate.ts'

/** The demo estate in this process, misbehaving as said, without the published quotas: tests of faults do not wait for them. */
export function faultyEstate(faults: readonly EstateFault[]): EstatePort {
  return {
    open: async (options) => {
      const estate = await openEstate({ ...options, quotas: 'off', faults })
      return ok({ connections: estate.connections, ports: estate.ports, close: () => estate.close() })
    },
  }
}
