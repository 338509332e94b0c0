import { create } from 'zustand'
import type { Failure } from '../../../shared/base/failure.ts'
import type { PolicyChange, PolicyContent, Simulation } from '../../../shared/domain/policy.ts'
import { ask } from '../../app/bridge.ts'

/** A draft that is being tried, or was: it goes on while another screen is looked at. */
export interface Trial {
  readonly id: string
  /** What exactly was tried: the draft, on whom, against which version. */
  readonly of: string
  readonly state: 'running' | 'stopping' | 'ended'
  readonly failure: Failure | null
  readonly simulation: Simulation | null
  /** Null also after a trial that was cancelled: nothing is claimed then. */
  readonly change: PolicyChange | null
}

interface Trials {
  /** The last one of each policy. */
  readonly trials: Readonly<Record<string, Trial>>
  begin(content: PolicyContent, everyone: boolean, of: string): Promise<void>
  cancel(policyId: string): void
  forget(policyId: string): void
}

let begun = 0

export const useTrials = create<Trials>((set, get) => {
  const keep = (policyId: string, id: string, changes: Partial<Trial>) =>
    set(({ trials }) => {
      const now = trials[policyId]
      return now?.id === id ? { trials: { ...trials, [policyId]: { ...now, ...changes } } } : {}
    })
  return {
    trials: {},
    begin: async (content, everyone, of) => {
      begun += 1
      const id = `window-${begun}`
      const fresh: Trial = { id, of, state: 'running', failure: null, simulation: null, change: null }
      set(({ trials }) => ({ trials: { ...trials, [content.id]: fresh } }))
      const tried = await ask('policies.simulate', { content, everyone, trialId: id })
      if (!tried.ok) return keep(content.id, id, { state: 'ended', failure: tried.failure })
      if (tried.value.stopped !== null) return keep(content.id, id, { state: 'ended', simulation: tried.value })
      const change = await ask('policies.compare', { content })
      if (!change.ok) return keep(content.id, id, { state: 'ended', failure: change.failure })
      keep(content.id, id, { state: 'ended', simulation: tried.value, change: change.value })
    },
    cancel: (policyId) => {
      const now = get().trials[policyId]
      if (now?.state !== 'running') return
      keep(policyId, now.id, { state: 'stopping' })
      void ask('policies.cancelTrial', { trialId: now.id })
    },
    forget: (policyId) => set(({ trials }) => ({ trials: Object.fromEntries(Object.entries(trials).filter(([id]) => id !== policyId)) })),
  }
})
