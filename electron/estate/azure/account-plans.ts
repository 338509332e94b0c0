import { type BusinessUnit, businessUnits } from '../people.ts'
import type { Random } from '../random.ts'

export const namedSubscriptions = ['Platform Production', 'Customer Care Production', 'Finance Automation', 'Innovation Sandbox'] as const

export interface AccountPlan {
  readonly archetype: number | null
  readonly name: string
  /** Index of its subscription. */
  readonly subscription: number
  readonly unit: BusinessUnit
  readonly kind: 'OpenAI' | 'AIServices' | 'SpeechServices'
  readonly location: string
  readonly ageDays: number
  /** Whether the two keys work. */
  readonly keys: boolean
  readonly open: boolean
  readonly owner: 'known' | 'left' | 'none'
  readonly models: readonly (readonly [deployment: string, model: string, version: string])[]
  readonly expectedFactors: readonly string[]
  readonly expected: 'critical' | 'high' | 'medium' | 'low' | null
}

const account = (fields: Partial<AccountPlan> & Pick<AccountPlan, 'name'>): AccountPlan => ({
  archetype: null,
  subscription: 0,
  unit: 'Engineering',
  kind: 'AIServices',
  location: 'westeurope',
  ageDays: 120,
  keys: false,
  open: false,
  owner: 'known',
  models: [['gpt-5-mini', 'gpt-5-mini', '2025-08-07']],
  expectedFactors: [],
  expected: null,
  ...fields,
})

/** Accounts that tell something; what runs in their projects stands with the agents. */
export const accountArchetypes = (): readonly AccountPlan[] => [
  account({ name: 'meridian-foundry', subscription: 0 }),
  account({ name: 'care-foundry', subscription: 1, unit: 'Customer Care', ageDays: 300, owner: 'none' }),
  // Keys that are two years old, and the whole internet to use them from.
  account({
    name: 'finance-openai-legacy',
    subscription: 2,
    unit: 'Finance',
    kind: 'OpenAI',
    ageDays: 760,
    keys: true,
    open: true,
    owner: 'left',
    models: [
      ['gpt-4o', 'gpt-4o', '2024-08-06'],
      ['embeddings', 'text-embedding-3-large', '1'],
    ],
    expectedFactors: ['credential-age', 'owner-left'],
  }),
  account({ name: 'sandbox-foundry', subscription: 3, keys: true, open: true, owner: 'none', ageDays: 60, expectedFactors: ['no-owner'] }),
  // Not models of language: it must not be listed.
  account({ name: 'care-speech', subscription: 1, unit: 'Customer Care', kind: 'SpeechServices', models: [] }),
]

const models = [
  ['gpt-5', 'gpt-5', '2025-08-07'],
  ['gpt-4o-mini', 'gpt-4o-mini', '2024-07-18'],
  ['mistral-large', 'mistral-large-2411', '2'],
] as const
const places = ['westeurope', 'northeurope', 'swedencentral', 'eastus2'] as const

/** What an ordinary subscription has: an account in two of three. */
export function crowdAccount(random: Random, subscription: number): readonly AccountPlan[] {
  if (random.chance(1 / 3)) return []
  const unit = businessUnits[subscription % businessUnits.length] ?? 'Engineering'
  const kind = random.chance(0.4) ? 'OpenAI' : 'AIServices'
  return [
    account({
      name: `${unit.toLowerCase().replaceAll(' ', '')}-ai-${String(subscription).padStart(3, '0')}`,
      subscription,
      unit,
      kind,
      location: random.pick(places),
      ageDays: 20 + random.below(700),
      keys: random.chance(0.5),
      open: random.chance(0.6),
      owner: random.pick(['known', 'known', 'none', 'left'] as const),
      models: [random.pick(models)],
    }),
  ]
}
