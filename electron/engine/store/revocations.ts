import type { Revocation, RevocationBatch } from '../../../shared/domain/revocation.ts'
import type { Db } from './open.ts'
import type { RevocationStore } from './store.ts'

/** Revocation plans and what became of them, newest first. */
export function openRevocations(db: Db): RevocationStore {
  const read = (row: { readonly body: string }) => JSON.parse(row.body) as Revocation
  return {
    put: (revocation) => {
      const sql = `INSERT INTO revocation (id, agent_id, created_at, state, body) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body`
      const { id, plan, state } = revocation
      db.run(sql, id, plan.agentId, plan.createdAt, state, JSON.stringify(revocation))
    },
    get: (id) => {
      const row = db.one<{ body: string }>('SELECT body FROM revocation WHERE id = ?', id)
      return row === undefined ? null : read(row)
    },
    putBatch: (batch) => {
      const sql = `INSERT INTO revocation_batch (id, created_at, state, body) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body`
      db.run(sql, batch.id, batch.createdAt, batch.state, JSON.stringify(batch))
    },
    batch: (id) => {
      const row = db.one<{ body: string }>('SELECT body FROM revocation_batch WHERE id = ?', id)
      return row === undefined ? null : (JSON.parse(row.body) as RevocationBatch)
    },
    batches: () =>
      db
        .all<{ body: string }>('SELECT body FROM revocation_batch ORDER BY created_at DESC, id DESC')
        .map((row) => JSON.parse(row.body) as RevocationBatch),
    list: (agentId) =>
      (agentId === null
        ? db.all<{ body: string }>('SELECT body FROM revocation ORDER BY created_at DESC, id DESC')
        : db.all<{ body: string }>('SELECT body FROM revocation WHERE agent_id = ? ORDER BY created_at DESC, id DESC', agentId)
      ).map(read),
  }
}
