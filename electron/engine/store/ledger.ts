import type { Decision, LedgerEntry } from '../../../shared/domain/decision.ts'
import type { Db } from './open.ts'
import type { LedgerStore } from './store.ts'
import { refuse } from './store-failure.ts'

const columns = 'seq, at, kind, body, previous_hash AS previousHash, hash, key_id AS keyId, signature'

/** The append-only chain of entries, and the decisions in it. The file itself refuses to change or drop an entry. */
export function openLedger(db: Db): LedgerStore {
  const head = () => db.one<LedgerEntry>(`SELECT ${columns} FROM ledger ORDER BY seq DESC LIMIT 1`) ?? null
  const read = (row: { readonly body: string }) => JSON.parse(row.body) as Decision

  function append(entry: LedgerEntry, decision: Decision | null): void {
    db.transaction(() => {
      const last = head()
      if (last === null ? entry.seq > 1 || entry.seq < 0 : entry.seq !== last.seq + 1 || entry.previousHash !== last.hash) {
        refuse('conflict', 'The entry does not continue the ledger: another one was recorded in between.', {
          subject: String(entry.seq),
          next: 'Look at the agent again and repeat the decision.',
          retry: { afterMs: 0 },
        })
      }
      const { seq, at, kind, body, previousHash, hash, keyId, signature } = entry
      const sql = 'INSERT INTO ledger (seq, at, kind, body, previous_hash, hash, key_id, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
      db.run(sql, seq, at, kind, body, previousHash, hash, keyId, signature)
      if (decision === null) return
      const keep = 'INSERT INTO decision (seq, agent_id, action, at, body) VALUES (?, ?, ?, ?, ?)'
      db.run(keep, seq, decision.agentId, decision.action, decision.at, JSON.stringify(decision))
    })
  }

  return {
    append,
    head,
    entries: (fromSeq, limit) => db.all<LedgerEntry>(`SELECT ${columns} FROM ledger WHERE seq >= ? ORDER BY seq LIMIT ?`, fromSeq, limit),
    count: () => db.one<{ n: number }>('SELECT count(*) AS n FROM ledger')?.n ?? 0,
    /** Newest first. */
    decisions: (limit) => db.all<{ body: string }>('SELECT body FROM decision ORDER BY seq DESC LIMIT ?', limit).map(read),
    /** Oldest first, as a status is derived from them. */
    decisionsOf: (agentId) => db.all<{ body: string }>('SELECT body FROM decision WHERE agent_id = ? ORDER BY seq', agentId).map(read),
    facts: (hash) => db.one<{ canonical: string }>('SELECT canonical FROM facts WHERE hash = ?', hash)?.canonical ?? null,
    keepFacts: (hash, canonical) => {
      db.run('INSERT OR IGNORE INTO facts (hash, canonical) VALUES (?, ?)', hash, canonical)
    },
  }
}
