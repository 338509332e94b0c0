import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { ask, type Key } from './client.ts'
import { organizationSchema } from './schema.ts'
import { workspaceKeys } from './workspace-keys.ts'

type Check = ProbeReport['checks'][number]

const agents = { permission: 'API key of a workspace', hides: 'agents that run at the provider' }
const accounts = { permission: 'org:admin', hides: 'names and roles of service accounts' }
const notGiven = { state: 'unknown', why: 'not given; it is optional' } as const

/** Whose is the key, is the activity feed open, and are the two optional credentials there? */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const me = await ask(context, 'me')
  if (!me.ok) return me
  const organization = organizationSchema.safeParse(me.value.json)
  const checks: Check[] = [
    { permission: 'Admin API key', state: 'granted', why: 'the provider answered', hides: 'keys, members, workspaces, use and costs' },
  ]
  const feed = await ask(context, 'activities', { query: { limit: '1' }, accept: [403, 404] })
  if (!feed.ok) return feed
  checks.push({
    permission: 'read:compliance_activities',
    state: feed.value.status < 300 ? 'granted' : 'missing',
    why: feed.value.status < 300 ? 'the provider answered' : 'the activity feed is not switched on, or the key may not read it',
    hides: 'keys that administer the organisation',
  })
  const keys = await workspaceKeys(context)
  if (!keys.ok) return keys
  const opens = await statusesOf(
    context,
    'agents',
    keys.value.map((workspaceKey) => ({ workspaceKey })),
  )
  if (!opens.ok) return opens
  checks.push({ ...agents, ...(opens.value.length === 0 ? notGiven : verdictOf(opens.value)) })
  const token = await context.secret('orgToken')
  if (!token.ok) return token
  const named = await statusesOf(context, 'service-accounts', token.value ? ['orgToken'] : [])
  if (!named.ok) return named
  checks.push({ ...accounts, ...(named.value.length === 0 ? notGiven : verdictOf(named.value)) })
  const identity = organization.success ? (organization.data.name ?? organization.data.id).slice(0, 200) : null
  return ok({ reached: true, identity, checks, notice: null })
}

/** What the provider answers to each of some credentials. */
async function statusesOf(context: ConnectorContext, call: string, keys: readonly Key[]): Promise<Result<readonly number[]>> {
  const statuses: number[] = []
  for (const key of keys) {
    const reply = await ask(context, call, { query: { limit: '1' }, accept: [401, 403, 404] }, key)
    if (!reply.ok) return reply
    statuses.push(reply.value.status)
  }
  return ok(statuses)
}

/** One that is refused hides what it alone would show. */
function verdictOf(statuses: readonly number[]): Pick<Check, 'state' | 'why'> {
  const refused = statuses.filter((status) => status >= 300)
  const answers = `the provider answered ${[...new Set(refused.length > 0 ? refused : statuses)].join(' and ')}`
  const which = refused.length > 0 && statuses.length > 1 ? ` to ${refused.length} of ${statuses.length} keys` : ''
  return { state: refused.length > 0 ? 'missing' : 'granted', why: `${answers}${which}` }
}
