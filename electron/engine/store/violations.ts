import type { Violation } from '../../../shared/domain/agent.ts'
import type { PolicyViolations } from '../../../shared/domain/policy.ts'
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

/** How many violations of each policy there are, and by how many shown agents. */
export function violationCounts(db: Db): readonly { readonly policyId: string; readonly violations: number; readonly agents: number }[] {
  const counted = (from: string) =>
    db.all<{ policyId: string; violations: number; agents: number }>(
      `SELECT policyId, sum(n) AS violations, count(*) AS agents
       FROM (SELECT v.policy_id AS policyId, v.agent, count(*) AS n FROM ${from} GROUP BY v.policy_id, v.agent) GROUP BY policyId`,
    )
  // All of them in the order of their index, less those of the few that are hidden or gone: no agent has to be looked up.
  const all = counted('violation v INDEXED BY violation_by_policy')
  const out = new Map(
    counted(
      `cell c CROSS JOIN agent a INDEXED BY agent_by_cell ON a.cell = c.id CROSS JOIN violation v ON v.agent = a.nr
       WHERE c.hidden <> 0 OR c.gone <> 0`,
    ).map((one) => [one.policyId, one]),
  )
  return all.flatMap(({ policyId, violations, agents }) => {
    const less = out.get(policyId)
    return less?.agents === agents
      ? []
      : [{ policyId, violations: violations - (less?.violations ?? 0), agents: agents - (less?.agents ?? 0) }]
  })
}

/** Violations of one policy by shown agents, agent by agent, a page at a time; `after` is the last page's `next`. */
export function violationsUnder(db: Db, policyId: string, after: string | null, limit: number): PolicyViolations {
  const [agent, position] = placeOf(after)
  const rows = db.all<{ agent: number; position: number; name: string; body: string }>(
    `SELECT v.agent, v.position, v.body, json_extract(b.body, '$.name') AS name
     FROM violation v JOIN agent a ON a.nr = v.agent JOIN agent_body b ON b.agent = a.nr JOIN cell c ON c.id = a.cell
     WHERE v.policy_id = ? AND (v.agent, v.position) > (?, ?) AND c.hidden = 0 AND c.gone = 0
     ORDER BY v.agent, v.position LIMIT ?`,
    policyId,
    agent,
    position,
    limit,
  )
  const last = rows.at(-1)
  return {
    items: rows.map(({ name, body }) => ({ agentName: name, violation: JSON.parse(body) as Violation })),
    next: last === undefined || rows.length < limit ? null : `${last.agent}.${last.position}`,
  }
}

function placeOf(after: string | null): readonly [number, number] {
  const [agent = -1, position = -1] = (after ?? '').split('.').filter(Boolean).map(Number)
  return [Number.isInteger(agent) ? agent : -1, Number.isInteger(position) ? position : -1]
}
