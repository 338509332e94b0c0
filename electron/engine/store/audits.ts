import type { Audit, AuditSchedule } from '../../../shared/domain/audit.ts'
import type { Db } from './open.ts'
import type { AuditStore } from './store.ts'

/** Audits and when they are due. */
export function openAudits(db: Db): AuditStore {
  const one = (row: { body: string } | undefined) => (row === undefined ? null : (JSON.parse(row.body) as Audit))
  return {
    list: () =>
      db.all<{ body: string }>('SELECT body FROM audit ORDER BY opened_at DESC, id DESC').map((row) => JSON.parse(row.body) as Audit),
    get: (id) => one(db.one('SELECT body FROM audit WHERE id = ?', id)),
    byName: (name) => one(db.one('SELECT body FROM audit WHERE name = ?', name)),
    put: (audit) => {
      const sql = `INSERT INTO audit (id, name, state, opened_at, body) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body`
      db.run(sql, audit.id, audit.name, audit.state, audit.openedAt, JSON.stringify(audit))
    },
    schedules: () =>
      db.all<{ body: string }>('SELECT body FROM audit_schedule ORDER BY name').map((row) => JSON.parse(row.body) as AuditSchedule),
    putSchedule: (schedule) => {
      const sql =
        'INSERT INTO audit_schedule (id, name, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body'
      db.run(sql, schedule.id, schedule.name, JSON.stringify(schedule))
    },
    subjects: (manifest) => db.one<{ body: Uint8Array }>('SELECT body FROM audit_subjects WHERE manifest = ?', manifest)?.body ?? null,
    keepSubjects: (manifest, bytes) => {
      db.run('INSERT OR REPLACE INTO audit_subjects (manifest, body) VALUES (?, ?)', manifest, bytes)
    },
    removeSchedule: (id) => {
      db.run('DELETE FROM audit_schedule WHERE id = ?', id)
    },
  }
}
