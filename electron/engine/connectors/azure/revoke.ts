import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Reply, Revoker } from '../connector.ts'
import { versions } from './calls.ts'
import { type Params, send } from './client.ts'
import { plan } from './revoke-plan.ts'
import { accountSchema, agentDeploymentSchema, applicationSchema, botSchema, routineSchema, workflowSchema } from './schema.ts'

type Standing = Readonly<Record<string, unknown>>

/** How one kind of write is read before, judged, and taken back. */
interface Undoable {
  readonly version: string
  /** Id of the declared call that reads it, and what of it matters; null: it cannot be understood. */
  readonly reads: string
  readonly pick: (json: unknown, call: PlannedCall) => Standing | null
  /** Whether what stands now is what the call wants. */
  readonly reached: (standing: Standing, call: PlannedCall) => boolean
  readonly undo: { readonly callId: string; readonly body?: (before: Standing) => unknown }
}

const wanted = (call: PlannedCall): Standing => {
  const parsed = z.object({ properties: z.record(z.string(), z.unknown()) }).safeParse(JSON.parse(call.body ?? '{}'))
  return parsed.success ? parsed.data.properties : {}
}

/** Of a resource those properties that the call sets. */
const pickSet = (schema: typeof accountSchema | typeof botSchema) => (json: unknown, call: PlannedCall) => {
  const parsed = schema.safeParse(json)
  if (!parsed.success) return null
  const properties: Standing = parsed.data.properties
  return Object.fromEntries(Object.keys(wanted(call)).map((name) => [name, properties[name] ?? null]))
}

const holdsWanted = (standing: Standing, call: PlannedCall): boolean =>
  Object.entries(wanted(call)).every(([name, value]) => standing[name] === value)

/** What was not said before is what the provider takes by itself. */
const usual: Standing = { disableLocalAuth: false, publicNetworkAccess: 'Enabled' }
const asBefore = (before: Standing) => ({
  properties: Object.fromEntries(Object.entries(before).map(([name, value]) => [name, value ?? usual[name]])),
})

const pickState = (json: unknown): Standing | null => {
  const parsed = agentDeploymentSchema.safeParse(json)
  return parsed.success ? { state: parsed.data.properties.state ?? null } : null
}

const kinds: Readonly<Record<string, Undoable>> = {
  'set-account': {
    version: versions.cognitive,
    reads: 'account',
    pick: pickSet(accountSchema),
    reached: holdsWanted,
    undo: { callId: 'set-account', body: asBefore },
  },
  'set-bot': {
    version: versions.bots,
    reads: 'bot',
    pick: pickSet(botSchema),
    reached: holdsWanted,
    undo: { callId: 'set-bot', body: asBefore },
  },
  'disable-application': {
    version: versions.cognitivePreview,
    reads: 'application',
    pick: (json) => {
      const parsed = applicationSchema.safeParse(json)
      return parsed.success ? { isEnabled: parsed.data.properties.isEnabled ?? null } : null
    },
    reached: ({ isEnabled }) => isEnabled === false,
    undo: { callId: 'enable-application' },
  },
  'stop-agent-deployment': {
    version: versions.cognitivePreview,
    reads: 'agent-deployment',
    pick: pickState,
    reached: ({ state }) => state === 'Stopped' || state === 'Deleted',
    undo: { callId: 'start-agent-deployment' },
  },
  'disable-routine': {
    version: versions.agents,
    reads: 'routine',
    pick: (json) => {
      const parsed = routineSchema.safeParse(json)
      return parsed.success ? { enabled: parsed.data.enabled ?? null } : null
    },
    reached: ({ enabled }) => enabled === false,
    undo: { callId: 'enable-routine' },
  },
  'disable-workflow': {
    version: versions.logic,
    reads: 'workflow',
    pick: (json) => {
      const parsed = workflowSchema.safeParse(json)
      return parsed.success ? { state: parsed.data.properties.state ?? null } : null
    },
    reached: ({ state }) => state === 'Disabled',
    undo: { callId: 'enable-workflow' },
  },
}

const ask = (
  context: ConnectorContext,
  callId: string,
  { version }: Undoable,
  { params }: PlannedCall,
  more: Params = {},
): Promise<Result<Reply>> => {
  const { host, ...path } = params
  return send(context, callId, { ...more, path, query: { 'api-version': version }, ...(host === undefined ? {} : { account: host }) })
}

/** What stands now; null: it is gone. A reply that cannot be understood proves nothing. */
async function standingOf(
  kind: Undoable,
  call: PlannedCall,
  context: ConnectorContext,
): Promise<Result<{ readonly now: Standing | null; readonly ledger: string }>> {
  const reply = await ask(context, kind.reads, kind, call, { accept: [404] })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok({ now: null, ledger: reply.value.call })
  const now = kind.pick(reply.value.json, call)
  if (now === null)
    return fail('unexpected-reply', 'the provider’s answer about the present state could not be understood', {
      subject: kind.reads,
      next: 'Look at it in the portal before going on.',
    })
  return ok({ now, ledger: reply.value.call })
}

const unknownCall = () => fail('bug', 'this plan holds a call that this connector does not make')

const leftOver: Readonly<Record<string, string>> = {
  'set-account': 'Connections that are open may last a few minutes until the change has reached every region.',
  'stop-agent-deployment': 'What the agent began elsewhere goes on there.',
  'disable-application': 'Access tokens that the agent already has stay valid for about an hour.',
  'disable-workflow': 'Runs under way end by themselves.',
  'disable-routine': 'A run that the routine started before goes on to its end.',
}

export const revoke: Revoker = {
  plan,
  execute: async (call, context) => {
    const kind = kinds[call.callId]
    if (kind === undefined) return unknownCall()
    const before = await standingOf(kind, call, context)
    if (!before.ok) return before
    const { now } = before.value
    const preImage = now === null ? null : JSON.stringify(now)
    if (now === null || kind.reached(now, call)) return ok({ state: 'already', preImage, call: null })
    const done = await ask(context, call.callId, kind, call, call.body === null ? {} : { body: JSON.parse(call.body) as unknown })
    return done.ok ? ok({ state: 'done', preImage, call: done.value.call }) : done
  },
  verify: async (calls, context) => {
    let inForce = true
    let ledger: string | null = null
    for (const call of calls) {
      const kind = kinds[call.callId]
      if (kind === undefined) return unknownCall()
      const found = await standingOf(kind, call, context)
      if (!found.ok) return found
      ledger = found.value.ledger
      inForce &&= found.value.now === null || kind.reached(found.value.now, call)
    }
    return ok({ inForce, leftOver: [...new Set(calls.flatMap(({ callId }) => leftOver[callId] ?? []))], call: ledger })
  },
  undo: async (call, preImage, context) => {
    const kind = kinds[call.callId]
    if (kind === undefined) return unknownCall()
    if (preImage === null)
      return fail('not-found', 'there is no saved state to go back to', { subject: call.callId, next: 'Restore it by hand.' })
    const { callId, body } = kind.undo
    const done = await ask(context, callId, kind, call, body === undefined ? {} : { body: body(JSON.parse(preImage) as Standing) })
    return done.ok ? ok({ call: done.value.call }) : done
  },
}
