import { hostileNames } from '../hostile-names.ts'
import { type BusinessUnit, businessUnits } from '../people.ts'
import type { Random } from '../random.ts'

export interface BotPlan {
  readonly archetype: number | null
  readonly name: string
  readonly title: string
  readonly subscription: number
  readonly unit: BusinessUnit
  readonly channels: readonly string[]
  readonly endpoint: string
  readonly ageDays: number
  readonly owner: 'known' | 'none'
  readonly expectedFactors: readonly string[]
}

const bot = (fields: Partial<BotPlan> & Pick<BotPlan, 'name'>): BotPlan => ({
  archetype: null,
  title: fields.name,
  subscription: 1,
  unit: 'Customer Care',
  channels: ['webchat', 'directline', 'msteams'],
  endpoint: `https://${fields.name}.meridian.example/api/messages`,
  ageDays: 200,
  owner: 'known',
  expectedFactors: [],
  ...fields,
})

export const botArchetypes = (): readonly BotPlan[] => [
  bot({
    name: 'order-line',
    title: 'Order line',
    channels: ['webchat', 'directline', 'facebook', 'telegram'],
    endpoint: 'http://order-line.meridian.example/api/messages',
    owner: 'none',
    ageDays: 900,
    expectedFactors: ['exposure'],
  }),
  bot({ name: 'staff-canteen', title: 'Canteen', subscription: 0, unit: 'People' }),
  ...hostileNames.map((title, index) =>
    bot({ archetype: 40, name: `bot-copy-${index}`, title, subscription: 3, unit: 'Engineering', ageDays: 20 }),
  ),
]

export interface LogicAppPlan {
  readonly archetype: number | null
  readonly name: string
  readonly subscription: number
  readonly unit: BusinessUnit
  readonly plan: 'consumption' | 'standard'
  readonly ageDays: number
  readonly ranDaysAgo: number | null
  readonly owner: 'known' | 'none'
  readonly drawing: Drawing
  readonly description: string | null
  readonly expectedFactors: readonly string[]
  readonly expected: 'critical' | 'high' | 'medium' | 'low' | 'not-listed' | null
}

/** How a logic app is drawn; see `drawings.ts`. */
export type Drawing = 'brittle-ai' | 'good-agent' | 'plain-http-model' | 'standard-agent' | 'chat-agent' | 'no-ai'

const app = (fields: Partial<LogicAppPlan> & Pick<LogicAppPlan, 'name' | 'drawing'>): LogicAppPlan => ({
  archetype: null,
  subscription: 1,
  unit: 'Customer Care',
  plan: 'consumption',
  ageDays: 150,
  ranDaysAgo: 0,
  owner: 'known',
  description: null,
  expectedFactors: [],
  expected: fields.drawing === 'no-ai' ? 'not-listed' : null,
  ...fields,
})

export const logicAppArchetypes = (): readonly LogicAppPlan[] => [
  app({
    archetype: 24,
    name: 'claims-mail-triage',
    drawing: 'brittle-ai',
    owner: 'none',
    ageDays: 260,
    expectedFactors: ['error-handling', 'no-owner'],
    expected: 'high',
  }),
  app({
    archetype: 39,
    name: 'invoice-matching',
    subscription: 2,
    unit: 'Finance',
    drawing: 'good-agent',
    description: 'Matches invoices with orders; a person approves what does not match',
    expected: 'medium',
  }),
  app({
    name: 'price-comment',
    drawing: 'plain-http-model',
    unit: 'Sales',
    subscription: 0,
    ranDaysAgo: 3,
    expectedFactors: ['outside-sanctioned-way'],
  }),
  app({ name: 'returns-agent', drawing: 'standard-agent', plan: 'standard' }),
  app({ name: 'hr-questions', drawing: 'chat-agent', plan: 'standard', unit: 'People', subscription: 0 }),
  app({ name: 'nightly-export', drawing: 'no-ai' }),
  app({ name: 'sftp-sync', drawing: 'no-ai', plan: 'standard' }),
]

/** What an ordinary subscription has: some automation, now and then with a model. */
export function crowdLogicApps(random: Random, subscription: number): readonly LogicAppPlan[] {
  const unit = businessUnits[subscription % businessUnits.length] ?? 'Engineering'
  return Array.from({ length: random.below(4) }, (_unused, index) => {
    const own = random.at('logic-app', index)
    return app({
      name: `flow-${String(subscription).padStart(3, '0')}-${index}`,
      subscription,
      unit,
      drawing: own.pick(['no-ai', 'no-ai', 'brittle-ai', 'plain-http-model', 'good-agent'] as const),
      ageDays: 10 + own.below(400),
      ranDaysAgo: own.chance(0.8) ? own.below(60) : null,
      owner: own.chance(0.6) ? 'known' : 'none',
    })
  })
}
