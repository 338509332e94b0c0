import type { Attestation, AttestationRequest } from '../../../shared/domain/attestation.ts'
import type { Db } from './open.ts'
import type { AttestationStore } from './store.ts'

type Row = { readonly body: string }
const request = ({ body }: Row) => JSON.parse(body) as AttestationRequest
const attestation = ({ body }: Row) => JSON.parse(body) as Attestation

/** What owners were asked and what they said: found by agent. The ledger holds the same, signed. */
export function openAttestations(db: Db): AttestationStore {
  return {
    putRequest: (one) => {
      db.run('INSERT INTO attestation_request (id, created_at, body) VALUES (?, ?, ?)', one.id, one.createdAt, JSON.stringify(one))
      for (const { agentId } of one.agents) db.run('INSERT INTO attestation_asked (agent_id, request_id) VALUES (?, ?)', agentId, one.id)
    },
    request: (id) => {
      const row = db.one<Row>('SELECT body FROM attestation_request WHERE id = ?', id)
      return row === undefined ? null : request(row)
    },
    requests: (agentId) =>
      agentId === null
        ? db.all<Row>('SELECT body FROM attestation_request ORDER BY created_at DESC, id DESC').map(request)
        : db
            .all<Row>(
              `SELECT r.body FROM attestation_asked a JOIN attestation_request r ON r.id = a.request_id
               WHERE a.agent_id = ? ORDER BY r.created_at DESC, r.id DESC`,
              agentId,
            )
            .map(request),
    put: (one) => {
      const sql = 'INSERT INTO attestation (agent_id, seq, request_id, needed, body) VALUES (?, ?, ?, ?, ?)'
      db.run(sql, one.agentId, one.seq, one.requestId, one.needed, JSON.stringify(one))
    },
    latest: (agentId) => {
      const row = db.one<Row>('SELECT body FROM attestation WHERE agent_id = ? ORDER BY seq DESC LIMIT 1', agentId)
      return row === undefined ? null : attestation(row)
    },
    ofRequest: (requestId) =>
      db.all<Row>('SELECT body FROM attestation WHERE request_id = ? ORDER BY seq, agent_id', requestId).map(attestation),
    disowned: () =>
      db
        .all<Row>(
          `SELECT a.body FROM attestation a WHERE a.needed <> 'yes'
             AND a.seq = (SELECT max(l.seq) FROM attestation l WHERE l.agent_id = a.agent_id)
             AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.agent_id = a.agent_id AND d.seq > a.seq
               AND (a.needed = 'not-mine' OR d.action <> 'assign-owner')
               AND d.action NOT IN ('lapse', 'reappear', 'retire'))
           ORDER BY a.seq`,
        )
        .map(attestation),
  }
}
