import type { IDatasource, IGetRowsParams } from 'ag-grid-community'
import type { Failure } from '../../../shared/base/failure.ts'
import type { AgentFilter } from '../../../shared/contract/agents.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import { ask } from '../../app/bridge.ts'
import type { AgentSort } from '../../app/routes.ts'

export const blockSize = 100

export interface RowsListener {
  total(rows: number): void
  failed(failure: Failure | null): void
}

/**
 * Feeds the grid's blocks from the engine's cursors. A block that follows a known one costs one call; a jump asks for its anchor
 * first. The object belongs to one filter and one order; another filter makes another object.
 */
export function agentRows(filter: AgentFilter, sort: AgentSort, listener: RowsListener): IDatasource {
  const cursors = new Map<number, string | null>([[0, null]])
  return {
    async getRows(params: IGetRowsParams<AgentRow>) {
      const at = params.startRow
      const refuse = (problem: Failure) => {
        listener.failed(problem)
        params.failCallback()
      }
      let after = cursors.get(at)
      if (after === undefined) {
        const anchor = await ask('agents.anchor', { filter, sort, index: at })
        if (!anchor.ok) return refuse(anchor.failure)
        after = anchor.value.after
      }
      const page = await ask('agents.page', { filter, sort, after, limit: params.endRow - at })
      if (!page.ok) return refuse(page.failure)
      const { rows, next, total } = page.value
      if (next !== null) cursors.set(params.endRow, next)
      listener.total(total)
      listener.failed(null)
      params.successCallback([...rows], next === null ? at + rows.length : total)
    },
  }
}
