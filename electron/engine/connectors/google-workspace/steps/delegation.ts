import type { Failure } from '../../../../../shared/base/failure.ts'
import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { Grant, Observation } from '../../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, partial, type Step } from '../../connector.ts'
import { events, instant, logDays } from '../audit-log.ts'
import { clientList, type ListedClient } from '../client-list.ts'
import { endAfter } from '../ends.ts'
import { delegationKey, observeConsenter, observeDelegation } from '../observe-client.ts'
import { valuesOf } from '../schema.ts'
import { unusedScopes } from '../unused-scopes.ts'
import { clientNames } from './tokens.ts'

/** The last thing the log says of one client. */
interface Logged {
  readonly at: string
  readonly allowed: boolean
  readonly scopes: readonly string[]
  readonly by: { readonly key: string; readonly name: string; readonly active: null } | null
  readonly call: string
}

export const delegation: Step = {
  id: 'delegation',
  title: 'Domain-wide delegation',
  yields: 'clients that may act as anybody in the domain',
  after: ['tokens'],
  calls: ['admin-events', 'token-events'],
  hides: 'clients that act as anybody in the domain, which no person’s consent shows',
  owns: [
    { kind: 'subject', keyPrefix: 'delegation:' },
    { kind: 'grant', keyPrefix: 'delegation:' },
    { kind: 'ownership', keyPrefix: 'consenter:delegation:' },
  ],
  async *run(context) {
    const list = await clientList(context)
    const log = await logged(context)
    const known = log.ok ? log.value : new Map<string, Logged>()
    const given = list.ok ? list.value : null
    const delegated = [...(given?.clients.values() ?? [])].filter((client) => client.scopes.length > 0)
    const ids = [...new Set([...delegated.map((client) => client.clientId), ...known.keys()])].sort()
    if (given) yield { observations: [], call: given.call, cursor: null, keptAside: given.keptAside }
    for (const clientId of ids) {
      const listed = given?.clients.get(clientId) ?? null
      const entry = known.get(clientId) ?? null
      const scopes = standing(listed, entry, given?.writtenAt ?? null)
      if (scopes.length === 0) continue
      const name = clientNames(context).get(clientId)?.name ?? null
      const unused = await unusedScopes(context, { clientId, name: listed?.name || name, scopes, ifSeen: true })
      yield {
        observations: observed({ clientId, name, scopes, unused }, listed, entry),
        call: entry?.call ?? given?.call ?? null,
        cursor: null,
        keptAside: 0,
      }
    }
    return endOf(list.ok ? null : list.failure, log.ok ? null : log.failure, given !== null, ids.length > 0)
  },
}

/** What stands: the newer of list and log; nothing when it was taken away. */
function standing(listed: ListedClient | null, entry: Logged | null, listedAt: string | null): readonly string[] {
  const fromList = listed?.scopes ?? []
  if (entry === null || (listedAt !== null && entry.at <= listedAt)) return fromList
  return entry.allowed ? entry.scopes : []
}

interface Delegated {
  readonly clientId: string
  readonly name: string | null
  readonly scopes: readonly string[]
  /** Null: not known. */
  readonly unused: readonly string[] | null
}

function observed(
  { clientId, name, scopes, unused }: Delegated,
  listed: ListedClient | null,
  entry: Logged | null,
): readonly Observation[] {
  const subjectKey = delegationKey(clientId)
  const allowedAt = entry?.allowed ? entry.at : null
  const grant: Grant = {
    kind: 'grant',
    key: subjectKey,
    subjectKey,
    resource: 'Google Workspace',
    resourceKey: null,
    permissions: [...new Set(scopes)].sort(),
    ...(unused === null ? {} : { unused: [...new Set(unused)].sort() }),
    type: 'application',
    consent: 'tenant',
    principalKey: null,
    grantedAt: allowedAt,
  }
  const consenter = entry?.allowed && entry.by ? [observeConsenter(subjectKey, entry.by)] : []
  return [observeDelegation({ clientId, name, scopes, unused: unused ?? [], allowedAt }, listed), grant, ...consenter]
}

function endOf(list: Failure | null, log: Failure | null, given: boolean, seen: boolean) {
  if (log !== null) return endAfter(log, seen)
  if (list !== null) return endAfter(list, seen)
  if (given) return complete
  return partial(
    `no call lists domain-wide delegation: only what was allowed in the last ${logDays} days is seen. Copy the list from the Admin console and set clientList`,
  )
}

/** The newest word of the log on each client, from two kinds of events. */
async function logged(context: ConnectorContext): Promise<Result<ReadonlyMap<string, Logged>>> {
  const found = new Map<string, Logged>()
  for (const [eventName, allowed] of [
    ['AUTHORIZE_API_CLIENT_ACCESS', true],
    ['REMOVE_API_CLIENT_ACCESS', false],
  ] as const) {
    for await (const page of events(context, 'admin-events', eventName)) {
      if (!page.ok) return page
      for (const record of page.value.items) {
        const at = instant(record.id.time)
        for (const event of record.events.filter((one) => one.name === eventName)) {
          const clientId = valuesOf(event, 'API_CLIENT_NAME')[0]
          if (at === null || clientId === undefined || (found.get(clientId)?.at ?? '') > at) continue
          const { profileId, email } = record.actor ?? {}
          const by = profileId ? ({ key: `user:${profileId}`, name: email ?? profileId, active: null } as const) : null
          found.set(clientId, { at, allowed, scopes: valuesOf(event, 'API_SCOPES'), by, call: page.value.call })
        }
      }
    }
  }
  return ok(found)
}
