import type { Power } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'

const written = new Set(['mail', 'web', 'browser', 'social'])

/** The facts about data flow that follow from what tools can do. */
export function traitsOfPowers(powers: readonly Power[]): readonly Trait[] {
  const traits: Trait[] = []
  if (powers.some((power) => power.action === 'receive' || (power.action === 'read' && written.has(power.resource))))
    traits.push('untrusted-input')
  if (powers.some((power) => power.action === 'read' && (power.sensitivity === 'confidential' || power.sensitivity === 'restricted')))
    traits.push('private-data')
  if (
    powers.some(
      (power) => power.action === 'send' || (power.action === 'execute' && (power.resource === 'browser' || power.resource === 'shell')),
    )
  )
    traits.push('outbound-channel')
  return traits
}
