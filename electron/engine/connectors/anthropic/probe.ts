import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { ask } from './client.ts'
import { organizationSchema } from './schema.ts'

type Check = ProbeReport['checks'][number]

const optional = [
  {
    secret: 'workspaceKey',
    permission: 'API key of a workspace',
    call: 'agents',
    hides: 'agents that run at the provider',
  },
  { secret: 'orgToken', permission: 'org:admin', call: 'service-accounts', hides: 'names and roles of service accounts' },
] as const

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
  for (const { secret, permission, call, hides } of optional) {
    const value = await context.secret(secret)
    if (!value.ok) return value
    if (!value.value) {
      checks.push({ permission, state: 'unknown', why: 'not given; it is optional', hides })
      continue
    }
    const reply = await ask(context, call, { query: { limit: '1' }, accept: [401, 403, 404] }, secret)
    if (!reply.ok) return reply
    const granted = reply.value.status < 300
    checks.push({ permission, state: granted ? 'granted' : 'missing', why: `the provider answered ${reply.value.status}`, hides })
  }
  const identity = organization.success ? (organization.data.name ?? organization.data.id).slice(0, 200) : null
  return ok({ reached: true, identity, checks, notice: null })
}
