import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import type { Cloud } from './cloud.ts'

/** What an inventory of these subscriptions must show, by native id. */
export function answersOf({ accounts }: Cloud): readonly AnswerKeyEntry[] {
  return accounts.map(({ plan, id }) =>
    answer({
      archetype: plan.archetype,
      provider: 'azure',
      name: plan.name,
      nativeId: { kind: 'azure-resource-id', value: id.toLowerCase() },
      isAgent: plan.kind !== 'SpeechServices',
      agentKind: plan.kind === 'SpeechServices' ? null : 'model-endpoint',
      expectedFactors: plan.expectedFactors,
      expected: plan.kind === 'SpeechServices' ? 'not-listed' : plan.expected,
    }),
  )
}
