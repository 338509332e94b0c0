import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { count } from '../../words.ts'

/** What nobody can prove from the exported file alone; the same words stand in the verdict of `verifyExport`. */
export const cannotBeProved: readonly string[] = [
  'That nothing was left out before the report was made: a ledger cut at its end, or rolled back to an earlier copy, still verifies. Only a ledger head kept elsewhere shows that.',
  'That the signing key belongs to the person named: compare the key id with one received another way.',
  'That the systems told the truth: the report says what they answered, and the hash of each answer is kept in the workspace.',
  'That what stayed unseen is harmless: see the first section.',
]

/** How an auditor checks this report without trusting who handed it over. */
export function verifySection(input: ReportInput): ReportSection {
  const { ledger } = input
  return {
    id: 'verify',
    title: 'How to verify this report',
    blocks: [
      {
        kind: 'list',
        items: [
          'Ask for the JSON file of this report and run “rollcall verify FILE” on any computer; it needs no workspace and no network.',
          'It recomputes the SHA-256 of the canonical content, checks the Ed25519 signature, rebuilds every figure from the rows in the file, and follows the chain of ledger entries to the head printed below.',
          'Compare the ledger head and the key id below with those you were given another way.',
        ],
      },
      {
        kind: 'facts',
        title: 'Compare these',
        facts: [
          { label: 'Ledger head', value: ledger.head ?? 'The ledger is empty' },
          { label: 'Ledger entries', value: count(ledger.entries.length) },
          { label: 'Key id', value: ledger.keyId ?? 'No signing key' },
          { label: 'Public key', value: ledger.publicKey ?? 'No signing key' },
        ],
      },
      { kind: 'heading', text: 'What cannot be proved' },
      { kind: 'list', items: cannotBeProved },
    ],
  }
}
