import type { DataSource, Power } from '../../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../../shared/domain/vocabulary.ts'

const isPrivate = ({ sensitivity }: Pick<Power, 'sensitivity'>): boolean => sensitivity === 'confidential' || sensitivity === 'restricted'

/** Facts that follow from what an agent or flow reaches. */
export function reachTraits(reach: {
  readonly powers: readonly Power[]
  readonly knowledge: readonly DataSource[]
  /** Whether something it takes in may be written by strangers. */
  readonly inbound: boolean
}): readonly Trait[] {
  const { powers, knowledge, inbound } = reach
  const reads =
    powers.some((power) => power.action === 'read' && isPrivate(power)) || knowledge.some(({ sensitivity }) => sensitivity !== 'public')
  const sends = powers.some(
    ({ action, resource }) => action === 'send' || (resource === 'web' && action !== 'read' && action !== 'receive'),
  )
  return [
    ...(reads ? (['private-data'] as const) : []),
    ...(inbound ? (['untrusted-input'] as const) : []),
    ...(sends ? (['outbound-channel'] as const) : []),
  ]
}
