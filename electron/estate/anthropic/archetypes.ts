import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { hostileNames } from '../hostile-names.ts'
import { type BusinessUnit, businessUnits } from '../people.ts'
import type { Random } from '../random.ts'

export interface KeyPlan {
  readonly archetype: number | null
  readonly name: string
  readonly workspace: number
  readonly unit: BusinessUnit
  readonly ageDays: number
  /** Null: never used in the time the report reaches back. */
  readonly usedDaysAgo: number | null
  readonly status: 'active' | 'inactive' | 'archived' | 'expired'
  readonly holder: 'maker' | 'leaver' | 'account' | 'unrecorded'
  readonly models: readonly string[]
  readonly tokensADay: number
  readonly expectedFactors: readonly string[]
  readonly expected: AnswerKeyEntry['expected']
}

export interface AgentPlan {
  readonly name: string
  readonly workspace: number
  readonly description: string | null
  readonly model: string
  readonly tools: readonly unknown[]
  readonly servers: readonly { readonly type: 'url'; readonly name: string; readonly url: string }[]
  readonly schedule: string | null
  readonly role: string | null
  readonly ranDaysAgo: number | null
}

export const workspaceNames = ['Customer Care', 'Finance Automation', 'Engineering Tools', 'Marketing Drafts', 'Old Experiments'] as const

const key = (fields: Partial<KeyPlan> & Pick<KeyPlan, 'name'>): KeyPlan => ({
  archetype: null,
  workspace: 0,
  unit: 'Customer Care',
  ageDays: 90,
  usedDaysAgo: 0,
  status: 'active',
  holder: 'maker',
  models: ['claude-sonnet-4-5'],
  tokensADay: 120_000,
  expectedFactors: [],
  expected: null,
  ...fields,
})

/** The keys that tell something; administration keys, archetype 32, are in the activity feed. */
export const keyArchetypes = (): readonly KeyPlan[] => [
  key({ name: 'care-answers-prod', holder: 'account', tokensADay: 4_000_000, ageDays: 200 }),
  key({ name: 'care-answers-batch', holder: 'account', tokensADay: 900_000, ageDays: 40 }),
  key({
    name: 'quarter close notebook',
    workspace: 1,
    unit: 'Finance',
    holder: 'leaver',
    ageDays: 430,
    usedDaysAgo: 3,
    expectedFactors: ['owner-left', 'credential-age'],
  }),
  key({ name: 'brand voice trial', workspace: 3, unit: 'Sales', ageDays: 300, usedDaysAgo: 130, expectedFactors: ['dormant'] }),
  key({ name: 'console import', workspace: 2, unit: 'Engineering', holder: 'unrecorded', ageDays: 800 }),
  key({ name: 'retired crawler', workspace: 2, unit: 'Engineering', status: 'inactive', usedDaysAgo: 90, ageDays: 400 }),
  key({ name: 'first try', workspace: 2, unit: 'Engineering', status: 'archived', usedDaysAgo: null, ageDays: 700 }),
  ...hostileNames.map((name, index) =>
    key({ archetype: 40, name, workspace: 2, unit: 'Engineering', ageDays: 10 + index, tokensADay: 100 }),
  ),
]

/** The audit's own keys, one for each workspace it was let into; 41: one was switched off since, so that its workspace is not told. */
export const auditKeys = (calm: boolean): readonly KeyPlan[] =>
  [1, 2, ...(calm ? [] : [3])].map((workspace) =>
    key({
      name: `Governance cockpit, ${workspaceNames[workspace]}`,
      workspace,
      unit: 'Engineering',
      ageDays: 20,
      status: workspace === 3 ? 'inactive' : 'active',
      tokensADay: 0,
      usedDaysAgo: null,
    }),
  )

const uses = ['Summaries', 'Review', 'Translation', 'Drafts', 'Search', 'Triage'] as const
const models = ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-opus-4-1'] as const

export function crowdKey(random: Random, index: number): KeyPlan {
  const unit = businessUnits[index % businessUnits.length] ?? 'Engineering'
  return key({
    name: `${unit.toLowerCase().replaceAll(' ', '-')}-${random.pick(uses).toLowerCase()}-${index}`,
    workspace: random.below(4),
    unit,
    ageDays: 5 + random.below(500),
    usedDaysAgo: random.chance(0.1) ? null : random.below(random.chance(0.2) ? 80 : 3),
    holder: random.chance(0.3) ? 'account' : 'maker',
    models: [random.pick(models)],
    tokensADay: 1_000 + random.below(3_000_000),
  })
}

const toolset = (names: readonly string[], policy: 'always_allow' | 'always_ask') => ({
  type: 'agent_toolset_20260401',
  configs: names.map((name) => ({ name, type: name, enabled: true, permission_policy: { type: policy } })),
  default_config: { enabled: false, permission_policy: { type: policy } },
})

/** Agents that run at the provider, each in a workspace whose key shows it. */
export const agentArchetypes = (): readonly AgentPlan[] => [
  {
    name: 'Supplier News Watch',
    workspace: 1,
    description: 'Reads public pages about suppliers every morning and writes a note.',
    model: 'claude-sonnet-4-5',
    tools: [toolset(['bash', 'write', 'read', 'web_fetch', 'web_search'], 'always_allow')],
    servers: [],
    schedule: '0 6 * * 1-5',
    role: null,
    ranDaysAgo: 0,
  },
  {
    name: 'Ledger Question Agent',
    workspace: 1,
    description: null,
    model: 'claude-opus-4-1',
    tools: [
      toolset(['read', 'grep'], 'always_ask'),
      {
        type: 'mcp_toolset',
        mcp_server_name: 'ledger',
        configs: [],
        default_config: { enabled: true, permission_policy: { type: 'always_ask' } },
      },
    ],
    servers: [{ type: 'url', name: 'ledger', url: 'http://ledger.meridian.example/mcp?token=demo' }],
    schedule: null,
    role: 'arn:aws:iam::210987654321:role/ledger-agent-runner',
    ranDaysAgo: 12,
  },
  {
    name: 'Release Notes Writer',
    workspace: 2,
    description: 'Drafts release notes.',
    model: 'claude-haiku-4-5',
    tools: [toolset(['read', 'grep'], 'always_allow')],
    servers: [],
    schedule: null,
    role: null,
    ranDaysAgo: null,
  },
]
