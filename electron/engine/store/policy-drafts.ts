import type { KeptDraft, PolicyDraft } from '../../../shared/domain/policy-draft.ts'
import type { Db } from './open.ts'
import type { PolicyDraftStore } from './store.ts'

interface Row {
  readonly at: string
  readonly author: string
  readonly body: string
}

/** What is being written of policies and was not published: one text for each policy. */
export function openPolicyDrafts(db: Db): PolicyDraftStore {
  return {
    list: () => db.all<Row>('SELECT at, author, body FROM policy_draft ORDER BY policy_id').map(kept),
    get: (policyId) => {
      const row = db.one<Row>('SELECT at, author, body FROM policy_draft WHERE policy_id = ?', policyId)
      return row === undefined ? null : kept(row)
    },
    put: ({ draft, at, by }) => {
      const sql = `INSERT INTO policy_draft (policy_id, at, author, body) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET at = excluded.at, author = excluded.author, body = excluded.body`
      db.run(sql, draft.id, at, by, JSON.stringify(draft))
    },
    remove: (policyId) => {
      db.run('DELETE FROM policy_draft WHERE policy_id = ?', policyId)
    },
  }
}

const kept = ({ at, author, body }: Row): KeptDraft => ({ draft: JSON.parse(body) as PolicyDraft, at, by: author })
