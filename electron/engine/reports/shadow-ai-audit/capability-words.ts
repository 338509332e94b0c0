import type { Capability } from '../../../../shared/domain/capability.ts'
import { actions, resourceClasses } from '../../../../shared/domain/vocabulary.ts'
import { actionWords, reachWords, resourceWords } from '../vocabulary-words.ts'

/** `read mail across the whole tenant (Mail.Read)` */
export function capabilityWords(capability: Capability): string {
  const what = `${actionWords[capability.action]} ${resourceWords[capability.resource]}`
  const reach = capability.reach === 'unknown' ? '' : ` ${reachWords[capability.reach]}`
  return `${what}${reach} (${capability.via})`
}

/** The row's short form `action resource` in words; a form not known stays as it is. */
export function shortCapabilityWords(can: string): string {
  const [first, ...rest] = can.split(' ')
  const action = actions.find((word) => word === first)
  const resource = resourceClasses.find((word) => word === rest.join(' '))
  return action === undefined || resource === undefined ? can : `${actionWords[action]} ${resourceWords[resource]}`
}
