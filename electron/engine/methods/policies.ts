import { setImmediate } from 'node:timers/promises'
import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { PolicyExport } from '../../../shared/domain/enforcement.ts'
import type { PolicyContent } from '../../../shared/domain/policy.ts'
import { contentOf } from '../../../shared/domain/policy-draft.ts'
import { enforcementPoints } from '../connectors/enforcement-points.ts'
import { candidatesFor } from '../governance/policies/candidates.ts'
import { changeOf, policyOf, publishPolicy } from '../governance/policies/change-policy.ts'
import { versionsOf, withdrawalsOf } from '../governance/policies/policies-of.ts'
import { agentsUnder, reachOf, standingsOf } from '../governance/policies/reach.ts'
import { reassessAll } from '../governance/policies/reassess.ts'
import { simulatePolicy } from '../governance/policies/simulate-policy.ts'
import { notInForce, withdrawPolicy } from '../governance/policies/withdraw-policy.ts'
import { checkPolicy } from '../policy/check.ts'
import { enforceable } from '../policy/enforceable.ts'
import type { EngineContext } from './engine-context.ts'
import { saveFile } from './save-file.ts'

export function policyMethods(context: EngineContext): EngineHandlers['policies'] {
  const { store, ports, emit, trials, newId } = context
  let counting: ReturnType<typeof standingsOf> | null = null
  return {
    standing: async () => {
      // Everybody who asks while agents are being counted is told the same.
      counting ??= standingsOf(store).finally(() => {
        counting = null
      })
      return ok({ ...(await counting), withdrawn: withdrawalsOf(store) })
    },
    check: ({ cedar }) => ok(checkPolicy(cedar)),
    candidates: ({ policyId, selector, ...page }) => ok(candidatesFor(store, policyId, selector, page)),
    reach: async ({ selector, policyId }) => ok(await reachOf(store, selector, policyId)),
    violations: ({ policyId, after, limit }) => ok(store.agents.violationsUnder(policyId, after, limit)),
    versions: ({ policyId }) => {
      const versions = versionsOf(store, policyId)
      return versions.length === 0 ? notInForce(policyId) : ok(versions)
    },
    compare: ({ content, against }) => changeOf(store, content, against),
    drafts: () => ok(store.policyDrafts.list()),
    keepDraft: ({ draft }) => {
      const kept = { draft, at: ports.clock().toISOString(), by: ports.actor }
      store.policyDrafts.put(kept)
      emit('drafts-changed', draft.id)
      return ok(kept)
    },
    dropDraft: ({ policyId }) => {
      store.policyDrafts.remove(policyId)
      emit('drafts-changed', policyId)
      return ok(null)
    },
    simulate: ({ content, everyone, audits, trialId }) =>
      trials.run(trialId ?? newId(), (signal, tell) =>
        simulatePolicy(store, content, { everyone, audits, clock: ports.clock, signal, tell }),
      ),
    trial: ({ trialId }) => ok(trials.progress(trialId)),
    cancelTrial: ({ trialId }) => ok(trials.cancel(trialId)),
    export: ({ policyId, point }) => exported(policyId, point),
    saveExport: async ({ policyId, point, path }) => {
      const written = await exported(policyId, point)
      return written.ok ? saveFile(path, written.value[0]?.text ?? '', 'export') : written
    },
    publish: async ({ content, reason }) => {
      const published = await publishPolicy(context, content, reason)
      if (!published.ok) return published
      forgetDraft(content)
      emit('decisions-changed')
      const judged = await reassessAll(store, ports.clock)
      emit('inventory-changed')
      return ok({ policy: published.value, judged })
    },
    withdraw: async ({ policyId, reason }) => {
      const withdrawn = withdrawPolicy(context, policyId, reason)
      if (!withdrawn.ok) return withdrawn
      emit('decisions-changed')
      const judged = await reassessAll(store, ports.clock)
      emit('inventory-changed')
      return ok({ ...withdrawn.value, judged })
    },
  }

  /** What was published is no draft any more; what was written on since stays. */
  function forgetDraft(content: PolicyContent): void {
    const kept = store.policyDrafts.get(content.id)
    if (kept === null || JSON.stringify(contentOf(kept.draft)) !== JSON.stringify(content)) return
    store.policyDrafts.remove(content.id)
    emit('drafts-changed', content.id)
  }

  async function exported(policyId: string, point: string | null): Promise<Result<readonly PolicyExport[]>> {
    const policy = policyOf(store, policyId)
    if (policy === null) return notInForce(policyId)
    const points = enforcementPoints.filter(({ id }) => point === null || id === point)
    if (points.length === 0)
      return fail('invalid-input', 'There is no such enforcement point.', {
        subject: point ?? '',
        next: `Choose one of: ${enforcementPoints.map(({ id }) => id).join(', ')}.`,
      })
    const told = await enforceable(policy, agentsUnder(store, policy))
    const written: PolicyExport[] = []
    for (const { id, title, fileName, howTo, write } of points) {
      written.push({ point: id, title, fileName, howTo, ...write(told) })
      // One piece may be large: whoever waits has their turn before the next.
      await setImmediate()
    }
    return ok(written)
  }
}
