import type { DataSource } from '../../../../../shared/domain/observation.ts'

/** Words in a knowledge source's name or address that say whose data it is; whole words only. */
const subjects: readonly { readonly words: readonly string[]; readonly resource: DataSource['resource'] }[] = [
  { words: ['hr', 'personnel', 'payroll', 'salary', 'salaries', 'staff'], resource: 'hr' },
  { words: ['finance', 'invoices', 'ledger', 'accounting', 'treasury'], resource: 'finance' },
  { words: ['health', 'patients', 'medical'], resource: 'health' },
  { words: ['customers', 'crm', 'sales'], resource: 'crm' },
]

/** A knowledge source by its name and address; what it holds is guessed from whole words and never read. */
export function knowledgeSource(name: string | null | undefined, address: string, open = false): DataSource {
  const words = `${name ?? ''} ${address.replace(/^https?:\/\/[^/]+/, '')}`.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const known = subjects.find((subject) => subject.words.some((word) => words.includes(word)))
  return {
    name: [name, address].filter(Boolean).join(' · ').slice(0, 500) || 'knowledge',
    resource: known?.resource ?? 'knowledge',
    // What anybody can read on the web is nobody's secret, whatever it is called.
    sensitivity: open ? 'public' : known ? 'restricted' : 'internal',
  }
}
