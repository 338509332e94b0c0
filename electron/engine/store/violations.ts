import type { Violation } from '../../../shared/domain/agent.ts'
import type { Db } from './open.ts'

/** Replaces an agent's violations. */
export function keepViolations(db: Db, agent: number, violations: readonly Violation[], known: boolean): void {
  if (known) db.run('DELETE FROM violation WHERE agent = ?', agent)
  const sql = 'INSERT INTO violation (agent, position, policy_id, severity, body) VALUES (?, ?, ?, ?, ?)'
  for (const [position, one] of violations.entries()) db.run(sql, agent, position, one.policyId, one.severity, JSON.stringify(one))
}

const worstFirst = "CASE v.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END"

/** Violations of one agent in the order they were found, or of every shown agent, the most severe first. */
export function violationsOf(db: Db, agentId: string | null): readonly Violation[] {
  const rows =
    agentId === null
      ? db.all<{ body: string }>(
          `SELECT v.body FROM violation v JOIN agent a ON a.nr = v.agent JOIN cell c ON c.id = a.cell
           WHERE c.hidden = 0 AND c.gone = 0 ORDER BY ${worstFirst}, v.agent, v.position`,
        )
      : db.all<{ body: string }>(
          'SELECT v.body FROM violation v JOIN agent a ON a.nr = v.agent WHERE a.id = ? ORDER BY v.position',
          agentId,
        )
  return rows.map((row) => JSON.parse(row.body) as Violation)
}
