import type { Instant } from '../../../../shared/base/time.ts'
import type { RulesTrial } from '../../../../shared/contract/triage.ts'
import type { TriageRule } from '../../../../shared/domain/triage-rule.ts'
import type { Store } from '../../store/store.ts'
import { queueOf } from '../queue.ts'
import { rulesThatHold } from './suggest.ts'

/** Agents looked at: the queue's first, as far as a person could work through it. */
const mostTried = 5_000
/** Agents listed of which something else would be suggested; all are counted. */
const mostListed = 50

/** What these rules would suggest for what waits now, beside what is suggested now. Changes nothing, and decides nothing. */
export function tryRules(store: Pick<Store, 'agents' | 'attestations' | 'ledger'>, rules: readonly TriageRule[], now: Instant): RulesTrial {
  const { items, total } = queueOf(store, { now, newSince: null, limit: mostTried })
  const counts = new Map(rules.map(({ id }) => [id, { speaks: 0, holds: 0 }]))
  const moved: RulesTrial['moved'][number][] = []
  let [silent, spokenOf, changed] = [0, 0, 0]
  for (const { row, suggestion } of items) {
    // What an owner said outweighs every rule.
    if (suggestion !== null && suggestion.ruleId === null) {
      spokenOf += 1
      continue
    }
    const holding = rulesThatHold(rules, { row, agent: store.agents.get(row.id)?.agent ?? null, now })
    for (const [place, { id }] of holding.entries()) {
      const count = counts.get(id)
      if (count === undefined) continue
      count.holds += 1
      if (place === 0) count.speaks += 1
    }
    const [first] = holding
    if (first === undefined) silent += 1
    const before = suggestion?.action ?? null
    if ((first?.suggest ?? null) === before && (first?.id ?? null) === (suggestion?.ruleId ?? null)) continue
    changed += 1
    if (moved.length < mostListed)
      moved.push({ id: row.id, name: row.name, band: row.band, before, after: first?.suggest ?? null, ruleId: first?.id ?? null })
  }
  return {
    waiting: total,
    tried: items.length,
    byOwners: spokenOf,
    silent,
    rules: rules.map(({ id }) => ({ id, ...(counts.get(id) ?? { speaks: 0, holds: 0 }) })),
    moved,
    movedCount: changed,
  }
}
