import { guidAt } from '../ids.ts'
import type { Random } from '../random.ts'
import type { EnginePlan, ProjectPlan } from './plan.ts'
import type { ServicesPlan } from './services-plan.ts'

const agent = { isAgent: true } as const
const plain = { archetype: null, answer: agent } as const

/** What stands beside Agent Engine: the stories first, then what a firm has of it. */
export function makeServices(options: {
  readonly seed: number
  readonly random: Random
  readonly projects: readonly ProjectPlan[]
  readonly engines: readonly EnginePlan[]
}): ServicesPlan {
  const { seed, random, projects, engines } = options
  const id = (place: string, index = 0): string => guidAt(seed, `google-cloud/${place}`, index)
  const engine = (name: string): string => {
    const found = engines.find((one) => one.name === name)
    return found === undefined ? '' : `${found.project}/${found.location}/${found.id}`
  }
  const crowd = projects.filter(({ services }) => services.includes('apikeys') && services.length < 10)
  return {
    endpoints: [
      {
        ...plain,
        project: 'meridian-data',
        location: 'europe-west4',
        id: '5210023',
        name: 'Churn scores',
        models: [
          { id: '771', model: 'projects/meridian-data/locations/europe-west4/models/churn@3' },
          { id: '773', model: 'projects/meridian-data/locations/europe-west4/models/churn-trial@1' },
        ],
        logged: true,
      },
      {
        ...plain,
        project: 'meridian-lab',
        location: 'us-central1',
        id: '5210024',
        name: 'Open weights trial',
        models: [
          { id: '772', model: 'publishers/google/models/gemma-3-27b', account: 'cloud-gardener@meridian-lab.iam.gserviceaccount.com' },
        ],
        logged: false,
      },
      // Nothing is deployed there: a name only.
      {
        ...plain,
        project: 'meridian-lab',
        location: 'us-central1',
        id: '5210025',
        name: 'Empty endpoint',
        models: [],
        logged: false,
        answer: { isAgent: false },
      },
    ],
    chats: [
      {
        ...plain,
        project: 'meridian-care',
        location: 'europe-west1',
        id: id('chat', 0),
        name: 'Order status line',
        description: 'Tells customers where their order is.',
        model: 'gemini-2.5-flash',
        tools: ['get_order_status', 'create_refund'],
        webhook: 'https://orders.meridian.example/hook',
        logged: true,
      },
      {
        ...plain,
        project: 'meridian-care',
        location: 'global',
        id: id('chat', 1),
        name: 'Opening hours',
        description: '',
        model: null,
        tools: [],
        webhook: 'http://hours.meridian.example/hook',
        logged: false,
      },
    ],
    apps: [
      {
        archetype: 17,
        project: 'meridian-care',
        location: 'eu',
        id: 'warranty',
        name: 'Warranty desk',
        description: 'Answers customers and looks their contracts up.',
        model: 'gemini-2.5-flash',
        open: true,
        tools: ['search_customer_contracts', 'update_customer_record'],
        answer: { isAgent: true, expected: 'critical', expectedFactors: ['exposure'] },
      },
      {
        ...plain,
        project: 'meridian-care',
        location: 'us',
        id: 'returns',
        name: 'Returns portal',
        description: 'For dealers who are signed in.',
        model: 'gemini-2.5-flash',
        open: false,
        tools: ['create_return_label'],
      },
    ],
    geminiApps: [
      {
        ...plain,
        project: 'meridian-care',
        location: 'global',
        id: 'staff-assistant',
        name: 'Staff assistant',
        solution: 'SOLUTION_TYPE_SEARCH',
        intranet: true,
        stores: ['hr-policies', 'care-handbook'],
      },
      // Recommends films; no model answers anybody.
      {
        ...plain,
        project: 'meridian-care',
        location: 'global',
        id: 'training-films',
        name: 'Training films',
        solution: 'SOLUTION_TYPE_RECOMMENDATION',
        intranet: false,
        stores: ['films'],
        answer: { isAgent: false },
      },
    ],
    geminiAgents: [
      {
        ...plain,
        project: 'meridian-care',
        location: 'global',
        id: '9001',
        app: 'staff-assistant',
        name: 'Quarterly figures for everybody',
        description: 'Shows the figures of the quarter.',
        everybody: true,
        state: 'ENABLED',
        elsewhere: 'https://agents.figures.example/a2a',
        answer: { isAgent: true, expectedFactors: ['exposure'] },
      },
      {
        ...plain,
        project: 'meridian-care',
        location: 'global',
        id: '9002',
        app: 'staff-assistant',
        name: 'Invoice Matcher for staff',
        description: 'Asks the invoice matcher.',
        everybody: false,
        state: 'ENABLED',
        engine: engine('Invoice Matcher'),
      },
      {
        ...plain,
        project: 'meridian-care',
        location: 'global',
        id: '9003',
        app: 'staff-assistant',
        name: 'Canteen menu',
        description: '',
        everybody: false,
        state: 'DISABLED',
      },
    ],
    registered: [
      {
        ...plain,
        sort: 'agent',
        project: 'meridian-finance',
        location: 'europe-west4',
        id: 'invoice-matcher',
        name: 'Invoice Matcher',
        url: 'https://matcher.finance.meridian.example/a2a',
        tools: [{ name: 'match_invoice' }],
        engine: engine('Invoice Matcher'),
        uses: ['ledger-tools'],
      },
      {
        ...plain,
        sort: 'agent',
        project: 'meridian-supply',
        location: 'global',
        id: 'freight-quotes',
        name: 'Freight quotes',
        url: 'http://quotes.supply.meridian.example/a2a',
        tools: [{ name: 'request_quote' }],
      },
      {
        ...plain,
        sort: 'server',
        project: 'meridian-finance',
        location: 'europe-west4',
        id: 'ledger-tools',
        name: 'Ledger tools',
        url: 'https://mcp.finance.meridian.example/mcp',
        tools: [{ name: 'read_ledger', reads: true }, { name: 'post_journal_entry' }],
      },
      {
        ...plain,
        sort: 'endpoint',
        project: 'meridian-supply',
        location: 'global',
        id: 'weather',
        name: 'Weather',
        url: 'https://weather.example/v1',
        tools: [],
        answer: { isAgent: false },
      },
    ],
    apiKeys: [
      {
        ...plain,
        project: 'meridian-lab',
        location: 'global',
        id: id('api-key', 0),
        name: 'Gemini trial',
        targets: ['generativelanguage.googleapis.com'],
        createdDaysAgo: 500,
        answer: { isAgent: true, expectedFactors: ['credential-age'] },
      },
      {
        ...plain,
        project: 'meridian-lab',
        location: 'global',
        id: id('api-key', 1),
        name: 'Maps of the depot',
        targets: ['maps-backend.googleapis.com'],
        createdDaysAgo: 700,
        answer: { isAgent: false },
      },
      ...crowd.map((project, index) => {
        const gemini = random.at('api-key', index).chance(0.4)
        return {
          ...plain,
          project: project.id,
          location: 'global',
          id: id('api-key', index + 2),
          name: `Browser key ${index + 1}`,
          targets: [gemini ? 'generativelanguage.googleapis.com' : 'translate.googleapis.com'],
          createdDaysAgo: 10 + random.at('api-key-age', index).below(900),
          answer: { isAgent: gemini },
        }
      }),
    ],
    signIns: [
      {
        ...plain,
        project: 'meridian-finance',
        location: 'europe-west4',
        id: 'ticket-system',
        name: 'Sign-in ticket-system',
        host: 'auth.tickets.example',
        clientId: 'meridian-agents',
        scopes: ['read:tickets', 'write:tickets'],
        answer: { isAgent: false },
      },
    ],
  }
}
