import { blankSubject, type Ownership, type Signal, type Subject } from '../../../../shared/domain/observation.ts'
import { recognise } from '../catalogue/recognise.ts'
import { logDays } from './audit-log.ts'
import type { ListedClient } from './client-list.ts'
import { scopeTraits } from './standing.ts'

export const clientKey = (clientId: string): string => `client:${clientId}`
export const delegationKey = (clientId: string): string => `delegation:${clientId}`

/** Google's own clients that carry consents of staff: explained, never shadow. Source: Chromium and the Google Cloud CLI, both open. */
const ownClients: ReadonlySet<string> = new Set([
  '77185425430.apps.googleusercontent.com',
  '32555940559.apps.googleusercontent.com',
  '764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com',
])

/** What the consents to one client amount to. */
export interface ConsentedClient {
  readonly clientId: string
  /** What its developer calls it; null: not told. */
  readonly name: string | null
  readonly nativeApp: boolean | null
  readonly scopes: ReadonlySet<string>
  /** Those of them that let it into products it did not call; empty where that is not known. */
  readonly unused: ReadonlySet<string>
  readonly people: number
  /** The first consent, or the day by which it was there; null: not looked up. */
  readonly since: string | null
  /** Whether some consents are older than the log. */
  readonly olderThanLog: boolean
}

/** An application that people gave access to. One client is one subject, however many consented. */
export function observeClient(client: ConsentedClient, listed: ListedClient | null): Subject {
  const { clientId } = client
  const name = client.name || listed?.name || clientId
  return {
    ...clientSubject(clientId, name, listed, client.scopes),
    key: clientKey(clientId),
    autonomy: {
      floor: 'A1',
      ceiling: 'A4',
      because: 'it acts for those who consented; whether it keeps their access while they are away is not told',
    },
    createdAt: client.since,
    credentials: [{ kind: 'oauth', name: 'Consent of its users', createdAt: client.since, expiresAt: null }],
    exposure: 'named',
    details: {
      'Client id': clientId,
      Consents: String(client.people),
      ...(client.nativeApp === null ? {} : { 'Installed on devices': client.nativeApp ? 'yes' : 'no' }),
      ...(client.olderThanLog && client.since !== null
        ? { 'First consent': `before ${client.since.slice(0, 10)}: older than the log keeps` }
        : {}),
      ...notUsed(client.unused),
    },
  }
}

/** A client that an administrator allowed to act as anybody in the domain. */
export function observeDelegation(
  client: {
    readonly clientId: string
    readonly name: string | null
    readonly scopes: readonly string[]
    readonly unused: readonly string[]
    readonly allowedAt: string | null
  },
  listed: ListedClient | null,
): Subject {
  const name = listed?.name || client.name || client.clientId
  return {
    ...clientSubject(client.clientId, name, listed, client.scopes),
    key: delegationKey(client.clientId),
    autonomy: { floor: 'A4', ceiling: 'A4', because: 'domain-wide delegation: it acts as anybody in the domain without them being there' },
    createdAt: client.allowedAt,
    exposure: 'tenant',
    details: { 'Client id': client.clientId, 'Domain-wide delegation': 'yes', ...notUsed(client.unused) },
  }
}

const scopesShown = 20

/** Granted and not used, by scope. */
function notUsed(unused: Iterable<string>): Readonly<Record<string, string>> {
  const idle = [...new Set(unused)].map((scope) => scope.replace(/^https:\/\/www\.googleapis\.com\/auth\//, '')).toSorted()
  if (idle.length === 0) return {}
  const more = idle.length > scopesShown ? ` and ${idle.length - scopesShown} more` : ''
  return { [`Allowed and not used in ${logDays} days`]: `${idle.slice(0, scopesShown).join(', ')}${more}` }
}

function clientSubject(clientId: string, name: string, listed: ListedClient | null, scopes: Iterable<string>): Omit<Subject, 'key'> {
  const firstParty = ownClients.has(clientId)
  const signals: readonly Signal[] = recognise({ name, clientId, ...(listed?.website ? { domains: [listed.website] } : {}) })
  const foreign = !firstParty && signals.some((signal) => signal.certainty === 'certain')
  return {
    ...blankSubject,
    role: 'identity',
    name,
    nativeIds: [{ kind: 'google-client-id', value: clientId, joins: true }],
    agentKind: signals.length > 0 && !firstParty ? 'ai-application' : 'automation-identity',
    platform: 'Google Workspace',
    signals,
    publisher: listed?.website ? { name: listed.website, verified: null } : null,
    firstParty,
    enabled: true,
    endpoint: listed?.website || null,
    traits: [...(foreign ? (['third-party'] as const) : []), ...scopeTraits(scopes)],
  }
}

/** One person who let a client in; shown, but answering for nothing. */
export function observeConsenter(
  subjectKey: string,
  person: { readonly key: string; readonly name: string; readonly active: boolean | null },
): Ownership {
  return {
    kind: 'ownership',
    key: `consenter:${subjectKey}:${person.key}`,
    subjectKey,
    role: 'consenter',
    person: { ...person, type: 'user' },
  }
}
