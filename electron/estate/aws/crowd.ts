import { businessUnits } from '../people.ts'
import type { Random } from '../random.ts'
import { agentAnswer, makeAgent } from './make-agent.ts'
import type { Organisation } from './organisation.ts'

const tasks = ['claims', 'returns', 'onboarding', 'contracts', 'tickets', 'forecast', 'catalogue', 'travel', 'invoices', 'tenders'] as const

/** Believable agents, half of them in one place, as builders crowd where the first one worked. */
export function fillCrowd(organisation: Organisation, random: Random, count: number): void {
  const homes = organisation.accounts.filter(
    ({ active, deniedByPolicy, name }) => active && deniedByPolicy.length === 0 && !name.includes('Management'),
  )
  const regions = ['eu-west-1', 'us-east-1'].filter((region) => homes[0]?.regions.includes(region))
  for (let index = 0; index < count; index += 1) {
    const own = random.at('agent', index)
    const account = index % 2 === 0 ? homes[0] : own.pick(homes)
    const region = index % 2 === 0 ? 'eu-west-1' : own.pick(regions)
    if (account === undefined) continue
    const unit = businessUnits[index % businessUnits.length] ?? 'Engineering'
    const record = makeAgent(organisation, account, {
      name: `${own.pick(tasks)}-agent-${index}`,
      index: 1_000 + index,
      region,
      guardrail: own.chance(0.5),
      ageDays: 20 + own.below(500),
      tags: own.chance(0.7) ? { Owner: organisation.people.someone(unit, own.below(20)).mail } : {},
    })
    organisation.answers.push(agentAnswer(record))
  }
}
