import type { Observation, ObservationKind, Person } from '../../../shared/domain/observation.ts'
import { about } from './about.ts'
import { numberIfKnown } from './connections.ts'
import type { Db } from './open.ts'
import { mailText, nativeText } from './place.ts'
import { readSeen, type SeenRow, seenColumns } from './seen.ts'
import type { ObservationStore, Seen } from './store.ts'

type OfKind<K extends ObservationKind> = Extract<Observation, { readonly kind: K }>

/** Records fetched at a time: enough to be quick, few enough to stay small, and writing is allowed in between. */
const chunk = 500

const newest =
  'SELECT h.key, o.body FROM head h JOIN observation o ON o.id = h.observation WHERE h.connection = ? AND h.kind = ? AND h.key > ?'
const ofConnection = `${newest} AND h.gone_scan IS NULL ORDER BY h.key LIMIT ${chunk}`
const ofScan = `${newest} AND h.seen_scan = (SELECT nr FROM scan WHERE id = ?) ORDER BY h.key LIMIT ${chunk}`

/** Native records in our words: their newest form, their place in time, and what was touched. */
export function openObservations(db: Db): ObservationStore {
  function* stream<K extends ObservationKind>(sql: string, connectionId: string, kind: K, ...more: readonly string[]): Iterable<OfKind<K>> {
    const connection = numberIfKnown(db, connectionId)
    let after = ''
    while (connection !== null) {
      const rows = db.all<{ key: string; body: string }>(sql, connection, kind, after, ...more)
      for (const row of rows) yield JSON.parse(row.body) as OfKind<K>
      if (rows.length < chunk) return
      after = rows.at(-1)?.key ?? after
    }
  }

  function seen(connectionId: string, kind: ObservationKind, key: string): Seen | null {
    const sql = `SELECT ${seenColumns} FROM connection k JOIN head h ON h.connection = k.nr JOIN observation o ON o.id = h.observation
      WHERE k.id = ? AND h.kind = ? AND h.key = ?`
    const row = db.one<SeenRow>(sql, connectionId, kind, key)
    return row === undefined ? null : readSeen(row)
  }

  return {
    current: (connectionId, kind) => stream(ofConnection, connectionId, kind),
    inScan: (scanId, connectionId, kind) => stream(ofScan, connectionId, kind, scanId),
    subject: (connectionId, key) => seen(connectionId, 'subject', key),
    person: (connectionId, key) => seen(connectionId, 'person', key),
    peopleByMail: (mail) => {
      const sql = `SELECT ${seenColumns} FROM head h INDEXED BY head_of_mail JOIN connection k ON k.nr = h.connection JOIN observation o ON o.id = h.observation
        WHERE h.kind = 'person' AND h.native = ? AND k.removed = 0 ORDER BY k.nr, h.key LIMIT 50`
      return db.all<SeenRow>(sql, mailText(mail)).map((row) => readSeen(row) as Seen<Person>)
    },
    about: (connectionId, subjectKey) => about(db, connectionId, subjectKey),
    touchedSubjects: (connectionId, limit) => {
      const sql = 'SELECT subject_key AS key FROM touched WHERE connection = (SELECT nr FROM connection WHERE id = ?) LIMIT ?'
      return db.all<{ key: string }>(sql, connectionId, limit).map((row) => row.key)
    },
    clearTouched: (connectionId, keys) => {
      const sql = 'DELETE FROM touched WHERE connection = ? AND subject_key = ?'
      db.transaction(() => {
        const connection = numberIfKnown(db, connectionId)
        for (const key of keys) db.run(sql, connection, key)
      })
    },
    grantSummary: (connectionId, subjectKey) => {
      const sql = `SELECT count(*) AS grants, count(DISTINCT person_key) AS people FROM head INDEXED BY head_of_subject
        WHERE connection = (SELECT nr FROM connection WHERE id = ?) AND subject_key = ? AND kind = 'grant' AND gone_scan IS NULL`
      return db.one<{ grants: number; people: number }>(sql, connectionId, subjectKey) ?? { grants: 0, people: 0 }
    },
    byNativeId: (kind, value) => {
      const sql = `SELECT k.id AS connectionId, n.subject_key AS subjectKey FROM native_id n JOIN connection k ON k.nr = n.connection
        WHERE n.native = ? AND n.joins = 1 AND k.removed = 0 ORDER BY k.nr, n.subject_key LIMIT 1000`
      return db.all<{ connectionId: string; subjectKey: string }>(sql, nativeText({ kind, value }))
    },
    named: (kinds) => {
      const from = `FROM native_id n JOIN connection k ON k.nr = n.connection
        WHERE n.joins = 1 AND k.removed = 0 AND n.native ->> '$[0]' IN (SELECT value FROM json_each(?))`
      const asked = JSON.stringify(kinds)
      return {
        count: db.one<{ n: number }>(`SELECT count(DISTINCT n.native ->> '$[1]') AS n ${from}`, asked)?.n ?? 0,
        connectionIds: db.all<{ id: string }>(`SELECT DISTINCT k.id ${from} ORDER BY k.nr`, asked).map(({ id }) => id),
      }
    },
    identityCount: () => {
      const sql = `SELECT coalesce(sum((SELECT count(*) FROM head h INDEXED BY head_identity WHERE h.connection = k.nr AND h.role = 'identity' AND h.gone_scan IS NULL)), 0) AS n
        FROM connection k WHERE k.removed = 0`
      return db.one<{ n: number }>(sql)?.n ?? 0
    },
    // Rows are never deleted, so the newest id is their count.
    count: () => db.one<{ n: number }>('SELECT coalesce(max(id), 0) AS n FROM observation')?.n ?? 0,
  }
}
