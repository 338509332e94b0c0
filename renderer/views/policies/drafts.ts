import { create } from 'zustand'
import type { Failure } from '../../../shared/base/failure.ts'
import type { PolicyContent } from '../../../shared/domain/policy.ts'
import type { KeptDraft, PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import { ask } from '../../app/bridge.ts'
import { isUntouched } from './draft-model.ts'

type ById<T> = Readonly<Record<string, T>>

interface Drafts {
  /** What is being written, by policy. */
  readonly drafts: ById<PolicyDraft>
  /** What the workspace keeps of it: when and by whom. */
  readonly kept: ById<Pick<KeptDraft, 'at' | 'by'>>
  /** Why something is not kept in the workspace. */
  readonly unkept: ById<Failure>
  /** What was thrown away since the window was opened: it can be brought back. */
  readonly discarded: ById<PolicyDraft>
  /** Whether the workspace said what it keeps; before that nothing is written. */
  readonly read: 'no' | 'yes' | Failure
  /** Reads what the workspace keeps; what is being written here stays. */
  load(): Promise<void>
  /** Takes what was typed, and keeps it in the workspace at once. What is in force, letter by letter, is no draft. */
  write(draft: PolicyDraft, inForce: PolicyContent | null): void
  /** Begins anew; what was being written before can be brought back. */
  begin(draft: PolicyDraft): void
  discard(id: string): void
  bringBack(id: string): void
  /** Forgets what was published. */
  published(id: string): void
  keepAgain(id: string): void
}

/** Policies whose draft is on its way to the workspace. */
const underway = new Set<string>()

/** What is being written. It is kept in the workspace while it is typed, so that no end of this window loses it. */
export const useDrafts = create<Drafts>((set, get) => ({
  drafts: {},
  kept: {},
  unkept: {},
  discarded: {},
  read: 'no',
  load: async () => {
    const answer = await ask('policies.drafts', {})
    if (!answer.ok) return set(({ read }) => ({ read: read === 'yes' ? read : answer.failure }))
    const fresh = answer.value.filter(({ draft: { id } }) => get().drafts[id] === undefined && !underway.has(id))
    set(({ drafts, kept }) => ({
      read: 'yes',
      drafts: { ...drafts, ...Object.fromEntries(fresh.map(({ draft }) => [draft.id, draft])) },
      kept: { ...kept, ...Object.fromEntries(fresh.map(({ draft: { id }, at, by }) => [id, { at, by }])) },
    }))
  },
  write: (draft, inForce) => {
    set(({ drafts, discarded }) => ({
      drafts: isUntouched(draft, inForce) ? without(drafts, draft.id) : { ...drafts, [draft.id]: draft },
      discarded: without(discarded, draft.id),
    }))
    void send(draft.id)
  },
  begin: (draft) => {
    const before = get().drafts[draft.id]
    set(({ drafts, discarded }) => ({
      drafts: { ...drafts, [draft.id]: draft },
      discarded: before === undefined ? discarded : { ...discarded, [draft.id]: before },
    }))
    void send(draft.id)
  },
  discard: (id) => {
    const draft = get().drafts[id]
    set(({ drafts, discarded }) => ({
      drafts: without(drafts, id),
      discarded: draft === undefined ? discarded : { ...discarded, [id]: draft },
    }))
    void send(id)
  },
  bringBack: (id) => {
    const { drafts, discarded } = get()
    const draft = discarded[id]
    if (draft === undefined) return
    const instead = drafts[id]
    set({ drafts: { ...drafts, [id]: draft }, discarded: instead === undefined ? without(discarded, id) : { ...discarded, [id]: instead } })
    void send(id)
  },
  published: (id) => {
    set(({ drafts, discarded }) => ({ drafts: without(drafts, id), discarded: without(discarded, id) }))
    void send(id)
  },
  keepAgain: (id) => void send(id),
}))

/** Sends what there is now; what is typed meanwhile follows as soon as that was kept. */
async function send(id: string): Promise<void> {
  if (underway.has(id)) return
  underway.add(id)
  try {
    for (;;) {
      const draft = useDrafts.getState().drafts[id]
      const told = draft === undefined ? await ask('policies.dropDraft', { policyId: id }) : await ask('policies.keepDraft', { draft })
      useDrafts.setState(({ kept, unkept }) => ({
        unkept: told.ok ? without(unkept, id) : { ...unkept, [id]: told.failure },
        kept: !told.ok ? kept : told.value === null ? without(kept, id) : { ...kept, [id]: { at: told.value.at, by: told.value.by } },
      }))
      if (!told.ok || useDrafts.getState().drafts[id] === draft) return
    }
  } finally {
    underway.delete(id)
  }
}

const without = <T>(all: ById<T>, id: string): ById<T> => Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
