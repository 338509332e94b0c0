import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { type Batch, type Step, skipped } from '../../connector.ts'
import { send } from '../graph.ts'
import { readList } from '../list-step.ts'
import { observePackage } from '../observe-package.ts'
import { packageSchema } from '../schema.ts'

export const packages: Step = {
  id: 'packages',
  title: 'Catalogue of agents',
  yields: 'agents and Copilot apps that staff can add',
  after: [],
  calls: ['packages'],
  hides: 'agents that staff can add to Copilot and Teams',
  owns: [{ kind: 'subject', keyPrefix: 'package:' }],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    if (!context.settings.export && context.cursor === null) {
      // A refusal for want of a licence reads like one for want of a permission; its message tells them apart.
      const first = await send(context, 'packages', { query: { $top: '1' }, accept: [403] })
      if (first.ok && first.value.status === 403 && /licen[cs]e/i.test(first.value.text))
        return skipped('not-licensed', 'the tenant has no licence for the catalogue of agents')
    }
    return yield* readList(context, {
      list: { call: 'packages', schema: packageSchema, query: {} },
      observe: (entry) => [observePackage(entry)],
    })
  },
}
