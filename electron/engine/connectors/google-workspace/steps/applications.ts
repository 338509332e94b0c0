import type { Grant, Person } from '../../../../../shared/domain/observation.ts'
import { type ConnectorContext, complete, type Step } from '../../connector.ts'
import { logStart } from '../audit-log.ts'
import { ask } from '../client.ts'
import { clientList } from '../client-list.ts'
import { consents } from '../consents.ts'
import { endAfter } from '../ends.ts'
import { clientKey, observeClient, observeConsenter } from '../observe-client.ts'
import { tokenSchema } from '../schema.ts'
import { clientNames, type KnownName, nameOf } from './tokens.ts'

/** Up to this many people who consented are named one by one; above it they are a number. */
const mostNamed = 10

interface Tally {
  readonly clientId: string
  readonly scopes: Set<string>
  readonly unused: Set<string>
  readonly principals: string[]
  people: number
  first: string | null
  undated: boolean
}

export const applications: Step = {
  id: 'applications',
  title: 'Applications',
  yields: 'one application for each client id, with what all consents to it amount to',
  after: ['tokens'],
  calls: ['user-token'],
  hides: 'which applications there are',
  owns: [
    { kind: 'subject', keyPrefix: 'client:' },
    { kind: 'ownership', keyPrefix: 'consenter:client:' },
  ],
  async *run(context) {
    const list = await clientList(context)
    const dates = await consents(context)
    const people = new Map([...context.seen('person')].map((person) => [person.key, person] as const))
    const tallies = [...tally(context.seen('grant')).values()].sort((a, b) => (a.clientId < b.clientId ? -1 : 1))
    const names = clientNames(context)
    let seen = false
    for (const one of tallies) {
      const known = names.get(one.clientId) ?? (await lookUp(context, one))
      if ('failure' in known) return endAfter(known.failure, seen)
      seen = true
      const listed = (list.ok ? list.value?.clients.get(one.clientId) : null) ?? null
      const client = {
        clientId: one.clientId,
        name: known.name,
        nativeApp: known.nativeApp,
        scopes: one.scopes,
        unused: one.unused,
        people: one.people,
        since: dates.ok ? (one.undated ? monthAfter(logStart(context)) : one.first) : null,
        olderThanLog: dates.ok && one.undated,
      }
      const consenters = one.people <= mostNamed ? one.principals.map((key) => named(key, people)) : []
      const subjectKey = clientKey(one.clientId)
      const observations = [observeClient(client, listed), ...consenters.map((person) => observeConsenter(subjectKey, person))]
      yield { observations, call: known.call, cursor: null, keptAside: 0, expected: tallies.length }
    }
    // An unreadable list is told by the step that reads it for delegation.
    return complete
  },
}

function tally(grants: Iterable<Grant>): ReadonlyMap<string, Tally> {
  const found = new Map<string, Tally>()
  for (const grant of grants) {
    if (!grant.key.startsWith('token:')) continue
    const clientId = grant.subjectKey.slice('client:'.length)
    const one: Tally = found.get(clientId) ?? {
      clientId,
      scopes: new Set(),
      unused: new Set(),
      principals: [],
      people: 0,
      first: null,
      undated: false,
    }
    found.set(clientId, one)
    for (const scope of grant.permissions) one.scopes.add(scope)
    for (const scope of grant.unused ?? []) one.unused.add(scope)
    one.people += 1
    if (one.principals.length < mostNamed && grant.principalKey !== null) one.principals.push(grant.principalKey)
    if (grant.grantedAt === null) one.undated = true
    else if (one.first === null || grant.grantedAt < one.first) one.first = grant.grantedAt
  }
  return found
}

/** A consent that the log does not know is older than the log: it was there by then. Whole months, so that it does not move daily. */
function monthAfter(start: Date): string {
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)).toISOString()
}

/** After an interruption the names of clients seen before it are asked for again, by one consent each. */
async function lookUp(context: ConnectorContext, one: Tally): Promise<KnownName | { readonly failure: Parameters<typeof endAfter>[0] }> {
  const userKey = one.principals[0]?.slice('user:'.length) ?? ''
  const reply = await ask(context, 'user-token', { path: { userKey, clientId: one.clientId }, accept: [404] })
  if (!reply.ok) return { failure: reply.failure }
  const token = tokenSchema.safeParse(reply.value.json)
  return token.success ? nameOf(token.data, reply.value.call) : { name: null, nativeApp: null, call: reply.value.call }
}

function named(key: string, people: ReadonlyMap<string, Person>): { key: string; name: string; active: boolean | null } {
  const person = people.get(key)
  return { key, name: person?.name ?? key.slice('user:'.length), active: person?.active ?? null }
}
