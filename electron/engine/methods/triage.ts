import { failed, ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { setInLedger, settingOf } from '../governance/set-by-ledger.ts'
import { problemWith } from '../governance/triage-rules/check-rules.ts'
import { rulesDocument } from '../governance/triage-rules/shipped.ts'
import { tryRules } from '../governance/triage-rules/try-rules.ts'
import type { EngineContext } from './engine-context.ts'

export function triageMethods(context: EngineContext): EngineHandlers['triage'] {
  return {
    rules: () => {
      const { value: rules, set } = settingOf(context.store, rulesDocument)
      return ok({ rules, set })
    },
    tryRules: ({ rules }) => {
      const problem = problemWith(rules)
      if (problem !== null) return failed(problem)
      return ok(tryRules(context.store, rules, context.ports.clock().toISOString()))
    },
    setRules: ({ rules, reason }) => {
      const problem = problemWith(rules)
      if (problem !== null) return failed(problem)
      const changed = setInLedger(context, rulesDocument, rules, reason)
      if (!changed.ok) return changed
      context.emit('decisions-changed')
      return ok({ rules: changed.value.value, set: changed.value.set })
    },
  }
}
