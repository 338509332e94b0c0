import { ok, type Result } from '../../../../shared/base/result.ts'
import type { Revocation } from '../../../../shared/domain/revocation.ts'
import type { Store } from '../../store/store.ts'
import type { Revoking } from '../governing.ts'
import { keepPlan, workOut } from './plan.ts'

/** Plans that were looked at and that nobody went on with, by id: so many of the newest. */
const shownAtOnce = 32
const shown = new WeakMap<Store, Map<string, Revocation>>()

/**
 * Works a plan out to be looked at. Whoever only looks asks for nothing, so nothing is written; it is kept as soon as somebody goes
 * on with it (`keepShown`), exactly as it was shown, and forgotten when the engine ends.
 */
export async function showPlan(revoking: Revoking, agentId: string): Promise<Result<Revocation>> {
  const worked = await workOut(revoking, agentId)
  if (!worked.ok) return worked
  const plans = shown.get(revoking.store) ?? new Map<string, Revocation>()
  shown.set(revoking.store, plans)
  plans.set(worked.value.id, worked.value)
  for (const oldest of plans.keys()) if (plans.size > shownAtOnce) plans.delete(oldest)
  return ok(worked.value)
}

/** The plan of this id as it was shown; null if it was kept since, or never made. */
export const shownPlan = (store: Store, id: string): Revocation | null => shown.get(store)?.get(id) ?? null

/** Somebody goes on with a plan that was shown: it is written down. Does nothing about any other id. */
export function keepShown(revoking: Revoking, id: string): void {
  const found = shownPlan(revoking.store, id)
  if (found === null) return
  shown.get(revoking.store)?.delete(id)
  keepPlan(revoking, found)
}
