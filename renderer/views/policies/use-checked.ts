import type { PolicyProblem } from '../../../shared/domain/policy.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useLater } from './use-later.ts'

const none: readonly PolicyProblem[] = []

/** What is wrong with a text. `checked`: it was said of exactly this text; before that nothing is known of it. */
export function useChecked(cedar: string): {
  readonly problems: readonly PolicyProblem[]
  readonly checked: boolean
  readonly broken: boolean
} {
  const rested = useLater(cedar)
  const answer = useAsk('policies.check', { cedar: rested })
  const checked = rested === cedar && answer.value !== null
  const problems = checked ? (answer.value ?? none) : none
  return { problems, checked, broken: problems.some(({ severity }) => severity === 'error') }
}
