import type { Instant } from '../../../shared/base/time.ts'
import type { ObservationKind } from '../../../shared/domain/observation.ts'
import { keyRange } from './key-range.ts'
import type { Db } from './open.ts'

const unseen =
  'h.connection = @connection AND h.kind = @kind AND h.key >= @from AND h.key < @before AND h.gone_scan IS NULL AND h.seen_scan <> @scan'

const touchSubjects = `INSERT INTO touched (connection, subject_key)
  SELECT h.connection, h.subject_key FROM head h WHERE ${unseen} AND h.subject_key IS NOT NULL ON CONFLICT DO NOTHING`
const touchByNative = `INSERT INTO touched (connection, subject_key)
  SELECT n.connection, n.subject_key FROM head h CROSS JOIN native_id n ON n.connection = h.connection AND n.native = h.native
  WHERE ${unseen} ON CONFLICT DO NOTHING`
const touchOwned = `INSERT INTO touched (connection, subject_key)
  SELECT o.connection, o.subject_key FROM head h CROSS JOIN head o ON o.connection = h.connection AND o.person_key = h.key
  WHERE ${unseen} AND o.kind = 'ownership' ON CONFLICT DO NOTHING`
const mark = `UPDATE head AS h SET gone_at = @at, gone_scan = @scan WHERE ${unseen}`

/** Marks what a complete step owns and this scan did not see as gone, as sets, and touches the subjects it was about. */
export function markGone(
  db: Db,
  of: {
    readonly scan: number
    readonly connection: number
    readonly at: Instant
    readonly kind: ObservationKind
    readonly keyPrefix: string
  },
): void {
  const { from, before } = keyRange(of.keyPrefix)
  const range = { connection: of.connection, kind: of.kind, from, before, scan: of.scan }
  db.run(touchSubjects, range)
  if (of.kind === 'activity') db.run(touchByNative, range)
  if (of.kind === 'person') db.run(touchOwned, range)
  db.run(mark, { ...range, at: of.at })
}
