import type { Account } from './domain.ts'
import { type ClientPlan, productOf } from './plan.ts'
import type { DomainServer } from './server.ts'

const dayMs = 86_400_000
const kept = 180

interface Entry {
  readonly at: number
  readonly json: Record<string, unknown>
}

/** The audit log of one application, newest first, as far back as it is kept. Unknown applications have nothing. */
export function activityLog(server: DomainServer, application: string, query: URLSearchParams): readonly unknown[] {
  const { domain, asOf } = server
  const today = Date.parse(asOf) + 9 * 3_600_000
  const name = query.get('eventName')
  const filters = new Map((query.get('filters') ?? '').split(',').map((one) => one.split('==') as [string, string | undefined]))
  const wanted = filters.get('client_id')
  const product = filters.get('product_bucket')
  const from = Math.max(today - kept * dayMs, Date.parse(query.get('startTime') ?? '') || 0)
  if (application === 'gemini_in_workspace_apps') return told(geminiUses(server, today), from, name)
  const clients = domain.clients.filter((client) => wanted === undefined || client.clientId === wanted)
  const entries = clients.flatMap((client) => {
    if (application === 'admin') return delegations(server, client, today)
    if (application !== 'token') return []
    return [
      ...consents(server, client, today),
      ...uses(server, client, today).filter((use) => product === undefined || use.product === product),
    ]
  })
  return told(entries, from, name)
}

const told = (entries: readonly Entry[], from: number, name: string | null): readonly unknown[] =>
  entries
    .filter((entry) => entry.at >= from && (name === null || eventName(entry) === name))
    .toSorted((a, b) => b.at - a.at)
    .map((entry) => entry.json)

const eventName = (entry: Entry): unknown => (entry.json.events as readonly { readonly name: string }[])[0]?.name

/** A minute apart, so that the order is the same every time. */
function consents({ domain }: DomainServer, client: ClientPlan, today: number): readonly Entry[] {
  return client.people.flatMap((index) => {
    const account = domain.accounts[index]
    return account
      ? [
          entry(
            today - client.consentedDaysAgo * dayMs + index * 60_000,
            'token',
            account,
            'auth',
            'authorize',
            clientParameters(client, true),
          ),
        ]
      : []
  })
}

function uses({ domain }: DomainServer, client: ClientPlan, today: number): readonly (Entry & { readonly product: string })[] {
  const account = domain.accounts[client.people[0] ?? 0]
  const { usedDaysAgo, calls } = client
  if (usedDaysAgo === null || !account) return []
  return calls.map((product, index) => {
    const at = today - usedDaysAgo * dayMs - 3_600_000 - index * 1_000
    const told = [
      ...clientParameters(client, false),
      { name: 'api_name', value: product.toLowerCase() },
      { name: 'product_bucket', value: product },
    ]
    return { ...entry(at, 'token', account, 'auth', 'activity', told), product }
  })
}

/** Every fifth person uses Gemini; for everybody who opens a thread it offers a summary unasked. */
function geminiUses({ domain }: DomainServer, today: number): readonly Entry[] {
  const apps = [
    ['gmail', 'summarize', 'active_summarize'],
    ['docs', 'generate_document', 'active_generate'],
    ['meet', 'take_notes_for_me', 'active_summarize'],
  ] as const
  return domain.accounts.flatMap((account) => {
    const [app, action, category] = apps[account.index % apps.length] ?? apps[0]
    const offered = geminiEntry(today - 7_200_000 - account.index * 1_000, account, ['gmail', 'summarize_proactive', 'inactive'])
    const asked = geminiEntry(today - 3_600_000 - account.index * 1_000, account, [app, action, category])
    return account.index % 5 === 0 ? [offered, asked] : [offered]
  })
}

const geminiEntry = (at: number, account: Account, [app, action, category]: readonly [string, string, string]): Entry =>
  entry(at, 'gemini_in_workspace_apps', account, 'ai_usage_event', 'feature_utilization', [
    { name: 'app_name', value: app },
    { name: 'feature_source', value: 'side_panel' },
    { name: 'action', value: action },
    { name: 'event_category', value: category },
  ])

function delegations({ domain }: DomainServer, client: ClientPlan, today: number): readonly Entry[] {
  const account = domain.accounts[0]
  if (client.delegatedDaysAgo === null || !account) return []
  const parameters = [
    { name: 'API_CLIENT_NAME', value: client.clientId },
    { name: 'API_SCOPES', multiValue: client.scopes },
  ]
  return [entry(today - client.delegatedDaysAgo * dayMs, 'admin', account, 'DOMAIN_SETTINGS', 'AUTHORIZE_API_CLIENT_ACCESS', parameters)]
}

function clientParameters(client: ClientPlan, withScopes: boolean): readonly unknown[] {
  return [
    { name: 'client_id', value: client.clientId },
    { name: 'app_name', value: client.name },
    { name: 'client_type', value: client.nativeApp ? 'NATIVE_DESKTOP' : 'WEB' },
    ...(withScopes
      ? [
          { name: 'scope', multiValue: client.scopes },
          { name: 'scope_data', multiMessageValue: client.scopes.map(scopeData) },
        ]
      : []),
  ]
}

const scopeData = (scope: string): unknown => ({
  parameter: [
    { name: 'scope_name', value: scope },
    { name: 'product_bucket', multiValue: [productOf(scope)] },
  ],
})

function entry(at: number, applicationName: string, who: Account, type: string, name: string, parameters: readonly unknown[]): Entry {
  return {
    at,
    json: {
      kind: 'admin#reports#activity',
      id: { time: new Date(at).toISOString(), uniqueQualifier: String(at), applicationName, customerId: who.customerId },
      actor: { callerType: 'USER', email: who.mail, profileId: who.userId },
      events: [{ type, name, parameters }],
    },
  }
}
