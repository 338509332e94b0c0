import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Reply, RequestParams, Revoker } from '../connector.ts'
import { pages, send } from './graph.ts'
import { noteQuarantine } from './power/fresh-quarantine.ts'
import { powerHosts } from './power/hosts.ts'
import { inventoryAgent } from './power/inventory.ts'
import { quarantineSchema } from './power/schema.ts'
import { plan } from './revoke-plan.ts'
import { assignmentSchema, grantSchema, packageSchema, principalSchema } from './schema.ts'

/** How one kind of write is read before, judged, and taken back. */
interface Undoable {
  /** What stands now, as far as it matters; null: the thing is gone. */
  now(call: PlannedCall, context: ConnectorContext): Promise<Result<Standing | null>>
  /** Whether what stands now is already what the call wants. */
  reached(standing: Standing | null, call: PlannedCall): boolean
  undo(call: PlannedCall, before: Standing, context: ConnectorContext): Promise<Result<Reply>>
}

type Standing = Readonly<Record<string, unknown>>

const json = { 'content-type': 'application/json' }

async function readOne(
  context: ConnectorContext,
  call: string,
  path: Readonly<Record<string, string>>,
  pick: (json: unknown) => Standing | null,
): Promise<Result<Standing | null>> {
  const reply = await send(context, call, { path, accept: [404] })
  if (!reply.ok) return reply
  return ok(reply.value.status === 404 ? null : pick(reply.value.json))
}

const write = (context: ConnectorContext, call: string, params: RequestParams) => send(context, call, { headers: json, ...params })

const principal: Undoable = {
  now: (call, context) =>
    readOne(context, 'service-principal', { id: call.params.id ?? '' }, (body) => {
      const parsed = principalSchema.safeParse(body)
      return parsed.success ? { accountEnabled: parsed.data.accountEnabled ?? null } : null
    }),
  reached: (standing) => standing === null || standing.accountEnabled === false,
  undo: (call, before, context) =>
    write(context, 'set-principal', { path: { id: call.params.id ?? '' }, body: { accountEnabled: before.accountEnabled !== false } }),
}

const readGrant: Undoable['now'] = (call, context) =>
  readOne(context, 'delegated-grant', { id: call.params.id ?? '' }, (body) => {
    const parsed = grantSchema.safeParse(body)
    if (!parsed.success) return null
    const { clientId, consentType, principalId, resourceId, scope } = parsed.data
    return { clientId, consentType, principalId: principalId ?? null, resourceId, scope }
  })

const deletedGrant: Undoable = {
  now: readGrant,
  reached: (standing) => standing === null,
  undo: (_call, before, context) => write(context, 'restore-grant', { body: before }),
}

