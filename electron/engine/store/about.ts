import type { Db } from './open.ts'
import { readSeen, type SeenRow, seenColumns } from './seen.ts'
import type { Seen } from './store.ts'

/**
 * Above this, grants that say the same to different people are represented by one: an application that 50,000 people
 * consented to has a handful of different grants. `grantSummary` counts them all.
 */
const mostGrants = 500

// The index is named: without statistics SQLite would rather read every record of the connection.
const from = (index: string) => `FROM head h ${index} JOIN connection k ON k.nr = h.connection JOIN observation o ON o.id = h.observation`
const bySubject = 'INDEXED BY head_of_subject'

/**
 * The subject itself, even when gone, and its present grants, ownerships and activities. Of a gone subject, those that went
 * with it or after it are kept, so that what it was stays known.
 */
export function about(db: Db, connectionId: string, subjectKey: string): readonly Seen[] {
  const find = `SELECT k.nr, h.gone_scan AS goneScan FROM connection k JOIN head h ON h.connection = k.nr AND h.kind = 'subject' AND h.key = ?
    WHERE k.id = ?`
  const subject = db.one<{ nr: number; goneScan: number | null }>(find, subjectKey, connectionId)
  if (subject === undefined) return []
  const place = { connection: subject.nr, key: subjectKey, gone: subject.goneScan }
  const many = (db.one<{ n: number }>(countGrants, place)?.n ?? 0) > mostGrants
  const rows = [
    ...db.all<SeenRow>(
      `SELECT ${seenColumns} ${from('')} WHERE h.connection = ? AND h.kind = 'subject' AND h.key = ?`,
      subject.nr,
      subjectKey,
    ),
    ...db.all<SeenRow>(many ? grantsByShape : ofKind("'grant'"), place),
    ...db.all<SeenRow>(ofKind("'ownership', 'activity'"), place),
    ...db.all<SeenRow>(byNative, place),
  ]
  return rows.map(readSeen)
}

const present = '(h.gone_scan IS NULL OR h.gone_scan >= @gone)'
const ofSubject = `h.connection = @connection AND h.subject_key = @key AND ${present}`
const ofKind = (kinds: string) =>
  `SELECT ${seenColumns} ${from(bySubject)} WHERE ${ofSubject} AND h.kind IN (${kinds}) ORDER BY h.kind, h.key LIMIT 5000`
const countGrants = `SELECT count(*) AS n FROM head h ${bySubject} WHERE ${ofSubject} AND h.kind = 'grant'`
const grantsByShape = `SELECT ${seenColumns} ${from('')} WHERE h.connection = @connection AND h.kind = 'grant' AND h.key IN (
    SELECT min(h.key) FROM head h ${bySubject} WHERE ${ofSubject} AND h.kind = 'grant' GROUP BY h.shape LIMIT ${mostGrants}
  ) ORDER BY h.key`
const byNative = `SELECT ${seenColumns} ${from('INDEXED BY head_of_native')} WHERE h.connection = @connection AND h.subject_key IS NULL AND ${present} AND h.native IN (
    SELECT n.native FROM native_id n WHERE n.connection = @connection AND n.subject_key = @key
  ) ORDER BY h.key LIMIT 100`
