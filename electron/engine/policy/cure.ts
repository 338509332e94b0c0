import { type Reach, reaches, type Sensitivity } from '../../../shared/domain/vocabulary.ts'
import type { Request } from './principal.ts'

/** Actions whose permission usually has a reading sister. */
const canBecomeReading: ReadonlySet<string> = new Set(['write', 'delete', 'administer'])

const reachWords: Readonly<Partial<Record<Reach, string>>> = { group: 'a group', user: 'its user', self: 'itself' }

/**
 * The least change that the policy would permit, found by asking the policy: first a narrower reach, then reading only, then
 * less sensitive data, then reading only with a narrower reach; else it is to be removed.
 * @param via the permissions or tools in words, as the provider names them
 */
export function cureFor(request: Request, via: string, permitted: (changed: Request) => boolean): string {
  const narrower = reaches.filter((reach) => reach in reachWords && reaches.indexOf(reach) < reaches.indexOf(request.reach)).reverse()
  for (const reach of narrower) {
    if (permitted({ ...request, reach })) return `Limit ${via} to ${reachWords[reach]}.`
  }
  const reading: Request | null = canBecomeReading.has(request.action) ? { ...request, action: 'read' } : null
  if (reading !== null && permitted(reading)) return `Replace ${via} by a permission that only reads.`
  for (const sensitivity of ['confidential', 'internal'] satisfies readonly Sensitivity[]) {
    if (request.sensitivity !== sensitivity && permitted({ ...request, sensitivity })) {
      return `Take ${request.sensitivity === 'unknown' ? 'data of unknown sensitivity' : `${request.sensitivity} data`} out of the reach of ${via}.`
    }
  }
  for (const reach of narrower) {
    if (reading !== null && permitted({ ...reading, reach }))
      return `Replace ${via} by a permission that only reads, limited to ${reachWords[reach]}.`
  }
  return `Remove ${via}.`
}
