import type { Call } from '../../../shared/domain/call.ts'
import type { Db } from './open.ts'
import type { CallStore } from './store.ts'

const columns = `c.id, c.scan_id AS scanId, c.connection_id AS connectionId, c.step_id AS stepId, c.transport, c.method, c.template, c.subject,
  c.status, c.page, c.bytes, c.sha256, c.request_id AS requestId, c.started_at AS startedAt, c.duration_ms AS durationMs, c.attempts, c.outcome`

const insert = `INSERT INTO call (id, scan_id, connection_id, step_id, transport, method, template, subject, status, page, bytes, sha256,
  request_id, started_at, duration_ms, attempts, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`

const countForStep = `UPDATE step SET calls = calls + 1 WHERE id = ?
  AND scan = (SELECT nr FROM scan WHERE id = ?) AND connection = (SELECT nr FROM connection WHERE id = ?)`

/**
 * The calls behind one agent: those that brought what is known of its subjects, their grants, owners and activities. CROSS
 * keeps the order of the joins: without statistics SQLite would rather begin at every activity of the connection.
 */
const behindAgent = `SELECT ${columns} FROM call c WHERE c.id IN (
    SELECT o.call FROM member m
      JOIN connection k ON k.id = m.connection_id
      JOIN head h INDEXED BY head_of_subject ON h.connection = k.nr AND h.subject_key = m.subject_key
      JOIN observation o ON o.id = h.observation
    WHERE m.agent_id = @agent
    UNION SELECT o.call FROM member m
      JOIN connection k ON k.id = m.connection_id
      CROSS JOIN native_id n ON n.connection = k.nr AND n.subject_key = m.subject_key
      CROSS JOIN head h INDEXED BY head_of_native ON h.connection = k.nr AND h.native = n.native
      JOIN observation o ON o.id = h.observation
    WHERE m.agent_id = @agent
  ) ORDER BY c.nr DESC LIMIT @limit`

/** Every request made, as evidence. A call that was kept already is not kept twice. */
export function openCalls(db: Db): CallStore {
  function append(calls: readonly Call[]): void {
    db.relaxed(() => {
      for (const call of calls) {
        const { changes } = db.run(insert, ...values(call))
        if (changes === 1 && call.scanId !== null && call.stepId !== null) db.run(countForStep, call.stepId, call.scanId, call.connectionId)
      }
    })
  }
  return {
    append,
    get: (id) => db.one<Call>(`SELECT ${columns} FROM call c WHERE c.id = ?`, id) ?? null,
    all: () => allCalls(db),
    ofAgent: (agentId, limit) => db.all<Call>(behindAgent, { agent: agentId, limit }),
    // Rows are never deleted, so the newest number is their count.
    count: () => db.one<{ n: number }>('SELECT coalesce(max(nr), 0) AS n FROM call')?.n ?? 0,
  }
}

function values(one: Call) {
  return [
    one.id,
    one.scanId,
    one.connectionId,
    one.stepId,
    one.transport,
    one.method,
    one.template,
    one.subject,
    one.status,
    one.page,
    one.bytes,
    one.sha256,
    one.requestId,
    one.startedAt,
    one.durationMs,
    one.attempts,
    one.outcome,
  ]
}

const chunk = 1_000

function* allCalls(db: Db): Iterable<Call> {
  for (let after = 0; ; ) {
    const rows = db.all<Call & { nr: number }>(`SELECT c.nr, ${columns} FROM call c WHERE c.nr > ? ORDER BY c.nr LIMIT ${chunk}`, after)
    for (const { nr: _nr, ...call } of rows) yield call
    if (rows.length < chunk) return
    after = rows.at(-1)?.nr ?? after
  }
}
