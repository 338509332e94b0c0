import type { Decision, LedgerEntry } from '../../../shared/domain/decision.ts'
import type { Db } from './open.ts'
import type { FiledUnder, KeptCheckpoint, LedgerStore, StoredEntry } from './store.ts'
import { refuse } from './store-failure.ts'

const columns = 'seq, at, kind, body, previous_hash AS previousHash, hash, key_id AS keyId, signature'

/** Rows fetched at a time while all are read: few enough that they are let go of before the collector copies them. */
const chunk = 200

/** A decision is kept once, as it was signed; what an entry adds to it are its place and its key. */
const signed = 'SELECT l.seq, l.key_id AS keyId, l.body FROM decision d JOIN ledger l ON l.seq = d.seq'
type Signed = Pick<LedgerEntry, 'seq' | 'keyId' | 'body'>

/** The append-only chain of entries, and which of them are decisions. The file itself refuses to change or drop an entry. */
export function openLedger(db: Db): LedgerStore {
  const head = () => db.one<LedgerEntry>(`SELECT ${columns} FROM ledger ORDER BY seq DESC LIMIT 1`) ?? null
  const read = ({ body, seq, keyId }: Signed): Decision => ({ ...(JSON.parse(body) as Decision), seq, keyId })

  function append(entry: LedgerEntry, decision: FiledUnder | null): void {
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
      db.run('INSERT INTO decision (seq, agent_id, action, at) VALUES (?, ?, ?, ?)', seq, decision.agentId, decision.action, at)
    })
  }

  function* stored(after = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): ReturnType<LedgerStore['stored']> {
    const sql = `SELECT l.seq, l.at, l.kind, l.body, l.previous_hash AS previousHash, l.hash, l.key_id AS keyId, l.signature,
        d.agent_id AS agentId, d.action
      FROM ledger l LEFT JOIN decision d ON d.seq = l.seq AND d.at = l.at WHERE l.seq > ? ORDER BY l.seq LIMIT ?`
    let last = after
    for (let left = most; left > 0; left -= chunk) {
      const wanted = Math.min(chunk, left)
      const rows = db.all<StoredEntry>(sql, last, wanted)
      for (const row of rows) yield row
      if (rows.length < wanted) return
      last = rows.at(-1)?.seq ?? last
    }
  }

  function* allFacts(): ReturnType<LedgerStore['allFacts']> {
    const sql = `SELECT hash, canonical FROM facts WHERE hash > ? ORDER BY hash LIMIT ${chunk}`
    for (let after = ''; ; ) {
      const rows = db.all<{ hash: string; canonical: string }>(sql, after)
      yield* rows
      if (rows.length < chunk) return
      after = rows.at(-1)?.hash ?? after
    }
  }

  return {
    append,
    stored,
    allFacts,
    decisionCount: () => db.one<{ n: number }>('SELECT count(*) AS n FROM decision')?.n ?? 0,
    decisionsSince: (at) => db.one<{ n: number }>('SELECT count(*) AS n FROM decision WHERE at >= ?', at)?.n ?? 0,
    strayDecision: () =>
      db.one<{ seq: number }>('SELECT d.seq FROM decision d WHERE NOT EXISTS (SELECT 1 FROM ledger l WHERE l.seq = d.seq) LIMIT 1')?.seq ??
      null,
    decisionOnFacts: (hash) =>
      db.one<Signed>(`${signed} WHERE json_extract(l.body, '$.factsHash') = ? ORDER BY l.seq LIMIT 1`, hash)?.seq ?? null,
    checkpoints: () => db.all('SELECT size, at, note FROM checkpoint ORDER BY size'),
    lastCheckpoint: () => db.one<KeptCheckpoint>('SELECT size, at, note, frontier FROM checkpoint ORDER BY size DESC LIMIT 1') ?? null,
    keepCheckpoint: ({ size, at, note, frontier }) => {
      db.run('INSERT INTO checkpoint (size, at, note, frontier) VALUES (?, ?, ?, ?)', size, at, note, frontier)
    },
    head,
    entries: (fromSeq, limit) => db.all<LedgerEntry>(`SELECT ${columns} FROM ledger WHERE seq >= ? ORDER BY seq LIMIT ?`, fromSeq, limit),
    // The condition on the kind is what lets the index of notes be used.
    ofKinds: (kinds) =>
      kinds
        .flatMap((kind) => db.all<LedgerEntry>(`SELECT ${columns} FROM ledger WHERE kind = ? AND kind <> 'decision' ORDER BY seq`, kind))
        .sort((a, b) => a.seq - b.seq),
    lastOfKind: (kind) =>
      db.one<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM ledger WHERE kind = ? AND kind <> 'decision'", kind)?.seq ?? 0,
    count: () => db.one<{ n: number }>('SELECT count(*) AS n FROM ledger')?.n ?? 0,
    /** Newest first. */
    decisions: (limit) => db.all<Signed>(`${signed} ORDER BY d.seq DESC LIMIT ?`, limit).map(read),
    /** Oldest first, as a status is derived from them. */
    decisionsOf: (agentId) => db.all<Signed>(`${signed} WHERE d.agent_id = ? ORDER BY d.seq`, agentId).map(read),
    facts: (hash) => db.one<{ canonical: string }>('SELECT canonical FROM facts WHERE hash = ?', hash)?.canonical ?? null,
    keepFacts: (hash, canonical) => {
      db.run('INSERT OR IGNORE INTO facts (hash, canonical) VALUES (?, ?)', hash, canonical)
    },
  }
}
