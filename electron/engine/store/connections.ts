import type { Connection } from '../../../shared/domain/connection.ts'
import { hideAgentsOf } from './members.ts'
import type { Db } from './open.ts'
import type { ConnectionStore } from './store.ts'
import { refuse } from './store-failure.ts'

interface Row {
  readonly id: string
  readonly provider: string
  readonly label: string
  readonly business_unit: string | null
  readonly environment: Connection['environment']
  readonly settings: string
  readonly secret_keys: string
  readonly demo: number
  readonly created_at: string
  readonly last_scan_id: string | null
  readonly last_scan_at: string | null
}

/** The small number that rows of a connection carry; refuses a connection that was never put. */
export function connectionNumber(db: Db, id: string): number {
  const found = numberIfKnown(db, id)
  if (found === null)
    return refuse('not-found', 'There is no such connection in this workspace.', { subject: id, next: 'Connect it first.' })
  return found
}

export function numberIfKnown(db: Db, id: string): number | null {
  return db.one<{ nr: number }>('SELECT nr FROM connection WHERE id = ?', id)?.nr ?? null
}

/** Configured sources in the order they were added. */
export function openConnections(db: Db): ConnectionStore {
  return {
    list: () => db.all<Row>('SELECT * FROM connection WHERE removed = 0 ORDER BY nr').map(read),
    get: (id) => {
      const row = db.one<Row>('SELECT * FROM connection WHERE id = ? AND removed = 0', id)
      return row === undefined ? null : read(row)
    },
    put: (connection) => {
      db.run(upsert, ...values(connection))
      db.changed()
    },
    remove: (id) => {
      db.transaction(() => {
        db.run('UPDATE connection SET removed = 1 WHERE id = ?', id)
        hideAgentsOf(db, id)
      })
    },
  }
}

// A caller that read the connection before a scan ended must not take the scan away again.
const upsert = `INSERT INTO connection
    (id, provider, label, business_unit, environment, settings, secret_keys, demo, created_at, last_scan_id, last_scan_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET provider = excluded.provider, label = excluded.label, business_unit = excluded.business_unit,
    environment = excluded.environment, settings = excluded.settings, secret_keys = excluded.secret_keys, demo = excluded.demo,
    last_scan_id = coalesce(excluded.last_scan_id, last_scan_id), last_scan_at = coalesce(excluded.last_scan_at, last_scan_at)`

function values(one: Connection) {
  return [
    one.id,
    one.provider,
    one.label,
    one.businessUnit,
    one.environment,
    JSON.stringify(one.settings),
    JSON.stringify(one.secretKeys),
    one.demo ? 1 : 0,
    one.createdAt,
    one.lastScanId,
    one.lastScanAt,
  ]
}

function read(row: Row): Connection {
  return {
    id: row.id,
    provider: row.provider,
    label: row.label,
    businessUnit: row.business_unit,
    environment: row.environment,
    settings: JSON.parse(row.settings) as Connection['settings'],
    secretKeys: JSON.parse(row.secret_keys) as readonly string[],
    demo: row.demo === 1,
    createdAt: row.created_at,
    lastScanId: row.last_scan_id,
    lastScanAt: row.last_scan_at,
  }
}
