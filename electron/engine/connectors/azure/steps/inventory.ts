import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Batch, Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { endOfList } from '../ends.ts'
import { presenceOf } from '../presence.ts'

/** Where there is anything to read. Without it every subscription is asked for everything: slower, and nothing is hidden. */
export const inventory: Step = {
  id: 'inventory',
  title: 'Inventory of the tenant',
  yields: 'in which subscriptions there is anything to read',
  after: [],
  calls: ['resources'],
  hides: 'nothing: every subscription is asked instead, which takes longer',
  owns: [],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    const found = await presenceOf(context)
    if (!found.ok) return endOf(found, false)
    const { call, keptAside } = found.value
    yield { observations: [], call, cursor: null, keptAside }
    return endOfList({ keptAside, cut: null })
  },
}
