import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { type Cloud, projectName, type StoredAgent, type StoredLogicApp } from './cloud.ts'

const provider = 'azure'
const resource = (id: string) => ({ kind: 'azure-resource-id', value: id.toLowerCase() })

/** What an inventory of these subscriptions must show, by native id. What nobody lets the audit see is not held against it. */
export function answersOf(cloud: Cloud, calm: boolean): readonly AnswerKeyEntry[] {
  const { accounts, agents, bots, logicApps, withheld, directory } = cloud
  const hidden = (action: string, id: string) =>
    !calm && withheld.some((one) => one.action === action && id.toLowerCase().startsWith(one.scope.toLowerCase()))
  const known = new Set(directory.agentIdentities.map(({ id }) => id))
  return [
    ...accounts.map(({ plan, id }) =>
      answer({
        archetype: plan.archetype,
        provider,
        name: plan.name,
        nativeId: resource(id),
        isAgent: plan.kind !== 'SpeechServices',
        agentKind: plan.kind === 'SpeechServices' ? null : 'model-endpoint',
        expectedFactors: plan.expectedFactors,
        expected: plan.kind === 'SpeechServices' ? 'not-listed' : plan.expected,
      }),
    ),
    ...agents
      .filter(({ account }) => !hidden('Microsoft.CognitiveServices/accounts/AIServices/agents/read', account.id))
      .map((agent) => agentAnswer(agent, known)),
    ...bots.map(({ plan, id }) =>
      answer({
        archetype: plan.archetype,
        provider,
        name: plan.title,
        nativeId: resource(id),
        isAgent: true,
        agentKind: 'chatbot',
        expectedFactors: plan.expectedFactors,
      }),
    ),
    ...logicApps.filter(({ plan, id }) => plan.plan === 'standard' || !hidden('Microsoft.Logic/workflows/read', id)).map(logicAppAnswer),
  ]
}

function agentAnswer({ plan, account, identity }: StoredAgent, known: ReadonlySet<string>): AnswerKeyEntry {
  const joined = identity !== null && plan.actsAs !== 'shared' && known.has(identity.principalId)
  return answer({
    archetype: plan.archetype,
    provider,
    name: plan.name,
    nativeId: { kind: 'foundry-agent', value: `${account.plan.name}/${projectName}/${plan.name}`.toLowerCase() },
    isAgent: true,
    joins: joined ? [{ kind: 'entra-object-id', value: identity.principalId }] : [],
    expectedFactors: plan.expectedFactors,
    expected: plan.expected,
  })
}

function logicAppAnswer({ plan, id }: StoredLogicApp): AnswerKeyEntry {
  return answer({
    archetype: plan.archetype,
    provider,
    name: plan.name,
    nativeId: resource(plan.plan === 'standard' ? `${id}/workflows/${plan.name}` : id),
    isAgent: plan.drawing !== 'no-ai',
    expectedFactors: plan.expectedFactors,
    expected: plan.drawing === 'no-ai' ? 'not-listed' : plan.expected,
  })
}
