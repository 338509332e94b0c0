import { create } from 'zustand'
import type { DecisionKind } from './decision-kinds.ts'

export interface OpenDecision {
  readonly action: DecisionKind['action']
  readonly agentIds: readonly string[]
  readonly reason: string
}

interface Desk {
  /** Marked in the grid, for one decision on all of them. */
  readonly marked: readonly string[]
  /** Under the cursor in a list. */
  readonly focused: string | null
  /** The decision being written; shown inline where the reader is. */
  readonly open: OpenDecision | null
  /** The agents of the last decision taken in this window that can be taken back. */
  readonly lastDecided: readonly string[]
  mark(ids: readonly string[]): void
  focus(id: string | null): void
  start(action: DecisionKind['action'], agentIds: readonly string[], reason?: string): void
  leave(): void
  decided(agentIds: readonly string[], action: DecisionKind['action']): void
}

/** Taking back means: into review again. What is a review, or leaves the state as it is, has no way back but another decision. */
export const canTakeBack = (action: DecisionKind['action']): boolean =>
  action !== 'review' && action !== 'assign-owner' && action !== 'revoke'

/** What is in hand: the one place that knows which agents the next key acts on. */
export const useDesk = create<Desk>((set) => ({
  marked: [],
  focused: null,
  open: null,
  lastDecided: [],
  mark: (marked) => set({ marked }),
  focus: (focused) => set({ focused }),
  start: (action, agentIds, reason = '') => set({ open: { action, agentIds, reason } }),
  leave: () => set({ open: null }),
  decided: (agentIds, action) => set({ open: null, lastDecided: canTakeBack(action) ? agentIds : [], marked: [] }),
}))

/** Marked ones first, then the open one, then the one under the cursor. */
export function targetsOf(desk: Pick<Desk, 'marked' | 'focused'>, openAgentId: string | null): readonly string[] {
  if (openAgentId !== null) return [openAgentId]
  if (desk.marked.length > 0) return desk.marked
  return desk.focused === null ? [] : [desk.focused]
}