const words = (scope: unknown): string =>
  String(scope ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .sort()
    .join(' ')

const narrowedGrant: Undoable = {
  now: readGrant,
  reached: (standing, call) => standing === null || words(standing.scope) === words((JSON.parse(call.body ?? '{}') as Standing).scope),
  undo: (call, before, context) => write(context, 'narrow-grant', { path: { id: call.params.id ?? '' }, body: { scope: before.scope } }),
}

const deletedRole: Undoable = {
  now: async (call, context) => {
    const { id = '', assignment = '' } = call.params
    for await (const page of pages(context, {
      call: 'app-role-assigned-to',
      schema: assignmentSchema,
      path: { id },
      query: { $top: '999' },
    })) {
      if (!page.ok) return page
      const found = page.value.items.find((item) => item.id === assignment)
      if (found) return ok({ principalId: found.principalId, resourceId: id, appRoleId: found.appRoleId })
    }
    return ok(null)
  },
  reached: (standing) => standing === null,
  undo: (call, before, context) => write(context, 'restore-role', { path: { id: call.params.id ?? '' }, body: before }),
}

const blockedPackage: Undoable = {
  now: (call, context) =>
    readOne(context, 'package', { id: call.params.id ?? '' }, (body) => {
      const parsed = packageSchema.safeParse(body)
      return parsed.success ? { isBlocked: parsed.data.isBlocked === true } : null
    }),
  reached: (standing) => standing === null || standing.isBlocked === true,
  undo: (call, _before, context) => write(context, 'unblock-package', { path: { id: call.params.id ?? '' } }),
}

const studioVersion = { 'api-version': '2024-10-01' }

/** Whether an agent of the studio is in quarantine. Where the status is refused, the inventory tells it too, some twenty minutes late. */
const quarantined: Undoable = {
  now: async (call, context) => {
    const { environment = '', id = '' } = call.params
    const host = powerHosts(context.settings.powerCloud)
    const reply = await send(context, 'quarantine-status', { host, path: { environment, id }, query: studioVersion, accept: [404] })
    if (reply.ok) {
      if (reply.value.status === 404) return ok(null)
      const status = quarantineSchema.safeParse(reply.value.json)
      if (status.success) {
        noteQuarantine(context, environment, id, status.data.isBotQuarantined)
        return ok(status.data)
      }
      return fail('unexpected-reply', 'the provider did not say whether the agent is in quarantine', {
        next: 'Verify again in a few minutes.',
      })
    }
    if (reply.failure.code !== 'permission-missing') return reply
    const row = await inventoryAgent(context, environment, id)
    if (!row.ok) return reply
    return ok(row.value === null ? null : { isBotQuarantined: row.value.properties.isQuarantined === true })
  },
  reached: (standing) => standing === null || standing.isBotQuarantined === true,
  undo: async (call, _before, context) => {
    const { environment = '', id = '' } = call.params
    const host = powerHosts(context.settings.powerCloud)
    const done = await write(context, 'unquarantine', { host, path: { environment, id }, query: studioVersion })
    if (done.ok) noteQuarantine(context, environment, id, false)
    return done
  },
}

const kinds: Readonly<Record<string, Undoable>> = {
  'set-principal': principal,
  'delete-grant': deletedGrant,
  'narrow-grant': narrowedGrant,
  'delete-role': deletedRole,
  'block-package': blockedPackage,
  quarantine: quarantined,
}

const unknownCall = () => fail('bug', 'this plan holds a call that this connector does not make')

const leftOver: Readonly<Record<string, string>> = {
  quarantine: 'Its maker can still test it in the studio, and flows it started run to their end.',
  'set-principal':
    'Access tokens that were issued before stay valid for about an hour, except where continuous access evaluation ends them.',
  'delete-grant': 'Access tokens that were issued before stay valid for about an hour.',
  'delete-role': 'Access tokens that were issued before stay valid for about an hour.',
}

export const revoke: Revoker = {
  plan,
  execute: async (call, context) => {
    const kind = kinds[call.callId]
    if (!kind) return unknownCall()
    const before = await kind.now(call, context)
    if (!before.ok) return before
    const preImage = before.value === null ? null : JSON.stringify(before.value)
    if (kind.reached(before.value, call)) return ok({ state: 'already', preImage, call: null })
    const done = await write(context, call.callId, {
      path: call.params,
      ...(call.callId === 'quarantine' ? { host: powerHosts(context.settings.powerCloud), query: studioVersion } : {}),
      ...(call.body === null ? {} : { body: JSON.parse(call.body) as unknown }),
    })
    return done.ok ? ok({ state: 'done', preImage, call: done.value.call }) : done
  },
  verify: async (calls, context) => {
    let inForce = true
    for (const call of calls) {
      const kind = kinds[call.callId]
      if (!kind) return unknownCall()
      const now = await kind.now(call, context)
      if (!now.ok) return now
      inForce &&= kind.reached(now.value, call)
    }
    return ok({ inForce, leftOver: [...new Set(calls.flatMap((call) => leftOver[call.callId] ?? []))], call: null })
  },
  undo: async (call, preImage, context) => {
    const kind = kinds[call.callId]
    if (!kind) return unknownCall()
    if (preImage === null)
      return fail('not-found', 'there is no saved state to go back to', { subject: call.callId, next: 'Restore it by hand.' })
    const done = await kind.undo(call, JSON.parse(preImage) as Standing, context)
    return done.ok ? ok({ call: done.value.call }) : done
  },
}
