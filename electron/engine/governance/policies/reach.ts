import { setImmediate } from 'node:timers/promises'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Policy, PolicyReach, PolicyStanding } from '../../../../shared/domain/policy.ts'
import type { Selector } from '../../../../shared/domain/selector.ts'
import { inTurns } from '../../in-turns.ts'
import type { Store } from '../../store/store.ts'
import { policiesOf } from './policies-of.ts'
import { selectedGroups } from './selected-groups.ts'

/** After this many agents other work has its turn. */
const chunk = 200
const mostListed = 200

/** Whom a policy with this selector applies to; `policyId` null: nobody was brought under it by a decision yet. Changes nothing. */
export async function reachOf(store: Store, selector: Selector | null, policyId: string | null): Promise<PolicyReach> {
  const byHand = policyId === null ? new Map<number, number>() : handsOf(store).get(policyId)
  const counts = { agents: 0, byHand: sum(byHand), selected: 0 }
  const groups: number[] = []
  let both = 0
  const [isIn] = await selectedGroups(store, [selector])
  for (const { id, agents } of store.selections.groups()) {
    counts.agents += agents
    if (isIn?.(id) !== true) continue
    counts.selected += agents
    both += byHand?.get(id) ?? 0
    groups.push(id)
  }
  const first = store.selections.first(groups, policyId, mostListed).map(({ agentId, name, byHand: decided, selected }) => ({
    agentId,
    name,
    by: [...(decided ? (['decision'] as const) : []), ...(selected ? (['selector'] as const) : [])],
  }))
  return { ...counts, reached: counts.byHand + counts.selected - both, first }
}

/** Every agent that a policy applies to, with bounded memory and with other work in between. */
export async function* agentsUnder(store: Store, { id, selector }: Pick<Policy, 'id' | 'selector'>): AsyncIterable<Agent> {
  const [isIn] = await selectedGroups(store, [selector])
  const groups = store.selections.groups().flatMap((group) => (isIn?.(group.id) === true ? [group.id] : []))
  yield* inTurns(store.selections.agents(groups, id), chunk)
}

/** How every policy in force stands: whom it binds and how, and what is against it. */
export async function standingsOf(store: Store): Promise<{ readonly agents: number; readonly policies: readonly PolicyStanding[] }> {
  const policies = policiesOf(store)
  const selected = await selectedGroups(
    store,
    policies.map(({ selector }) => selector),
  )
  const groups = store.selections.groups()
  const hands = handsOf(store)
  await setImmediate()
  const violations = new Map(store.agents.violationCounts().map((one) => [one.policyId, one]))
  const bySelector = new Map<string, number>()
  for (const [at, { id: policyId }] of policies.entries()) {
    const byHand = hands.get(policyId)
    const counted = groups.reduce((all, { id, agents }) => all + (selected[at]?.(id) === true ? agents - (byHand?.get(id) ?? 0) : 0), 0)
    bySelector.set(policyId, counted)
  }
  return {
    agents: groups.reduce((all, { agents }) => all + agents, 0),
    policies: policies.map(({ id }) => ({
      policyId: id,
      byHand: sum(hands.get(id)),
      bySelector: bySelector.get(id) ?? 0,
      violations: violations.get(id)?.violations ?? 0,
      violators: violations.get(id)?.agents ?? 0,
    })),
  }
}

/** Agents that decisions brought under each policy, by the group that they are in. */
function handsOf(store: Store): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const hands = new Map<string, Map<number, number>>()
  for (const { policyId, selection, agents } of store.selections.bound()) {
    const known = hands.get(policyId)
    if (known === undefined) hands.set(policyId, new Map([[selection, agents]]))
    else known.set(selection, agents)
  }
  return hands
}

const sum = (groups: ReadonlyMap<number, number> | undefined): number => [...(groups?.values() ?? [])].reduce((all, one) => all + one, 0)
