import { hostileNames } from '../hostile-names.ts'
import { mix, type Random } from '../random.ts'

/** One app in the estate's Slack organisation. */
export interface AppPlan {
  readonly archetype: number | null
  readonly id: string
  readonly name: string
  readonly homepage: string | null
  readonly internal: boolean
  readonly directory: boolean
  readonly certified: boolean
  readonly scopes: readonly { readonly name: string; readonly token_type: 'bot' | 'user' }[]
  readonly decision: 'approved' | 'restricted' | 'requested' | null
  /** Indices of the workspaces where it is installed. */
  readonly teams: readonly number[]
  /** Taken out again after it was added. */
  readonly removed: boolean
  readonly by: number
  readonly addedDaysAgo: number
  readonly runDaysAgo: number | null
  readonly answer: {
    readonly isAgent: boolean
    readonly expected?: 'critical' | 'high' | 'medium' | 'low' | 'not-listed' | 'suggested' | null
    readonly expectedFactors?: readonly string[]
  }
}

const bot = (names: string): AppPlan['scopes'] => names.split(' ').map((name) => ({ name, token_type: 'bot' as const }))
const user = (names: string): AppPlan['scopes'] => names.split(' ').map((name) => ({ name, token_type: 'user' as const }))

const scopes = {
  all: bot('assistant:write channels:history groups:history im:history mpim:history channels:join users:read'),
  assistant: bot('assistant:write chat:write app_mentions:read im:history'),
  search: user('search:read.public search:read.private search:read.files'),
  notes: bot('chat:write channels:read users:read.email'),
  plain: bot('chat:write commands'),
} as const

const plain: Omit<AppPlan, 'id' | 'name' | 'answer'> = {
  archetype: null,
  homepage: null,
  internal: false,
  directory: true,
  certified: false,
  scopes: scopes.plain,
  decision: 'approved',
  teams: [0],
  removed: false,
  by: 3,
  addedDaysAgo: 90,
  runDaysAgo: null,
}

const lookAlikes = ['Enrollment Service', 'Fellow Travel', 'Cohere Roofing', 'Jasper Quarry'] as const

const products = [
  ['Claude', 'https://claude.ai', scopes.assistant],
  ['ChatGPT', 'https://openai.com', scopes.assistant],
  ['Glean', 'https://www.glean.com', scopes.search],
  ['Fireflies', 'https://fireflies.ai', scopes.notes],
  ['Otter.ai', 'https://otter.ai', scopes.notes],
  ['Grammarly', 'https://www.grammarly.com', scopes.plain],
  ['Moveworks', 'https://www.moveworks.com', scopes.assistant],
] as const

const ordinary = 'Northwell Brightpath Kestrelworks Lumenfield Oakbridge Quaysoft Tidemark Velloway Windrose Yarnspool'.split(' ')
const things = 'Polls Standups Birthdays Alerts Deploys Rota Kudos Expenses'.split(' ')

/** An id as Slack writes them: a letter and ten capitals or digits. */
export const slackId = (seed: number, letter: string, place: string, index = 0): string =>
  `${letter}0${(mix(seed, `slack/${letter}/${place}`, index).toString(36) + mix(seed, `slack/${letter}/${place}/more`, index).toString(36)).toUpperCase().padEnd(9, 'X').slice(0, 9)}`

/** Every app of the organisation; the archetypes first, then the crowd, whose ids come from the organisation's own seed. */
export function makeApps(seed: number, random: Random, crowd: number, own = seed): readonly AppPlan[] {
  const id = (place: string): string => slackId(seed, 'A', place)
  const agent = { isAgent: true, expected: null } as const
  return [
    {
      ...plain,
      archetype: 30,
      id: id('channel brain'),
      name: 'Channel Brain',
      homepage: 'https://channelbrain.example',
      directory: false,
      scopes: scopes.all,
      decision: null,
      teams: [0, 1],
      by: 22,
      addedDaysAgo: 40,
      answer: { isAgent: true, expected: null },
    },
    ...products.map(([name, homepage, asked], index): AppPlan => {
      return {
        ...plain,
        id: id(name),
        name,
        homepage,
        certified: index % 2 === 0,
        scopes: asked,
        runDaysAgo: index < 2 ? index : null,
        by: index,
        answer: agent,
      }
    }),
    {
      ...plain,
      id: id('read ai'),
      name: 'Read AI',
      homepage: 'https://www.read.ai',
      scopes: scopes.notes,
      decision: 'restricted',
      removed: true,
      answer: agent,
    },
    {
      ...plain,
      id: id('perplexity'),
      name: 'Perplexity',
      homepage: 'https://www.perplexity.ai',
      scopes: scopes.assistant,
      decision: 'requested',
      teams: [],
      answer: agent,
    },
    ...lookAlikes.map((name): AppPlan => {
      const homepage = `https://${name.toLowerCase().replaceAll(' ', '-')}.example`
      return { ...plain, archetype: 11, id: id(name), name, homepage, answer: { isAgent: false, expected: 'suggested' } }
    }),
    ...hostileNames.map((name, index): AppPlan => {
      return { ...plain, archetype: 40, id: id(`hostile ${index}`), name, homepage: `https://app${index}.voiceflow.com`, answer: agent }
    }),
    ...Array.from({ length: crowd }, (_unused, index): AppPlan => {
      const draw = random.at('app', index)
      return {
        ...plain,
        id: slackId(own, 'A', 'crowd', index),
        name: `${draw.pick(ordinary)} ${draw.pick(things)}`,
        homepage: 'https://apps.meridian.example',
        internal: draw.chance(0.3),
        certified: draw.chance(0.4),
        by: draw.below(30),
        addedDaysAgo: 5 + draw.below(900),
        decision: draw.chance(0.8) ? 'approved' : null,
        teams: draw.chance(0.3) ? [0, 1] : [draw.below(2)],
        answer: { isAgent: false, expected: 'not-listed' },
      }
    }),
  ]
}
