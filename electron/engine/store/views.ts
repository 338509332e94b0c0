import type { SavedView } from '../../../shared/contract/agents.ts'
import type { Db } from './open.ts'
import type { ViewStore } from './store.ts'

/** Saved filters, sorts and columns, in order of their names. */
export function openViews(db: Db): ViewStore {
  return {
    list: () => db.all<{ body: string }>('SELECT body FROM view ORDER BY name, id').map((row) => JSON.parse(row.body) as SavedView),
    put: (view) => {
      const sql =
        'INSERT INTO view (id, name, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body'
      db.run(sql, view.id, view.name, JSON.stringify(view))
    },
    remove: (id) => {
      db.run('DELETE FROM view WHERE id = ?', id)
    },
  }
}
