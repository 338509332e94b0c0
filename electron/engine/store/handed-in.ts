import type { HandedIn } from '../../../shared/domain/audit.ts'
import type { Db } from './open.ts'
import type { HandedInAgent, HandedInStore } from './store.ts'

const chunk = 1_000

/** What other units handed in, and by which marks their agents are recognised. */
export function openHandedIn(db: Db): HandedInStore {
  function* agents(): ReturnType<HandedInStore['agents']> {
    const sql = `SELECT manifest, agent_id AS id, body FROM handed_in_agent WHERE (manifest, agent_id) > (?, ?) ORDER BY manifest, agent_id LIMIT ${chunk}`
    for (let after = ['', '']; ; ) {
      const rows = db.all<{ manifest: string; id: string; body: string }>(sql, ...after)
      for (const row of rows) yield { ...(JSON.parse(row.body) as HandedInAgent), manifest: row.manifest }
      const last = rows.at(-1)
      if (last === undefined || rows.length < chunk) return
      after = [last.manifest, last.id]
    }
  }
  return {
    list: () =>
      db.all<{ body: string }>('SELECT body FROM handed_in ORDER BY at DESC, manifest').map((row) => JSON.parse(row.body) as HandedIn),
    put: (bundle, from) =>
      db.transaction(() => {
        db.run('INSERT INTO handed_in (manifest, at, body) VALUES (?, ?, ?)', bundle.manifest, bundle.at, JSON.stringify(bundle))
        for (const agent of from) {
          const sql = 'INSERT INTO handed_in_agent (manifest, agent_id, body) VALUES (?, ?, ?)'
          db.run(sql, bundle.manifest, agent.id, JSON.stringify(agent))
        }
      }),
    agents,
  }
}
