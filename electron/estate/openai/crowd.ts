import { businessUnits } from '../people.ts'
import type { Random } from '../random.ts'
import { key, type ProjectPlan } from './archetypes.ts'

const uses = [
  'Translation',
  'Ticket Summaries',
  'Meeting Notes',
  'Product Texts',
  'Search',
  'Report Drafts',
  'Code Review',
  'Quality Check',
] as const
const models = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-5-mini'] as const

/** One believable project: a few keys, some of people and some of a service account. */
export function crowdProject(random: Random, index: number): ProjectPlan {
  const unit = businessUnits[index % businessUnits.length] ?? 'Engineering'
  const use = random.pick(uses)
  const slug = `${use.toLowerCase().replaceAll(' ', '-')}-${index}`
  const createdDaysAgo = 60 + random.below(600)
  const count = 1 + random.below(4)
  return {
    name: `${unit} ${use} ${index}`,
    unit,
    createdDaysAgo,
    storageCentsADay: random.chance(0.3) ? random.below(200) : 0,
    keys: Array.from({ length: count }, (_unused, nth) =>
      key({
        name: nth === 0 ? slug : `${slug}-${random.pick(['test', 'batch', 'web', 'laptop'])}-${nth}`,
        ageDays: Math.max(1, Math.floor(createdDaysAgo * random.next())),
        usedDaysAgo: random.chance(0.12) ? null : random.below(random.chance(0.2) ? 60 : 3),
        ...(random.chance(0.45) ? { account: { name: slug, role: 'member' as const } } : {}),
        models: [random.pick(models)],
        requestsADay: random.below(800),
        centsADay: random.below(900),
      }),
    ),
  }
}
