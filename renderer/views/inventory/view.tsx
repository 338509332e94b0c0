import { ActionIcon, Button, Checkbox, Popover, TextInput, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconColumns, IconSearch, IconX } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { go, useRoute } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Screen } from '../../components/screen.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { inventoryColumns, standardColumns } from './columns.ts'
import { Facets } from './facets.tsx'
import { InventoryGrid } from './grid.tsx'
import { tidyFilter } from './model.ts'
import { useInventory } from './store.ts'
import { ViewTabs } from './view-tabs.tsx'
import './inventory.css'

export function InventoryView() {
  const { filter, agent } = useRoute((router) => router.route)
  const overview = useAsk('workspace.overview', {})
  const [total, setTotal] = useState<number | null>(null)
  const { facetsShown, toggleFacets } = useInventory()
  const onTotal = useCallback((rows: number) => setTotal(rows), [])
  const filtered = Object.keys(filter).length > 0
  const of = overview.value?.agents ?? null
  return (
    <Screen
      title="Inventory"
      wide
      says={
        <span data-testid="inventory-total">
          {total === null
            ? 'Counting'
            : filtered && of !== null
              ? `${many(total, 'agent')} of ${of.toLocaleString()}`
              : many(total, 'agent')}
        </span>
      }
      actions={<Search />}
    >
      <div className="inventory-bar">
        <Tooltip label={facetsShown ? 'Hide the filters' : 'Show the filters'}>
          <ActionIcon aria-label="Filters" aria-pressed={facetsShown} onClick={toggleFacets}>
            <IconAdjustmentsHorizontal size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <ViewTabs />
        {filtered && (
          <Button variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={() => go({ filter: {} })}>
            Clear filters
          </Button>
        )}
        <ColumnChoice />
      </div>
      <div className="inventory-body">
        {facetsShown && agent === null && <Facets />}
        <InventoryGrid onTotal={onTotal} />
      </div>
      <BulkBar />
    </Screen>
  )
}

/** Full-text search over what is known of each agent; it waits for a pause in the typing. */
function Search() {
  const filter = useRoute((router) => router.route.filter)
  const outside = filter.text ?? ''
  const [text, setText] = useState(outside)
  useEffect(() => setText(outside), [outside])
  useEffect(() => {
    if (text === outside) return
    const timer = setTimeout(() => {
      const now = useRoute.getState().route.filter
      useRoute.getState().adjust({ filter: tidyFilter({ ...now, text: text.trim() }) })
    }, 180)
    return () => clearTimeout(timer)
  }, [text, outside])
  return (
    <TextInput
      className="inventory-search"
      placeholder="Name, vendor, permission, tool, owner"
      aria-label="Search the inventory"
      data-testid="inventory-search"
      leftSection={<IconSearch size={14} stroke={1.75} />}
      rightSection={
        text === '' ? null : (
          <ActionIcon size="sm" aria-label="Clear the search" onClick={() => setText('')}>
            <IconX size={12} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}

function ColumnChoice() {
  const { columns, showColumns } = useInventory()
  return (
    <Popover position="bottom-end">
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<IconColumns size={14} />} ml="auto" flex="none" data-testid="column-choice">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="column-choice">
          {inventoryColumns.map((column) => (
            <Checkbox
              key={column.id}
              label={column.title}
              disabled={column.id === 'name'}
              checked={columns.includes(column.id)}
              onChange={() => showColumns(columns.includes(column.id) ? columns.filter((id) => id !== column.id) : [...columns, column.id])}
            />
          ))}
          <button type="button" className="link quiet" onClick={() => showColumns(standardColumns)}>
            As it was
          </button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
