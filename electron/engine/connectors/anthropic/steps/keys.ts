import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { type Batch, complete, partial, type Step, skipped } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { distinctNames } from '../../places.ts'
import { list } from '../client.ts'
import { observeAdminKey } from '../observe-admin-key.ts'
import { observeAccount, observeKey } from '../observe-key.ts'
import { living, membersOf, type Workspaces, workspacesOf } from '../organization.ts'
import { type AdminKeyActivity, accountSchema, activitySchema, keySchema } from '../schema.ts'
import { costsOf, keyUseOf } from '../usage.ts'

const ended = (aside: number, what: string) => (aside === 0 ? complete : partial(`${aside} ${what} could not be read and were kept aside`))

/** One list holds the keys of all workspaces: it ended in each of them as it ended. */
function everywhere(workspaces: Workspaces | null, end: StepEnd): Batch {
  const names = distinctNames(living(workspaces))
  return { observations: [], call: null, cursor: null, keptAside: 0, places: [...names.values()].map((name) => ({ place: [name], end })) }
}

export const keys: Step = {
  id: 'keys',
  title: 'API keys',
  yields: 'keys of every workspace: owner, state, age, last use and models',
  after: [],
  calls: ['keys', 'users', 'workspaces', 'usage', 'costs'],
  hides: 'applications that call models with a key',
  owns: [
    { kind: 'subject', keyPrefix: 'key/' },
    { kind: 'grant', keyPrefix: 'role/key/' },
    { kind: 'ownership', keyPrefix: 'key/' },
    { kind: 'activity', keyPrefix: 'key/' },
  ],
  async *run(context) {
    const [members, workspaces, use, costs] = await Promise.all([
      membersOf(context),
      workspacesOf(context),
      keyUseOf(context),
      costsOf(context),
    ])
    const around = {
      members: members.ok ? members.value : null,
      workspaces: workspaces.ok ? workspaces.value : null,
      use: use.ok ? use.value : null,
      costs: costs.ok ? costs.value : null,
    }
    let seen = context.cursor !== null
    let aside = 0
    for await (const page of list(context, { call: 'keys', query: { limit: '100' }, from: context.cursor })) {
      if (!page.ok) {
        const end = endOf(page, seen)
        yield everywhere(around.workspaces, end)
        return end
      }
      const { kept, keptAside } = keep(keySchema, page.value.elements)
      seen = true
      aside += keptAside
      // An archived key never comes back: it is gone, and is not listed as something that can act.
      const observations = kept.filter((key) => key.status !== 'archived').flatMap((key) => observeKey(key, around))
      yield { observations, call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    const end = ended(aside, 'keys')
    yield everywhere(around.workspaces, end)
    return end
  },
}

export const serviceAccounts: Step = {
  id: 'service-accounts',
  title: 'Service accounts',
  yields: 'identities that belong to no person',
  after: [],
  calls: ['service-accounts', 'users'],
  hides: 'names and roles of identities that act without a person',
  owns: [
    { kind: 'subject', keyPrefix: 'account/' },
    { kind: 'grant', keyPrefix: 'role/account/' },
    { kind: 'ownership', keyPrefix: 'account/' },
    { kind: 'person', keyPrefix: 'account/' },
  ],
  async *run(context) {
    const token = await context.secret('orgToken')
    if (!token.ok) return { state: 'failed', failure: token.failure }
    if (!token.value) return skipped('not-asked', 'no OAuth token with org:admin was given; an administration key cannot read these')
    const found = await membersOf(context)
    let seen = context.cursor !== null
    let aside = 0
    const listing = { call: 'service-accounts', by: 'page', query: { limit: '100' }, from: context.cursor, key: 'orgToken' } as const
    for await (const page of list(context, listing)) {
      if (!page.ok) return endOf(page, seen)
      const { kept, keptAside } = keep(accountSchema, page.value.elements)
      seen = true
      aside += keptAside
      const observations = kept.filter((one) => !one.archived_at).flatMap((one) => observeAccount(one, found.ok ? found.value : null))
      yield { observations, call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    return ended(aside, 'service accounts')
  },
}

const made = 'admin_api_key_created'
const changed = 'admin_api_key_updated'
const deleted = 'admin_api_key_deleted'

/** Newest first, so a key's deletion comes before its making. Only these three kinds of entry are asked for. */
export const adminKeys: Step = {
  id: 'admin-keys',
  title: 'Administration keys',
  yields: 'administration keys made since the activity feed was switched on',
  after: [],
  calls: ['activities', 'users'],
  hides: 'keys that administer the organisation, and whose makers have left',
  owns: [
    { kind: 'subject', keyPrefix: 'admin-key/' },
    { kind: 'grant', keyPrefix: 'role/admin-key/' },
    { kind: 'ownership', keyPrefix: 'admin-key/' },
  ],
  async *run(context) {
    const found = await membersOf(context)
    const members = found.ok ? found.value : null
    const gone = new Set<string>()
    const changes = new Map<string, string>()
    let seen = false
    let aside = 0
    const repeated = { path: '/v1/compliance/activities', name: 'activity_types[]', values: [made, changed, deleted] }
    // No cursor: what was deleted is known only from the start of the feed, and a year of these entries is a page or two.
    for await (const page of list(context, { call: 'activities', query: { limit: '1000' }, repeated })) {
      if (!page.ok && !seen && page.failure.code === 'not-found')
        return skipped('not-configured', 'the activity feed is not switched on for this organisation')
      if (!page.ok) return endOf(page, seen)
      const { kept, keptAside } = keep(activitySchema, page.value.elements)
      seen = true
      aside += keptAside
      const alive: AdminKeyActivity[] = []
      for (const entry of kept) {
        const id = entry.admin_api_key_id
        if (entry.type === deleted) gone.add(id)
        else if (entry.type === changed && entry.created_at && !changes.has(id)) changes.set(id, entry.created_at)
        else if (entry.type === made && !gone.has(id)) alive.push(entry)
      }
      const observations = alive.flatMap((entry) => observeAdminKey(entry, changes.get(entry.admin_api_key_id) ?? null, members))
      yield { observations, call: page.value.call, cursor: null, keptAside }
    }
    return ended(aside, 'entries')
  },
}
