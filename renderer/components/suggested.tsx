import type { TriageItem } from '../../shared/contract/governance.ts'
import { decisionKinds } from '../actions/decision-kinds.ts'
import { dateWords } from '../app/time.ts'
import { useAsk } from '../app/use-ask.ts'
import { sentence } from '../app/words.ts'
import { Plain } from './plain.tsx'

/** As many as triage shows: the same question, asked once. */
export const triageShown = 200

/** What the rules think of an agent that waits, and until when it may; nothing where it does not wait or is far down the queue. */
export function Suggested({ agentId }: { readonly agentId: string }) {
  const triage = useAsk('governance.triage', { limit: triageShown })
  const item = triage.value?.items.find(({ row }) => row.id === agentId)
  if (item === undefined) return null
  return (
    <p className="quiet" data-testid="agent-suggestion">
      {dueWords(item)}
      {item.suggestion !== null && (
        <>
          {' '}
          Suggested: <b>{actionLabel(item.suggestion.action)}.</b> <Plain text={sentence(item.suggestion.because)} max={300} still />
        </>
      )}
    </p>
  )
}

/** As it stands where there is little room: `Owner`. */
export const actionShort = (action: string): string => decisionKinds.find((kind) => kind.action === action)?.short ?? action

export const actionLabel = (action: string): string => decisionKinds.find((kind) => kind.action === action)?.label ?? action

/** When a decision is due, as a sentence; empty where none is. */
export function dueWords({ due }: Pick<TriageItem, 'due'>): string {
  if (due === null) return ''
  return due.state === 'overdue' ? `Overdue since ${dateWords(due.at)}.` : `To be decided by ${dateWords(due.at)}.`
}
