import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext, RequestParams } from '../connector.ts'
import { ask } from './client.ts'

type Check = ProbeReport['checks'][number]

const one = { query: { limit: '1' } }

const wants: readonly {
  readonly permission: string
  readonly call: string
  readonly hides: string
  readonly ask: (now: Date) => RequestParams
}[] = [
  { permission: 'api.management.read', call: 'projects', hides: 'projects, keys, service accounts and members', ask: () => one },
  {
    permission: 'api.usage.read',
    call: 'costs',
    hides: 'what keys cost, and which models they call',
    ask: (now) => ({ query: { limit: '1', start_time: String(Math.floor(now.getTime() / 86_400_000 - 1) * 86_400) } }),
  },
  {
    permission: 'api.audit_logs.read',
    call: 'audit-logs',
    hides: 'who created service accounts',
    ask: () => ({ ...one, accept: [400, 404] }),
  },
]

/** Three of the smallest questions: is the key good, and which of the three reading scopes does it have? */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const checks: Check[] = []
  for (const { permission, call, hides, ask: params } of wants) {
    const reply = await ask(context, call, params(context.now()))
    const missing = !reply.ok && reply.failure.code === 'permission-missing'
    if (!reply.ok && !missing) return reply
    const why = missing ? 'the key does not have this scope' : 'the provider answered'
    checks.push({ permission, state: missing ? 'missing' : 'granted', why, hides })
  }
  const assistants = await assistantsCheck(context)
  if (!assistants.ok) return assistants
  return ok({ reached: true, identity: 'administration key', checks: [...checks, assistants.value], notice: null })
}

/** The key of a project is optional, and is asked by itself. */
async function assistantsCheck(context: ConnectorContext): Promise<Result<Check>> {
  const wanted = { permission: 'api.assistants.read', hides: 'assistants, their models and tools' } as const
  const key = await context.secret('projectKey')
  if (!key.ok) return key
  if (!key.value) return ok({ ...wanted, state: 'unknown', why: 'no key of a project was given; it is optional' })
  const params = { ...one, headers: { 'OpenAI-Beta': 'assistants=v2' }, accept: [404] }
  const reply = await ask(context, 'assistants', params, 'projectKey')
  if (reply.ok) return ok({ ...wanted, state: 'granted', why: 'the provider answered' })
  const refused = reply.failure.code === 'permission-missing' || reply.failure.code === 'auth-failed'
  return refused ? ok({ ...wanted, state: 'missing', why: reply.failure.message }) : reply
}
