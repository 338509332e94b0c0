import { setImmediate } from 'node:timers/promises'
import type { PolicyReach, PolicyStanding } from '../../../../shared/domain/policy.ts'
import type { Selector } from '../../../../shared/domain/selector.ts'
import { appliesTo } from '../../policy/selector.ts'
import type { Store } from '../../store/store.ts'
import { subjectsOf } from './change-policy.ts'
import { policiesOf } from './policies-of.ts'

/** After this many agents other work has its turn. */
const chunk = 500
const mostListed = 200

/** Whom a policy with this selector applies to; `policyId` null: nobody was brought under it by a decision yet. Changes nothing. */
export async function reachOf(store: Store, selector: Selector | null, policyId: string | null): Promise<PolicyReach> {
  const counts = { agents: 0, byHand: 0, selected: 0, reached: 0 }
  const first: PolicyReach['first'][number][] = []
  for await (const subject of inTurns(subjectsOf(store))) {
    counts.agents += 1
    const byHand = policyId !== null && subject.policyIds.includes(policyId)
    const selected = appliesTo({ id: '', selector }, subject)
    if (byHand) counts.byHand += 1
    if (selected) counts.selected += 1
    if (!byHand && !selected) continue
    counts.reached += 1
    if (first.length < mostListed)
      first.push({
        agentId: subject.id,
        name: subject.name,
        by: [...(byHand ? (['decision'] as const) : []), ...(selected ? (['selector'] as const) : [])],
      })
  }
  return { ...counts, first }
}

/** How every policy in force stands: whom it binds and how, and what is against it. */
export async function standingsOf(store: Store): Promise<{ readonly agents: number; readonly policies: readonly PolicyStanding[] }> {
  const policies = policiesOf(store)
  const violations = new Map(store.agents.violationCounts().map((one) => [one.policyId, one]))
  const bound = new Map(policies.map(({ id }) => [id, { byHand: 0, bySelector: 0 }]))
  let agents = 0
  for await (const subject of inTurns(subjectsOf(store))) {
    agents += 1
    for (const policy of policies) {
      const count = bound.get(policy.id)
      if (count === undefined || !appliesTo(policy, subject)) continue
      if (subject.policyIds.includes(policy.id)) count.byHand += 1
      else count.bySelector += 1
    }
  }
  return {
    agents,
    policies: policies.map(({ id }) => ({
      policyId: id,
      byHand: bound.get(id)?.byHand ?? 0,
      bySelector: bound.get(id)?.bySelector ?? 0,
      violations: violations.get(id)?.violations ?? 0,
      violators: violations.get(id)?.agents ?? 0,
    })),
  }
}

/** The same, with other work in between. */
async function* inTurns<T>(items: Iterable<T>): AsyncIterable<T> {
  let passed = 0
  for (const item of items) {
    yield item
    passed += 1
    if (passed % chunk === 0) await setImmediate()
  }
}
