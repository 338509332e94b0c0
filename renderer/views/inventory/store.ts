import { create } from 'zustand'
import { standardColumns } from './columns.ts'

interface InventoryState {
  readonly columns: readonly string[]
  readonly facetsShown: boolean
  /** The first row in view, so that coming back shows the same rows. */
  readonly top: number
  showColumns(columns: readonly string[]): void
  toggleFacets(): void
  scrolledTo(top: number): void
}

export const useInventory = create<InventoryState>((set) => ({
  columns: standardColumns,
  facetsShown: true,
  top: 0,
  showColumns: (columns) => set({ columns }),
  toggleFacets: () => set((now) => ({ facetsShown: !now.facetsShown })),
  scrolledTo: (top) => set({ top }),
}))
