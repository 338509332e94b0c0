import type { AgentStatus } from './vocabulary.ts'

/**
 * Where an agent stands, in a word, the same in the window and in every report. `Shadow` is no state but their sum: every agent
 * that is there without a standing decision (`shadowStatuses`).
 */
export const statusWords: Readonly<Record<AgentStatus, string>> = {
  discovered: 'Discovered',
  'in-review': 'In review',
  approved: 'Approved',
  'under-policy': 'Under policy',
  exception: 'Risk accepted',
  rejected: 'Rejected',
  revoking: 'Revoking',
  revoked: 'Revoked',
  reappeared: 'Reappeared',
  retired: 'Retired',
  lapsed: 'Lapsed',
}
