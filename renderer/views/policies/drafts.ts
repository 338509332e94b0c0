import { create } from 'zustand'
import type { Draft } from './draft-model.ts'

interface Drafts {
  /** By policy. They live as long as the window: what counts is published. */
  readonly drafts: Readonly<Record<string, Draft>>
  keep(draft: Draft): void
  drop(id: string): void
}

/** What is being written, so that going elsewhere and coming back loses nothing. */
export const useDrafts = create<Drafts>((set) => ({
  drafts: {},
  keep: (draft) => set(({ drafts }) => ({ drafts: { ...drafts, [draft.id]: draft } })),
  drop: (id) => set(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== id)) })),
}))
