import type { DecidedEach } from '../../../shared/contract/governance.ts'
import { type DecideInput, decide, subjectOfDecision } from './decide.ts'
import type { Deciding } from './governing.ts'
import { withoutApproval } from './keys/standing.ts'

/**
 * Takes one decision on each agent for itself: its own entry, its own transaction. What cannot be decided is left with its failure and
 * never takes the others along. Only what a second key agreed to as a whole is taken as a whole.
 */
export function decideEach(deciding: Deciding, input: DecideInput): DecidedEach {
  const ids = [...new Set(input.agentIds)]
  if (ids.length > 1 && isAgreedAsWhole(deciding, input)) {
    const taken = decide(deciding, input)
    if (taken.ok) return { taken: taken.value, left: [] }
  }
  const outcomes = ids.map((id) => ({ id, result: decide(deciding, { ...input, agentIds: [id] }) }))
  return {
    taken: outcomes.flatMap(({ result }) => (result.ok ? result.value : [])),
    left: outcomes.flatMap(({ id, result }) =>
      result.ok ? [] : [{ agentId: id, agentName: deciding.store.agents.row(id)?.name ?? null, failure: result.failure }],
    ),
  }
}

function isAgreedAsWhole(deciding: Deciding, input: DecideInput): boolean {
  const subject = subjectOfDecision(deciding, input)
  return input.dryRun !== true && subject.ok && withoutApproval(deciding, subject.value) === null
}
