import { agentAnswer, makeAgent, roleAnswer } from './make-agent.ts'
import { makeFunction } from './make-function.ts'
import { accountNamed, daysAgo, type Organisation, placeIn } from './organisation.ts'
import { fillResources } from './resources.ts'

/** The archetypes that live with this provider. */
export function fillArchetypes(organisation: Organisation, quiet: boolean): void {
  const { people, answers, leftOut } = organisation
  const payments = accountNamed(organisation, 'Payments')
  const data = accountNamed(organisation, 'Data Platform')
  const acquired = accountNamed(organisation, 'Northwind')

  // 18: the agent itself may do little; the function behind its tool runs as an administrator.
  makeFunction(organisation, payments, {
    name: 'refund-payment',
    region: 'eu-west-1',
    role: 'refund-payment-admin',
    variables: { LEDGER_TABLE: 'ledger' },
  })
  const refunds = makeAgent(organisation, payments, {
    name: 'refund-assistant',
    index: 1,
    region: 'eu-west-1',
    functions: ['refund-payment'],
    tags: { Owner: people.someone('Finance', 2).mail, Environment: 'production' },
  })
  answers.push(agentAnswer(refunds, { archetype: 18, expected: 'critical', expectedFactors: ['privilege'] }))

  // 6: whoever answers for it left in March.
  const orphan = makeAgent(organisation, data, {
    name: 'forecast-narrator',
    index: 2,
    region: 'eu-west-1',
    tags: { owner: people.leaver(1).mail },
  })
  // That the owner left, only the directory knows; whoever answers for it, it may call models and do nothing else.
  answers.push(agentAnswer(orphan, { archetype: 6, expected: 'low' }))

  // An agent that asks two others, one of which looks things up.
  const care = accountNamed(organisation, 'Customer Care')
  placeIn(care, 'eu-west-1').knowledgeBases.push({
    knowledgeBaseId: 'KBHANDBOOK',
    name: 'service-handbook',
    description: 'How returns and repairs are handled',
    knowledgeBaseArn: `arn:aws:bedrock:eu-west-1:${care.id}:knowledge-base/KBHANDBOOK`,
    roleArn: `arn:aws:iam::${care.id}:role/service-role/AmazonBedrockExecutionRoleForKnowledgeBase_1`,
    knowledgeBaseConfiguration: { type: 'VECTOR' },
    storageConfiguration: { type: 'OPENSEARCH_SERVERLESS' },
    status: 'ACTIVE',
    createdAt: daysAgo(organisation, 200),
    updatedAt: daysAgo(organisation, 20),
  })
  const owner = { Owner: people.someone('Customer Care', 3).mail, Environment: 'production' }
  const common = { region: 'eu-west-1', tags: owner, guardrail: true }
  const lookUp = makeAgent(organisation, care, { ...common, name: 'handbook-search', index: 5, knowledge: ['KBHANDBOOK'] })
  const writer = makeAgent(organisation, care, { ...common, name: 'reply-writer', index: 6 })
  const supervisor = makeAgent(organisation, care, { ...common, name: 'care-supervisor', index: 7, collaborators: [lookUp, writer] })
  answers.push(...[lookUp, writer, supervisor].map((record) => agentAnswer(record)))

  // 21: nobody looks into this region.
  if (!quiet) {
    const far = makeAgent(organisation, data, { name: 'route-planner', index: 3, region: 'sa-east-1' })
    leftOut.push(agentAnswer(far, { archetype: 21, expected: 'low' }))
    // The agent is found once somebody adds the region. Until then its role, which is everywhere, gives away that there is something.
    answers.push(roleAnswer(far, { archetype: 21, expected: 'low', expectedFactors: ['no-owner'] }))
  }

  // 22: a policy of the organisation denies the question in this account; what is there stays unknown.
  if (!quiet) {
    const unseen = makeAgent(organisation, acquired, { name: 'stock-helper', index: 4, region: 'eu-west-1' })
    answers.push(roleAnswer(unseen, { archetype: 22, expected: 'low', expectedFactors: ['no-owner'] }))
  }

  fillResources(organisation)
}
