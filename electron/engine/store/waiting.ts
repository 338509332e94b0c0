import { type Band, bands } from '../../../shared/domain/vocabulary.ts'
import { rowsByNumber } from './agent-row.ts'
import type { Db } from './open.ts'
import type { AgentStore } from './store.ts'

const cutoff = `CASE c.band ${bands.map((band) => `WHEN '${band}' THEN @${band}`).join(' ')} END`
const from = `FROM cell c CROSS JOIN agent a INDEXED BY agent_waiting ON a.cell = c.id AND a.waiting_since IS NOT NULL AND a.waiting_since < ${cutoff}
  WHERE c.hidden = 0 AND c.gone = 0 AND c.n > 0`

/** Which agents (shown, not gone) wait for a decision since before a moment of their band's. */
export function openWaiting(db: Db): Pick<AgentStore, 'waiting' | 'waitingRows'> {
  return {
    waiting: (before) => {
      const rows = db.all<{ band: Band; n: number }>(`SELECT c.band, count(*) AS n ${from} GROUP BY c.band`, { ...before })
      return Object.fromEntries(bands.map((band) => [band, rows.find((row) => row.band === band)?.n ?? 0])) as Record<Band, number>
    },
    waitingRows: (before, limit) =>
      rowsByNumber(
        db,
        db.all<{ nr: number }>(`SELECT a.nr ${from} ORDER BY a.risk DESC, a.nr LIMIT @limit`, { ...before, limit }).map(({ nr }) => nr),
      ),
  }
}
