import {
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  EventApiModule,
  type GridApi,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  type SortChangedEvent,
  themeQuartz,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import { agentSortKeys } from '../../../shared/contract/agents.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import { useDesk } from '../../actions/desk.ts'
import { useScreenKeys } from '../../actions/use-keys.ts'
import { nonce } from '../../app/nonce.ts'
import { type AgentSort, go, openAgent, useRoute } from '../../app/routes.ts'
import { ageOf, useAges } from '../../app/stale.ts'
import { failureWords } from '../../components/failure-line.tsx'
import { NothingFound } from '../../components/nothing-found.tsx'
import { cells } from './cells.tsx'
import { besideDrawer, inventoryColumns } from './columns.ts'
import { agentRows, blockSize } from './rows.ts'
import { useInventory } from './store.ts'

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  RowSelectionModule,
  ColumnApiModule,
  EventApiModule,
  RowApiModule,
  ScrollApiModule,
  RenderApiModule,
  CellStyleModule,
  RowStyleModule,
])

const look = themeQuartz.withParams({
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--ink)',
  headerBackgroundColor: 'var(--surface)',
  headerTextColor: 'var(--ink-2)',
  headerFontSize: 12,
  headerFontWeight: 500,
  borderColor: 'var(--line)',
  rowHoverColor: 'var(--sunken)',
  selectedRowBackgroundColor: 'color-mix(in srgb, var(--ink) 7%, transparent)',
  accentColor: 'var(--ink)',
  fontFamily: 'inherit',
  fontSize: 13,
  rowHeight: 32,
  headerHeight: 34,
  cellHorizontalPadding: 10,
  wrapperBorder: false,
  columnBorder: false,
  wrapperBorderRadius: 0,
})

const Cell = ({ data, colDef }: { readonly data?: AgentRow | undefined; readonly colDef?: ColDef | undefined }) =>
  data === undefined ? <span className="cell-waiting" /> : (cells[colDef?.colId ?? '']?.(data) ?? null)

function columnsFor(shown: readonly string[], sort: AgentSort): ColDef<AgentRow>[] {
  return inventoryColumns
    .filter((column) => shown.includes(column.id))
    .map((column) => ({
      colId: column.id,
      headerName: column.title,
      width: column.width,
      ...(column.grow === undefined ? {} : { flex: column.grow, minWidth: column.width }),
      sortable: column.sort !== undefined,
      sort: column.sort === sort.key ? sort.direction : null,
      sortingOrder: ['desc', 'asc'],
      resizable: true,
      suppressMovable: true,
      cellRenderer: Cell,
      ...(column.id === 'name' ? { pinned: 'left' as const } : {}),
    }))
}

