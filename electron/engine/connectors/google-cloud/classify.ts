import type { Power } from '../../../../shared/domain/observation.ts'
import type { Classify } from '../connector.ts'
import { exceptions, type RolePower, services, verbs } from './roles.ts'

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)

/**
 * What a role allows: as the table says, else what its service keeps and what its last word allows there. Null for a role of one's own
 * making and for any the tables do not know.
 */
export const classify: Classify = (role) =>
  powersOf(role)?.map(([action, resource, sensitivity]): Power => ({ action, resource, sensitivity })) ?? null

function powersOf(role: string): readonly RolePower[] | null {
  const known = own(exceptions, role)
  if (known !== undefined) return known
  const [, service = '', verb = ''] = /^roles\/([a-z]+)\.([A-Za-z]+)$/.exec(role) ?? []
  const kept = own(services, service)
  const actions = own(verbs, verb)
  return kept === undefined || actions === undefined ? null : actions.map((action): RolePower => [action, ...kept])
}
