import { create } from 'zustand'
import type { ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { beginDraft, type Draft, type WizardStep, wizardSteps } from './draft.ts'

/**
 * What is being connected. It lives outside the screen, so that looking something up elsewhere loses nothing; it is never written
 * anywhere, and closing the wizard forgets it together with every secret in it.
 */
interface Wizard {
  readonly step: WizardStep | null
  readonly search: string
  readonly current: string | null
  readonly drafts: Readonly<Record<string, Draft>>
  open(): void
  close(): void
  look(search: string): void
  choose(connector: ConnectorInfo): void
  goTo(step: WizardStep): void
  edit(connectorId: string, change: Partial<Draft>): void
}

const atRest = { step: null, search: '', current: null, drafts: {} } as const

/** The later of two steps. */
const later = (one: WizardStep, other: WizardStep): WizardStep => (wizardSteps.indexOf(one) > wizardSteps.indexOf(other) ? one : other)

export const useWizard = create<Wizard>((set) => ({
  ...atRest,
  open: () => set({ ...atRest, step: 'choose' }),
  close: () => set(atRest),
  look: (search) => set({ search }),
  choose: (connector) =>
    set(({ drafts }) => ({
      step: 'reads',
      current: connector.id,
      drafts: { ...drafts, [connector.id]: drafts[connector.id] ?? beginDraft(connector) },
    })),
  goTo: (step) =>
    set(({ drafts, current }) => {
      const draft = current === null ? undefined : drafts[current]
      return draft === undefined
        ? { step }
        : { step, drafts: { ...drafts, [draft.connectorId]: { ...draft, reached: later(draft.reached, step) } } }
    }),
  edit: (connectorId, change) =>
    set(({ drafts }) => {
      const draft = drafts[connectorId]
      return draft === undefined ? {} : { drafts: { ...drafts, [connectorId]: { ...draft, ...change } } }
    }),
}))
