import { guidAt } from '../ids.ts'
import type { StaffMember } from '../people.ts'
import { makeRandom } from '../random.ts'
import type { ConnectorUse } from './copilot.ts'
import { environmentAt, standsIn } from './environments.ts'
import type { Tenant } from './tenant.ts'

/** One cloud flow, as the platform holds it. */
export interface Flow {
  readonly index: number
  readonly archetype: number | null
  readonly id: string
  readonly name: string
  readonly environment: number
  readonly owner: StaffMember
  readonly createdDaysAgo: number
  readonly on: boolean
  /** Made for agents to call. */
  readonly forAgents: boolean
  readonly trigger: ConnectorUse | 'recurrence' | 'request'
  readonly steps: readonly ConnectorUse[]
  /** An address that a plain HTTP step posts to; no connector, so the inventory knows nothing of it. */
  readonly http: string | null
  readonly handlesFailure: boolean
  readonly isAgent: boolean
}

const prompt: ConnectorUse = { connector: 'shared_commondataserviceforapps', operation: 'aibuilderpredict_customprompt' }
const inbox: ConnectorUse = { connector: 'shared_office365', operation: 'OnNewEmailV3' }

const chores = ['Copy new file', 'Remind the team', 'Archive attachments', 'Sync calendar', 'Approve holiday'] as const
const choreSteps: readonly ConnectorUse[] = [
  { connector: 'shared_sharepointonline', operation: 'CreateFile' },
  { connector: 'shared_teams', operation: 'PostMessageToConversation' },
  { connector: 'shared_onedriveforbusiness', operation: 'CreateFile' },
]

const flowIdOf = (tenant: Tenant, index: number): string => guidAt(tenant.seed, `${tenant.domain}/flow`, index)

/** Flows for each agent of the studio. */
export const flowCount = (tenant: Tenant): number => tenant.size.bots * 2

export function flowAt(tenant: Tenant, index: number): Flow {
  const { people } = tenant
  const random = makeRandom(tenant.seed).at('flow', index)
  const base: Flow = {
    index,
    archetype: null,
    id: flowIdOf(tenant, index),
    name: `${random.pick(chores)} ${index}`,
    environment: environmentAt(tenant, index),
    owner: people.at(random.below(people.count)),
    createdDaysAgo: 20 + random.below(500),
    on: true,
    forAgents: false,
    trigger: random.chance(0.5) ? 'recurrence' : { connector: 'shared_sharepointonline', operation: 'GetOnNewFileItems' },
    steps: [random.pick(choreSteps)],
    http: null,
    handlesFailure: random.chance(0.3),
    isAgent: false,
  }
  if (index === 0)
    return {
      ...base,
      name: 'Print return label',
      environment: standsIn.care,
      owner: people.someone('Customer Care'),
      forAgents: true,
      trigger: 'request',
      steps: [{ connector: 'shared_commondataserviceforapps', operation: 'CreateRecord' }],
      isAgent: true,
    }
  if (index === 1)
    return {
      ...base,
      name: 'Supplier mail digest',
      environment: standsIn.finance,
      owner: people.someone('Finance'),
      trigger: inbox,
      steps: [prompt, { connector: 'shared_office365', operation: 'SendEmailV2' }],
      handlesFailure: false,
      isAgent: true,
    }
  // Archetype 42, here in a flow: a vendor's model by plain HTTP.
  if (index === 2)
    return {
      ...base,
      archetype: 42,
      name: 'Complaint sorter',
      environment: standsIn.care,
      owner: people.someone('Customer Care'),
      trigger: inbox,
      steps: [{ connector: 'shared_commondataserviceforapps', operation: 'UpdateRecord' }],
      http: 'https://api.openai.com/v1/chat/completions',
      isAgent: true,
    }
  if (index % 9 === 8) return { ...base, name: `Answer drafts ${index}`, steps: [prompt, ...base.steps], isAgent: true }
  return index % 7 === 6 ? { ...base, name: `Agent step ${index}`, forAgents: true, trigger: 'request', isAgent: true } : base
}
