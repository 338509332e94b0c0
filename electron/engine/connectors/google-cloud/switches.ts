import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, RequestParams } from '../connector.ts'
import { ask } from './client.ts'
import { bindingSchema } from './policies.ts'
import { flag, moment, text } from './schema.ts'

/** How one thing is read, switched off and put back. */
export interface Switch {
  /** The call that reads it. */
  readonly read: string
  /** The call that puts it back. */
  readonly back: string
  /** Whether it is off already, by what was read; null: the reply is not that thing. */
  readonly isOff: (json: unknown, params: Readonly<Record<string, string>>) => boolean | null
  /** What is sent to switch it off, and to put it back from what was read before. */
  readonly off: (json: unknown, params: Readonly<Record<string, string>>) => unknown
  readonly on: (before: unknown, now: unknown, params: Readonly<Record<string, string>>) => unknown
}

const none = (): undefined => undefined
const flagged = z.object({ disabled: flag })
const disabled = (json: unknown): boolean | null => {
  const parsed = flagged.safeParse(json)
  return parsed.success ? parsed.data.disabled === true : null
}

const policy = z.looseObject({ etag: text, version: z.number().nullish().catch(null), bindings: z.array(bindingSchema).default([]) })
const model = z.looseObject({ id: z.string() })
const endpoint = z.looseObject({
  deployedModels: z.array(model).default([]),
  trafficSplit: z.record(z.string(), z.number()).nullish().catch(null),
})
/** What the provider writes into a deployed model by itself, and takes from nobody. */
const itsOwn: ReadonlySet<string> = new Set(['createTime', 'status', 'privateEndpoints'])

const modelIn = (json: unknown, id: string | undefined) => {
  const parsed = endpoint.safeParse(json)
  return parsed.success ? (parsed.data.deployedModels.find((one) => one.id === id) ?? null) : null
}

/** A model leaves only without traffic: what it had goes to the first of the others. The last one takes the split with it. */
function trafficWithout(json: unknown, id: string | undefined): { readonly trafficSplit?: Readonly<Record<string, number>> } {
  const other = endpoint.parse(json).deployedModels.find((one) => one.id !== id)
  return other === undefined ? {} : { trafficSplit: { [other.id]: 100 } }
}

/** The split as it was among those that are there, `0` standing for the one that comes back: the shares must make a hundred. */
function trafficWith(before: unknown, now: unknown, id: string | undefined): Readonly<Record<string, number>> {
  const present = new Set(endpoint.parse(now).deployedModels.map((one) => one.id))
  const others = Object.entries(endpoint.parse(before).trafficSplit ?? {}).filter(([other]) => other !== id && present.has(other))
  const taken = others.reduce((sum, [, share]) => sum + share, 0)
  return { ...Object.fromEntries(others), '0': Math.max(0, 100 - taken) }
}

/** By the call that switches off. */
export const switches: Readonly<Record<string, Switch>> = {
  'disable-account': { read: 'account', back: 'enable-account', isOff: disabled, off: none, on: none },
  'disable-account-key': { read: 'account-key', back: 'enable-account-key', isOff: disabled, off: none, on: none },
  'disable-provider': {
    read: 'auth-provider',
    back: 'enable-provider',
    isOff: (json) => {
      const parsed = z.object({ state: z.string() }).safeParse(json)
      return parsed.success ? parsed.data.state === 'DISABLED' : null
    },
    off: () => ({}),
    on: () => ({}),
  },
  'delete-api-key': {
    read: 'api-key',
    back: 'undelete-api-key',
    isOff: (json) => {
      const parsed = z.object({ name: z.string(), deleteTime: moment }).safeParse(json)
      return parsed.success ? parsed.data.deleteTime !== null : null
    },
    off: none,
    on: () => ({}),
  },
  'set-engine-policy': {
    read: 'engine-policy',
    back: 'set-engine-policy',
    isOff: (json) => {
      const parsed = policy.safeParse(json)
      return parsed.success ? parsed.data.bindings.length === 0 : null
    },
    // The etag that was read goes along: a change by somebody else in between is a conflict, not lost.
    off: (json) => ({ policy: { ...policy.parse(json), bindings: [] } }),
    on: (before, now) => ({ policy: { ...policy.parse(before), etag: policy.parse(now).etag } }),
  },
  'undeploy-model': {
    read: 'endpoint',
    back: 'deploy-model',
    isOff: (json, params) => (endpoint.safeParse(json).success ? modelIn(json, params.model) === null : null),
    off: (json, params) => ({ deployedModelId: params.model, ...trafficWithout(json, params.model) }),
    on: (before, now, params) => ({
      deployedModel: Object.fromEntries(Object.entries(modelIn(before, params.model) ?? {}).filter(([member]) => !itsOwn.has(member))),
      trafficSplit: trafficWith(before, now, params.model),
    }),
  },
}

const atItsHost = (params: Readonly<Record<string, string>>): RequestParams => ({
  path: params,
  ...(params.location === undefined ? {} : { host: { location: params.location } }),
})

/** The thing as it stands; null: it is not there any more. */
export async function readThing(
  context: ConnectorContext,
  { read }: Switch,
  params: Readonly<Record<string, string>>,
): Promise<Result<{ readonly json: unknown; readonly call: string } | null>> {
  const reply = await ask(context, read, { ...atItsHost(params), accept: [404] })
  if (!reply.ok) return reply
  return ok(reply.value.status === 404 ? null : { json: reply.value.json, call: reply.value.call })
}

/** Sends a change; with no body where the call takes none. */
export async function change(
  context: ConnectorContext,
  callId: string,
  params: Readonly<Record<string, string>>,
  body: unknown,
): Promise<Result<string>> {
  const reply = await ask(context, callId, { ...atItsHost(params), ...(body === undefined ? {} : { body }) })
  return reply.ok ? ok(reply.value.call) : reply
}

export const notThatThing = (subject: string) =>
  fail('unexpected-reply', 'the provider’s reply is not the thing that was asked about', { subject, next: 'Plan again later.' })
