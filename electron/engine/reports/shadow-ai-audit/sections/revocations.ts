import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { Revocation, RevocationState } from '../../../../../shared/domain/revocation.ts'
import type { ReportInput } from '../../report.ts'
import { count, sentenceList } from '../../words.ts'

const stateWords: Readonly<Record<RevocationState, string>> = {
  planned: 'Planned only',
  'dry-run': 'Dry run: nothing was changed',
  executing: 'Under way',
  executed: 'Executed, not yet proved',
  verified: 'Proved by re-read',
  failed: 'Failed',
  undone: 'Undone',
}

/** What was switched off, and the proof that it is off. */
export function revocationsSection(input: ReportInput): ReportSection {
  const executed = input.revocations.filter((item) => !['planned', 'dry-run'].includes(item.state))
  const proved = executed.filter((item) => item.verifiedAt !== null && item.state === 'verified')
  const clean = proved.filter((item) => item.leftOver.length === 0)
  return {
    id: 'revocations',
    title: 'Revocations, with proof',
    blocks: [
      {
        kind: 'figures',
        figures: [
          {
            id: 'revocations-proved',
            label: 'Proved by a re-read',
            value: proved.length,
            of: executed.length,
            ofWhat: 'revocations executed',
          },
          { id: 'revocations-clean', label: 'Nothing left over', value: clean.length, of: proved.length, ofWhat: 'proved revocations' },
        ],
      },
      {
        kind: 'table',
        title: `Revocations: ${count(input.revocations.length)}`,
        empty: 'No agent was revoked yet.',
        columns: [
          { id: 'agent', title: 'Agent', kind: 'text', width: 1.8 },
          { id: 'state', title: 'State', kind: 'text', width: 1.3 },
          { id: 'calls', title: 'Calls done', kind: 'text', width: 0.9 },
          { id: 'proof', title: 'Proved', kind: 'text', width: 1.6 },
          { id: 'left-over', title: 'Left over, or next', kind: 'text', width: 2.8 },
          { id: 'id', title: 'Revocation id', kind: 'text', detail: true },
          { id: 'plan-hash', title: 'Plan hash', kind: 'text', detail: true },
          { id: 'exact-calls', title: 'Exact calls', kind: 'text', detail: true },
        ],
        rows: input.revocations.map((item) => [
          item.plan.agentName,
          stateWords[item.state],
          `${item.outcomes.filter((outcome) => outcome.state === 'done' || outcome.state === 'already').length} of ${item.plan.calls.length}`,
          proof(item),
          leftOver(item),
          item.id,
          item.plan.hash,
          item.plan.calls.map((call) => `${call.method} ${call.path}`).join(' · '),
        ]),
      },
    ],
  }
}

function proof(item: Revocation): string {
  if (item.verifiedAt === null) return 'Not proved'
  const when = `${item.verifiedAt.slice(0, 16).replace('T', ' ')} UTC`
  return item.provedAfterMs === null ? when : `${when}, ${(item.provedAfterMs / 1000).toFixed(1)} s after the last write`
}

function leftOver(item: Revocation): string {
  if (item.failure !== null) return [item.failure.message, item.failure.next].filter(Boolean).join(' ')
  if (item.leftOver.length > 0) return sentenceList(item.leftOver)
  return item.verifiedAt === null ? 'Not looked up' : 'Nothing'
}
