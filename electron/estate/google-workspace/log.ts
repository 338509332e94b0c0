import type { Account } from './domain.ts'
import type { ClientPlan } from './plan.ts'
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
  const wanted = /^client_id==(.+)$/.exec(query.get('filters') ?? '')?.[1]
  const from = Math.max(today - kept * dayMs, Date.parse(query.get('startTime') ?? '') || 0)
  const clients = domain.clients.filter((client) => wanted === undefined || client.clientId === wanted)
  const entries = clients.flatMap((client) => {
    if (application === 'admin') return delegations(server, client, today)
    if (application !== 'token') return []
    return [...consents(server, client, today), ...uses(server, client, today)]
  })
  return entries
    .filter((entry) => entry.at >= from && (name === null || eventName(entry) === name))
    .sort((a, b) => b.at - a.at)
    .map((entry) => entry.json)
}

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

function uses({ domain }: DomainServer, client: ClientPlan, today: number): readonly Entry[] {
  const account = domain.accounts[client.people[0] ?? 0]
  if (client.usedDaysAgo === null || !account) return []
  return [entry(today - client.usedDaysAgo * dayMs - 3_600_000, 'token', account, 'auth', 'activity', clientParameters(client, false))]
}

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
    ...(withScopes ? [{ name: 'scope', multiValue: client.scopes }] : [{ name: 'api_name', value: 'drive' }]),
  ]
}

function entry(at: number, applicationName: string, who: Account, type: string, name: string, parameters: readonly unknown[]): Entry {
  return {
    at,
    json: {
      kind: 'admin#reports#activity',
      id: { time: new Date(at).toISOString(), uniqueQualifier: String(at), applicationName, customerId: 'C01meridian' },
      actor: { callerType: 'USER', email: who.mail, profileId: who.userId },
      events: [{ type, name, parameters }],
    },
  }
}
