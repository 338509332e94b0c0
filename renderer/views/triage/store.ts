import { create } from 'zustand'

/** The agent under the cursor; it stays while the reader walks about. */
export const useTriage = create<{ readonly current: string | null; move(id: string | null): void }>((set) => ({
  current: null,
  move: (current) => set({ current }),
}))
