import { existsSync } from 'node:fs'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { CallDeclaration, ConnectorContext, Reply } from '../connector.ts'
import { accessToken } from '../microsoft-sign-in.ts'
import { calls } from './calls.ts'
import { send } from './graph.ts'
import { graphPermissionIds } from './graph-permission-ids.ts'
import { probePower } from './power/probe-power.ts'
import { publicGraph } from './settings.ts'
import { rightsOf } from './token-rights.ts'

type Check = ProbeReport['checks'][number]

/** The cheapest call for each permission a scan wants, and what stays unseen without it. */
const checks = [
  { call: 'users', query: { $top: '1', $select: 'id' }, hides: 'which owners have left' },
  { call: 'service-principals', query: { $top: '1', $select: 'id' }, hides: 'applications, identities and what they may do' },
  { call: 'agent-identities', query: { $top: '1' }, hides: 'sponsors of agents' },
  { call: 'blueprints', query: { $top: '1' }, hides: 'blueprints of agents' },
  { call: 'delegated-grants', query: { $top: '1' }, hides: 'consents' },
  { call: 'sign-in-activity', query: { $top: '1' }, hides: 'which applications are dormant' },
  { call: 'packages', query: {}, hides: 'the catalogue of agents' },
] as const

/** Who is it, and which of the wanted permissions are there? Each is asked for by a call; the token's own words explain a refusal. */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const recording = context.settings.export
  if (recording) {
    return existsSync(recording)
      ? ok({ reached: true, identity: `recorded pages in ${recording}`, checks: [], notice: null })
      : fail('invalid-input', 'the recorded pages are not there', { subject: 'export', next: 'Check the path.' })
  }
  const home = await send(context, 'organization', { query: { $select: 'id,displayName' } })
  if (!home.ok && home.failure.code !== 'permission-missing') return home
  const token = await accessToken(context, new URL(context.settings.baseUrl ?? publicGraph).origin)
  const rights = token.ok ? rightsOf(token.value) : null
  const results = [checkOf('organization', 'which organisation this is', home, rights)]
  for (const { call, query, hides } of checks) {
    results.push(checkOf(call, hides, await send(context, call, { query }), rights))
  }
  for (const { call, hides, answer } of await probePower(context)) {
    if ('ok' in answer) results.push(checkOf(call, hides, answer, null))
    else results.push({ permission: permissionOf(call), state: answer.missing ? 'missing' : 'unknown', why: answer.unasked, hides })
  }
  return ok({
    reached: true,
    identity: `${home.ok ? tenantName(home.value.json) : 'a tenant'} as application ${context.settings.clientId ?? ''}`,
    checks: results,
    notice: null,
  })
}

const declaredAs = (call: string): CallDeclaration | undefined => calls.find(({ id }) => id === call)
const permissionOf = (call: string): string => declaredAs(call)?.permissions[0] ?? call

function checkOf(call: string, hides: string, reply: Result<Reply | null>, rights: ReadonlySet<string> | null): Check {
  const permission = permissionOf(call)
  if (reply.ok) return { permission, state: 'granted', why: 'the provider answered', hides }
  const told = Object.hasOwn(graphPermissionIds, permission) ? rights : null
  const holds = told === null ? null : (declaredAs(call)?.permissions ?? []).some((one) => told.has(one))
  if (reply.failure.code === 'permission-missing') {
    // The right is there and the call is refused all the same: what is missing is a licence, or the role of the person.
    const why = holds
      ? 'the token holds it, yet the call is refused: a licence, or a role of who signed in, is missing'
      : 'the call was refused'
    return { permission, state: 'missing', why, hides }
  }
  if (holds === null) return { permission, state: 'unknown', why: reply.failure.message, hides }
  const why = `${reply.failure.message}; the token ${holds ? 'holds it' : 'does not hold it'}`
  return { permission, state: holds ? 'granted' : 'missing', why, hides }
}

function tenantName(json: unknown): string {
  const first = (json as { value?: readonly { displayName?: unknown }[] } | null)?.value?.[0]?.displayName
  return typeof first === 'string' ? first.slice(0, 200) : 'a tenant'
}
