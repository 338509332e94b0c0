import { hostileNames } from '../hostile-names.ts'
import type { Random } from '../random.ts'

/** Whom an agent acts as: its own identity in the directory, its project's, which it shares, or nobody. */
export type ActsAs = 'own' | 'shared' | 'supplier' | 'none'

export interface AgentPlan {
  readonly archetype: number | null
  /** The account it stands in, by name. */
  readonly account: string
  readonly name: string
  readonly kind: 'prompt' | 'hosted' | 'workflow' | 'external'
  readonly description: string | null
  readonly model: string
  readonly instructions: string
  readonly tools: readonly unknown[]
  readonly actsAs: ActsAs
  /** Built-in roles of its identity, by id, in its own resource group. */
  readonly roles: readonly string[]
  readonly routine: { readonly cron: string; readonly enabled: boolean } | null
  readonly owner: 'known' | 'none'
  /** Published under this name; null: not published. */
  readonly published: { readonly name: string; readonly policy: 'Default' | 'OrganizationScope' | 'Channels' } | null
  readonly ageDays: number
  readonly expectedFactors: readonly string[]
  readonly expected: 'critical' | 'high' | 'medium' | 'low' | null
}

const agent = (fields: Partial<AgentPlan> & Pick<AgentPlan, 'account' | 'name'>): AgentPlan => ({
  archetype: null,
  kind: 'prompt',
  description: null,
  model: 'gpt-5-mini',
  instructions: 'You answer questions of staff from the documents you are given.',
  tools: [],
  actsAs: 'shared',
  roles: [],
  routine: null,
  owner: 'known',
  published: null,
  ageDays: 40,
  expectedFactors: [],
  expected: null,
  ...fields,
})

const azureAiUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d'
const blobReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

/** An interface by which an agent posts agents to a project. */
const agentFactory = (account: string) => ({
  type: 'openapi',
  openapi: {
    name: 'agent_factory',
    description: 'Creates and updates agents of this project',
    auth: { type: 'managed_identity', security_scheme: { audience: 'https://ai.azure.com' } },
    spec: {
      openapi: '3.0.1',
      info: { title: 'agents', version: 'v1' },
      servers: [{ url: `https://${account}.services.ai.azure.com/api/projects/main` }],
      paths: { '/agents': { get: { operationId: 'listAgents' }, post: { operationId: 'createAgent' } } },
    },
  },
})

const mcp = (label: string, url: string, approval: 'always' | 'never', connection?: string) => ({
  type: 'mcp',
  server_label: label,
  server_url: url,
  require_approval: approval,
  ...(connection === undefined ? {} : { project_connection_id: connection }),
})

export const agentArchetypes = (): readonly AgentPlan[] => [
  // 23: it makes agents, every night, and nobody is asked.
  agent({
    archetype: 23,
    account: 'meridian-foundry',
    name: 'workflow-architect',
    description: 'Designs and deploys new agents for requests from the business',
    model: 'gpt-5',
    tools: [agentFactory('meridian-foundry'), { type: 'code_interpreter', container: { type: 'auto' } }, { type: 'web_search' }],
    actsAs: 'own',
    roles: [azureAiUser],
    routine: { cron: '0 2 * * *', enabled: true },
    ageDays: 75,
    expectedFactors: ['autonomy', 'delegation'],
    expected: 'high',
  }),
  // 6: the directory has its identity; here is what it is made of.
  agent({
    archetype: 6,
    account: 'care-foundry',
    name: 'supplier-onboarding-agent',
    model: 'gpt-5-mini',
    tools: [
      {
        type: 'sharepoint_grounding_preview',
        sharepoint_grounding_preview: { project_connections: [{ project_connection_id: 'sharepoint' }] },
      },
    ],
    actsAs: 'supplier',
    owner: 'none',
    published: { name: 'Supplier onboarding', policy: 'OrganizationScope' },
    ageDays: 200,
  }),
  // Two drafts act as their project: one identity, two agents, no join.
  agent({
    account: 'care-foundry',
    name: 'refund-draft',
    tools: [mcp('crm', 'https://crm.meridian.example/mcp', 'always', 'crm-key')],
    actsAs: 'shared',
  }),
  agent({
    account: 'care-foundry',
    name: 'complaint-draft',
    tools: [mcp('crm', 'https://crm.meridian.example/mcp', 'never', 'crm-key')],
    actsAs: 'shared',
  }),
  agent({
    account: 'care-foundry',
    name: 'invoice-reader',
    tools: [{ type: 'file_search', vector_store_ids: ['vs_invoices'] }],
    actsAs: 'own',
    roles: [blobReader],
    ageDays: 120,
    owner: 'none',
  }),
  agent({
    account: 'sandbox-foundry',
    name: 'hackathon-helper',
    tools: [{ type: 'computer_use_preview', environment: 'browser' }],
    owner: 'none',
  }),
  agent({ account: 'meridian-foundry', name: 'forecast-elsewhere', kind: 'external', model: '', instructions: '', actsAs: 'none' }),
  // 40: its own name may only hold letters and digits; what it is published as, anything.
  ...hostileNames.map((name, index) =>
    agent({
      archetype: 40,
      account: 'meridian-foundry',
      name: `copy-${index}`,
      description: name,
      published: { name, policy: 'Default' },
      actsAs: 'own',
      ageDays: 10 + index,
    }),
  ),
]

const jobs = ['summary', 'triage', 'translation', 'lookup', 'draft', 'review'] as const

/** What stands in an ordinary account that has projects: one to four agents. */
export function crowdAgents(random: Random, account: string): readonly AgentPlan[] {
  return Array.from({ length: 1 + random.below(4) }, (_unused, index) => {
    const own = random.at('agent', index)
    return agent({
      account,
      name: `${own.pick(jobs)}-${index}`,
      model: own.pick(['gpt-5', 'gpt-4o-mini']),
      tools: own.chance(0.5)
        ? [{ type: 'file_search', vector_store_ids: [`vs_${index}`] }]
        : own.chance(0.5)
          ? [{ type: 'web_search' }]
          : [],
      actsAs: own.chance(0.5) ? 'own' : 'shared',
      routine: own.chance(0.2) ? { cron: '0 6 * * 1-5', enabled: own.chance(0.8) } : null,
      owner: own.chance(0.7) ? 'known' : 'none',
      published: own.chance(0.3) ? { name: `${account} ${index}`, policy: 'OrganizationScope' } : null,
      ageDays: 5 + own.below(200),
    })
  })
}
