import type { AgentSortKey } from '../../../shared/contract/agents.ts'

/** The columns that can be shown. `sort` names what the engine can sort by; a column without it cannot be sorted. */
export interface InventoryColumn {
  readonly id: string
  readonly title: string
  readonly sort?: AgentSortKey
  readonly width: number
  readonly grow?: number
  readonly standard: boolean
}

export const inventoryColumns: readonly InventoryColumn[] = [
  { id: 'name', title: 'Agent', sort: 'name', width: 196, grow: 3, standard: true },
  { id: 'risk', title: 'Risk', sort: 'risk', width: 304, grow: 4, standard: true },
  { id: 'status', title: 'State', sort: 'status', width: 124, standard: true },
  { id: 'owner', title: 'Owner', sort: 'owner', width: 140, grow: 1, standard: true },
  { id: 'can', title: 'Can', width: 122, standard: true },
  { id: 'kind', title: 'Kind', sort: 'kind', width: 150, standard: true },
  { id: 'where', title: 'Where', sort: 'provider', width: 110, grow: 1, standard: true },
  { id: 'autonomy', title: 'Autonomy', sort: 'autonomy', width: 82, standard: true },
  { id: 'lastActive', title: 'Last active', sort: 'lastActive', width: 100, standard: true },
  { id: 'danger', title: 'Danger', sort: 'danger', width: 84, standard: false },
  { id: 'governance', title: 'Ungoverned', sort: 'governance', width: 104, standard: false },
  { id: 'businessUnit', title: 'Unit', width: 130, standard: false },
  { id: 'environment', title: 'Environment', width: 110, standard: false },
  { id: 'firstSeen', title: 'First seen', sort: 'firstSeen', width: 112, standard: false },
  { id: 'lastSeen', title: 'Last seen', width: 112, standard: false },
]

export const standardColumns: readonly string[] = inventoryColumns.filter((column) => column.standard).map((column) => column.id)

/** What stays in view beside an open agent: which one, how bad and why, where it stands. */
export const besideDrawer: readonly string[] = ['name', 'risk', 'status']
