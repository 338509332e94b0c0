import type { Observation } from '../../../shared/domain/observation.ts'
import type { Seen } from './store.ts'

export const seenColumns =
  'k.id AS connectionId, o.body, o.call AS callId, h.first_at AS firstSeen, h.seen_at AS lastSeen, h.gone_scan AS goneScan'

export interface SeenRow {
  readonly connectionId: string
  readonly body: string
  readonly callId: string | null
  readonly firstSeen: string
  readonly lastSeen: string
  readonly goneScan: number | null
}

export function readSeen({ body, goneScan, ...row }: SeenRow): Seen {
  return { ...row, observation: JSON.parse(body) as Observation, gone: goneScan !== null }
}
