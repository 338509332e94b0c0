import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { Finding, RiskScore } from '../../../shared/domain/risk.ts'
import type { Db } from './open.ts'
import { digest } from './place.ts'
import type { AgentStore, AgentWrite } from './store.ts'

/** Keeps what the factors said, with their versions, when it differs from before. Returns the id of the set that stands. */
export function keepFindings(
  db: Db,
  agent: number,
  { score, findings }: AgentWrite,
  { scanId, at }: Parameters<AgentStore['put']>[1],
  before: number | null,
): number {
  const words = { score: canonicalJson(score), findings: canonicalJson(findings) }
  const hash = digest(words.score + words.findings)
  if (before !== null && db.one<{ hash: Buffer }>('SELECT hash FROM finding_set WHERE id = ?', before)?.hash.equals(hash)) return before
  const sql = 'INSERT INTO finding_set (agent, scan_id, at, hash, score, findings) VALUES (?, ?, ?, ?, ?, ?)'
  return db.run(sql, agent, scanId, at, hash, words.score, words.findings).id
}

/** One set as it was said. */
export function readFindings(db: Db, id: number): { readonly score: RiskScore; readonly findings: readonly Finding[] } | null {
  const row = db.one<{ score: string; findings: string }>('SELECT score, findings FROM finding_set WHERE id = ?', id)
  if (row === undefined) return null
  return { score: JSON.parse(row.score) as RiskScore, findings: JSON.parse(row.findings) as readonly Finding[] }
}
