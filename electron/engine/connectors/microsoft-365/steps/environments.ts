import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Batch, Step, StepContext } from '../../connector.ts'
import { complete, skipped } from '../../connector.ts'
import { endAfter } from '../ends.ts'
import { dataPolicies, environments as environmentList } from '../power/environments.ts'

export const environments: Step = {
  id: 'environments',
  title: 'Environments',
  yields: 'the environments of the power platform, and where their tables are',
  after: [],
  calls: ['environments'],
  hides: 'environments in which anybody may build agents and flows',
  owns: [],
  run: (context) => counted(context, environmentList),
}

export const policies: Step = {
  id: 'data-policies',
  title: 'Data policies',
  yields: 'data policies, and the environments they hold in',
  after: [],
  calls: ['data-policies', 'environments'],
  hides: 'which agents and flows no data policy holds',
  owns: [],
  async *run(context) {
    if (!context.settings.export) {
      // Who may not administer gets an empty list of policies, not a refusal: environments tell the two apart.
      const visible = await environmentList(context)
      if (!visible.ok) return endAfter(visible.failure, 0)
    }
    return yield* counted(context, dataPolicies)
  },
}

async function* counted(context: StepContext, look: typeof environmentList | typeof dataPolicies): AsyncGenerator<Batch, StepEnd> {
  if (context.settings.export) return skipped('not-configured', 'recorded pages hold none of the power platform’s own lists')
  const found = await look(context)
  if (!found.ok) return endAfter(found.failure, 0)
  const { items, keptAside, call } = found.value
  yield { observations: [], call, cursor: null, keptAside, expected: items.length }
  return complete
}
