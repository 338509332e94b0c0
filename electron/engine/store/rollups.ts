import { shadowStatuses } from '../../../shared/domain/vocabulary.ts'
import { dimensions } from './cells.ts'
import { latestCoverage } from './coverage.ts'
import type { Db } from './open.ts'
import type { AgentStore } from './store.ts'

type Rollup = ReturnType<AgentStore['rollups']>[number]

const shown = 'c.hidden = 0 AND c.gone = 0 AND c.n > 0'
const shadow = `c.status IN (${shadowStatuses.map((status) => `'${status}'`).join(', ')})`

/** Overview's own groupings beside the filterable ones: everything; and the business unit, or the connection's label where none is known. */
const groupings: readonly (readonly [dimension: string, value: string])[] = [
  ['all', "''"],
  ['unit', "coalesce(nullif(c.business_unit, ''), k.label, c.connection_id)"],
  ...dimensions.filter((name) => name !== 'gone' && name !== 'hidden').map((name) => [name, `c.${name}`] as const),
]

type Counts = Pick<AgentStore, 'rollups' | 'overTime' | 'markScan' | 'overdue' | 'layerCounts' | 'changedSince'>

/** Figures over the agents that are shown and not gone, from the cells; they never read the agents themselves. */
export function openRollups(db: Db): Counts {
  const group = ([dimension, value]: readonly [string, string]) =>
    db
      .all<{ value: string; band: Rollup['band']; shadow: number; count: number }>(
        `SELECT ${value} AS value, c.band, ${shadow} AS shadow, sum(c.n) AS count
         FROM cell c LEFT JOIN connection k ON k.id = c.connection_id WHERE ${shown} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      )
      .map((row): Rollup => ({ ...row, dimension, shadow: row.shadow === 1 }))

  return {
    rollups: () => groupings.flatMap(group),
    overTime: () => db.all('SELECT at, scan_id AS scanId, shadow, governed FROM scan_mark ORDER BY nr'),
    markScan: (scanId, at) => {
      const sql = `INSERT INTO scan_mark (scan_id, at, shadow, governed)
        SELECT ?, ?, coalesce(sum(iif(${shadow}, c.n, 0)), 0), coalesce(sum(iif(${shadow}, 0, c.n)), 0) FROM cell c WHERE ${shown}
        ON CONFLICT (scan_id) DO UPDATE SET at = excluded.at, shadow = excluded.shadow, governed = excluded.governed`
      db.run(sql, scanId, at)
      settlePartial(db)
    },
    overdue: (at) => {
      const sql = `SELECT count(*) AS n FROM agent a INDEXED BY agent_until JOIN cell c ON c.id = a.cell
        WHERE a.status_until < ? AND ${shown} AND c.status IN ('approved', 'under-policy', 'exception')`
      return db.one<{ n: number }>(sql, at)?.n ?? 0
    },
    layerCounts: () => {
      const sql = `SELECT coalesce(sum(c.tools_known), 0) AS toolsKnown, coalesce(sum(c.activity_known), 0) AS activityKnown,
          coalesce(sum(iif(c.kind = 'workflow', c.n, 0)), 0) AS workflows, coalesce(sum(c.handles_errors), 0) AS errorHandling
        FROM cell c WHERE ${shown}`
      type Layers = ReturnType<Counts['layerCounts']>
      return db.one<Layers>(sql) ?? { toolsKnown: 0, activityKnown: 0, workflows: 0, errorHandling: 0 }
    },
    changedSince: (scanId) => {
      const since = scanId === null ? -1 : (db.one<{ nr: number }>('SELECT nr FROM scan WHERE id = ?', scanId)?.nr ?? -1)
      const count = (condition: string) =>
        db.one<{ n: number }>(`SELECT count(*) AS n FROM agent a JOIN cell c ON c.id = a.cell WHERE c.hidden = 0 AND ${condition}`, {
          since,
        })?.n ?? 0
      return {
        appeared: count('a.appeared_in > @since AND c.gone = 0'),
        gone: count('a.gone_in > @since AND a.appeared_in <= @since AND c.gone = 1'),
        changed: count('a.changed_in > @since AND a.appeared_in <= @since AND c.gone = 0'),
      }
    },
  }
}

/** While a scan runs, its open steps make agents look partly seen; when it has ended, only what it really did not see counts. */
function settlePartial(db: Db): void {
  const incomplete = new Set(latestCoverage(db).flatMap((step) => (step.incomplete ? [step.connectionId] : [])))
  const sql = `UPDATE agent SET partial = 1 - partial WHERE partial <> EXISTS (
    SELECT 1 FROM member m WHERE m.agent_id = agent.id AND m.connection_id IN (SELECT value FROM json_each(?)))`
  db.run(sql, JSON.stringify([...incomplete]))
  db.changed()
}
