import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { setInLedger, settingOf } from '../governance/set-by-ledger.ts'
import { rulesDocument } from '../governance/triage-rules/shipped.ts'
import type { EngineContext } from './engine-context.ts'

export function triageMethods(context: EngineContext): EngineHandlers['triage'] {
  return {
    rules: () => {
      const { value: rules, set } = settingOf(context.store, rulesDocument)
      return ok({ rules, set })
    },
    setRules: ({ rules, reason }) => {
      const changed = setInLedger(context, rulesDocument, rules, reason)
      if (!changed.ok) return changed
      context.emit('decisions-changed')
      return ok({ rules: changed.value.value, set: changed.value.set })
    },
  }
}
