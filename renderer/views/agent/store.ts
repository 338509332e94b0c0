import { create } from 'zustand'

export type AgentTab = 'why' | 'can' | 'facts' | 'who' | 'decisions' | 'evidence'

export const useAgentTab = create<{ readonly tab: AgentTab; choose(tab: AgentTab): void }>((set) => ({
  tab: 'why',
  choose: (tab) => set({ tab }),
}))
