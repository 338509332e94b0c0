import { create } from 'zustand'
import { persist } from 'zustand/middleware'
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

/** The reader's choice of columns outlives the window; where they had scrolled to does not. */
export const useInventory = create<InventoryState>()(
  persist(
    (set) => ({
      columns: standardColumns,
      facetsShown: true,
      top: 0,
      showColumns: (columns) => set({ columns }),
      toggleFacets: () => set((now) => ({ facetsShown: !now.facetsShown })),
      scrolledTo: (top) => set({ top }),
    }),
    { name: 'rollcall-inventory', partialize: ({ columns, facetsShown }) => ({ columns, facetsShown }) },
  ),
)
