import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { hostileNames } from '../hostile-names.ts'
import { guidAt } from '../ids.ts'
import type { People } from '../people.ts'

export const registerName = 'ai-register.csv'

const head = ['No.', 'AI system', 'Application ID', 'Owner', 'Department', 'Vendor', 'Model', 'Status', 'Purpose', 'Last review'] as const
type Row = Readonly<Partial<Record<(typeof head)[number], string>>>

/** An id of the estate by which other systems know an agent, as the register's keeper would have copied it. */
function idOf(key: readonly AnswerKeyEntry[], provider: string, archetype: number | null, kind: string): string {
  const ids = key
    .filter((entry) => entry.provider === provider && entry.archetype === archetype && entry.isAgent)
    .flatMap((entry) => [entry.nativeId, ...entry.joins])
  return ids.find((id) => id.kind === kind)?.value ?? ''
}

/**
 * The register that somebody at Meridian Group keeps by hand, half a year behind: archetype 33 (an entry of something that is gone),
 * 34 (in both, but another model), an owner who left, and an entry without an id, which joins nothing.
 */
export function makeRegister(options: { readonly key: readonly AnswerKeyEntry[]; readonly people: People; readonly seed: number }): {
  readonly text: string
  readonly entries: readonly AnswerKeyEntry[]
} {
  const { key, people, seed } = options
  const helpDesk = idOf(key, 'microsoft-365', 1, 'copilot-studio-bot')
  const supplier = idOf(key, 'microsoft-365', 6, 'entra-object-id')
  const assistant = idOf(key, 'openai', null, 'openai-assistant-id')
  const rows: readonly Row[] = [
    {
      'No.': 'AIR-0001',
      'AI system': 'IT Help Desk Assistant',
      'Application ID': helpDesk,
      Owner: people.someone('Engineering').mail,
      Department: 'Engineering',
      Vendor: 'Microsoft',
      Status: 'approved',
      Purpose: 'Answers staff questions about laptops and accounts',
      'Last review': '2026-04-14',
    },
    {
      'No.': 'AIR-0002',
      'AI system': 'Supplier Onboarding Agent',
      'Application ID': supplier,
      Owner: people.leaver().name,
      Department: people.leaver().department,
      Vendor: 'Microsoft',
      Status: 'active',
      'Last review': '2025-11-03',
    },
    {
      'No.': 'AIR-0003',
      'AI system': 'Travel Booking Agent',
      'Application ID': guidAt(seed, 'register/gone', 0),
      Owner: people.someone('People').name,
      Department: 'People',
      Vendor: 'Contoso Travel',
      Model: 'gpt-4o',
      Status: 'active',
      Purpose: 'Books trips from a chat',
      'Last review': '2025-06-30',
    },
    {
      'No.': 'AIR-0004',
      'AI system': 'Support assistant',
      'Application ID': assistant,
      Owner: people.someone('Customer Care').name,
      Department: 'Customer Care',
      Vendor: 'OpenAI',
      Model: 'gpt-3.5-turbo',
      Status: 'approved',
      'Last review': '2025-09-18',
    },
    { 'No.': 'AIR-0005', 'AI system': 'Invoice Agent', Owner: people.someone('Finance').name, Department: 'Finance', Status: 'approved' },
    ...hostileNames.map(
      (name, index): Row => ({ 'No.': `AIR-09${String(index).padStart(2, '0')}`, 'AI system': name, Status: 'proposed' }),
    ),
  ]
  const lines = [head, ...rows.map((row) => head.map((title) => row[title] ?? ''))]
  return {
    text: `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`,
    entries: [
      answer({
        archetype: 33,
        provider: 'files',
        name: 'Travel Booking Agent',
        nativeId: { kind: 'register-entry', value: `${registerName}: AIR-0003` },
        isAgent: false,
      }),
      ...(assistant === ''
        ? []
        : [
            answer({
              archetype: 34,
              provider: 'files',
              name: 'Support assistant',
              nativeId: { kind: 'openai-assistant-id', value: assistant },
              isAgent: true,
            }),
          ]),
    ],
  }
}

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