/** The inventory's rows: any number of them, in blocks, sorted by the engine. */
export function InventoryGrid({ onTotal }: { readonly onTotal: (rows: number) => void }) {
  const { filter, sort, agent } = useRoute((router) => router.route)
  const shown = useInventory((state) => state.columns)
  const age = useAges((ages) => ageOf('agents.page', ages.counts))
  const api = useRef<GridApi<AgentRow> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [total, setTotal] = useState<number | null>(null)
  const cursor = useRef(-1)
  const marked = useDesk((desk) => desk.marked)

  const filterKey = JSON.stringify(filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the filter and the order
  const rows = useMemo(
    () =>
      agentRows(filter, sort, {
        total: (count) => {
          setTotal(count)
          onTotal(count)
        },
        failed: setFailure,
      }),
    [filterKey, sort.key, sort.direction, onTotal],
  )
  const inView = agent === null ? shown : besideDrawer
  const columns = useMemo(() => columnsFor(inView, sort), [inView, sort])

  // New facts: the shown blocks are fetched again in place, the reader's position stays.
  const firstAge = useRef(age)
  useEffect(() => {
    if (age === firstAge.current) return
    firstAge.current = age
    api.current?.refreshInfiniteCache()
  }, [age])

  // A decision on all marked rows ends the marking.
  useEffect(() => {
    if (marked.length === 0) api.current?.deselectAll()
  }, [marked])

  const move = (step: number) => {
    const grid = api.current
    if (grid === null || total === null || total === 0) return
    const at = grid.getFocusedCell()?.rowIndex ?? cursor.current
    const to = Math.min(total - 1, Math.max(0, at + step))
    cursor.current = to
    grid.ensureIndexVisible(to)
    grid.setFocusedCell(to, 'name')
    const { route } = useRoute.getState()
    const row = grid.getDisplayedRowAtIndex(to)?.data
    // With the drawer open, moving turns its pages.
    if (row !== undefined && route.agent !== null) useRoute.getState().adjust({ agent: row.id })
  }
  useScreenKeys({ j: () => move(1), k: () => move(-1) })

  const onSort = (event: SortChangedEvent<AgentRow>) => {
    const state = event.api.getColumnState().find((column) => column.sort === 'asc' || column.sort === 'desc')
    const column = inventoryColumns.find((known) => known.id === state?.colId)
    const key = agentSortKeys.find((known) => known === column?.sort)
    if (key === undefined || (key === sort.key && state?.sort === sort.direction)) return
    go({ sort: { key, direction: state?.sort === 'asc' ? 'asc' : 'desc' } })
  }

  return (
    <div className="grid" data-testid="inventory-grid">
      {failure !== null && (
        <p className="stale" role="alert">
          {failureWords(failure)}{' '}
          <button type="button" className="link" onClick={() => api.current?.refreshInfiniteCache()}>
            Try again
          </button>
        </p>
      )}
      {total === 0 && failure === null && (
        <div className="grid-none">
          {Object.keys(filter).length > 0 ? (
            <>
              <p>No agent matches.</p>
              <button type="button" className="link" onClick={() => go({ filter: {} })}>
                Show all
              </button>
            </>
          ) : (
            <NothingFound />
          )}
        </div>
      )}
      <AgGridReact<AgentRow>
        theme={look}
        {...(nonce === '' ? {} : { styleNonce: nonce })}
        rowModelType="infinite"
        cacheBlockSize={blockSize}
        maxBlocksInCache={20}
        maxConcurrentDatasourceRequests={2}
        infiniteInitialRowCount={30}
        blockLoadDebounceMillis={40}
        datasource={rows}
        columnDefs={columns}
        maintainColumnOrder={false}
        getRowId={(row) => row.data.id}
        rowSelection={{ mode: 'multiRow', checkboxes: true, headerCheckbox: false, enableClickSelection: false }}
        selectionColumnDef={{ width: 38, pinned: 'left', headerName: 'Mark', headerClass: 'grid-mark', suppressHeaderMenuButton: true }}
        suppressNoRowsOverlay
        // One stop for the whole grid: arrows and J/K move in it, Tab leaves it.
        tabToNextCell={() => false}
        suppressMultiSort
        animateRows={false}
        onGridReady={(event) => {
          api.current = event.api
        }}
        onFirstDataRendered={(event) => {
          const { top } = useInventory.getState()
          if (top > 0) event.api.ensureIndexVisible(top, 'top')
        }}
        onBodyScrollEnd={(event) => useInventory.getState().scrolledTo(event.api.getFirstDisplayedRowIndex())}
        onSortChanged={onSort}
        onRowClicked={(event) => {
          cursor.current = event.rowIndex ?? -1
          if (event.data !== undefined) openAgent(event.data.id)
        }}
        onCellFocused={(event) => {
          const row = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data
          useDesk.getState().focus(row?.id ?? null)
        }}
        onCellKeyDown={(event) => {
          const press = event.event
          if (press instanceof KeyboardEvent && press.key === 'Enter' && event.data !== undefined) openAgent(event.data.id)
        }}
        onSelectionChanged={(event) => useDesk.getState().mark(event.api.getSelectedNodes().flatMap((node) => node.data?.id ?? []))}
      />
    </div>
  )
}
