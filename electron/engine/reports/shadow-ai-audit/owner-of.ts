import type { AgentRow } from '../../../../shared/domain/agent.ts'
import { ownerShort } from '../vocabulary-words.ts'

/** Who answers, as one phrase: a name alone only where somebody live is behind it. */
export function ownerOf(row: AgentRow): string {
  if (row.ownerState === 'known') return row.ownerName ?? ownerShort.known
  if (row.ownerName === null) return ownerShort[row.ownerState]
  return `${ownerShort[row.ownerState]} (${row.ownerName})`
}
