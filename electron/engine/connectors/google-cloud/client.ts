import type { z } from 'zod'
import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { failed, type Result } from '../../../../shared/base/result.ts'
import type { CallDeclaration, ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { cursorPages } from '../cursor-pages.ts'
import { forgetGoogleToken, googleToken } from '../google-sign-in.ts'
import { keep } from '../keep.ts'
import { calls } from './calls.ts'
import { parsePage, type Refusal, refusalOf } from './schema.ts'
import { viewerRole } from './viewer-roles.ts'

const auth = 'https://www.googleapis.com/auth/'
/** The services that take a token for reading only; the others have none narrower than everything, so there the role alone limits. */
const narrow: ReadonlySet<string> = new Set(['agentregistry.googleapis.com', 'apikeys.googleapis.com', 'logging.googleapis.com'])

const tokenScope = ({ host = '', access }: CallDeclaration): string =>
  `${auth}cloud-platform${access === 'read' && narrow.has(host) ? '.read-only' : ''}`

/**
 * Sends one declared call; a token that is not accepted is renewed once. A 403 is read: a service that is switched off in the project is
 * `not-found`, one that is switched off for the audit itself is `invalid-input`, anything else is a missing permission by its name.
 */
export async function ask(context: ConnectorContext, callId: string, params: RequestParams = {}): Promise<Result<Reply>> {
  const call = calls.find((one) => one.id === callId)
  if (call === undefined) return failed(failure('bug', `the call ${callId} is not declared`))
  const scope = tokenScope(call)
  const payer = context.settings.quotaProject?.trim()
  for (let renewed = false; ; renewed = true) {
    const token = await googleToken(context, { scope, calls, refused: () => null })
    if (!token.ok) return token
    const reply = await context.http.request(callId, {
      ...params,
      accept: [...(params.accept ?? []), 403],
      headers: { ...params.headers, authorization: `Bearer ${token.value}`, ...(payer ? { 'x-goog-user-project': payer } : {}) },
    })
    if (!reply.ok && reply.failure.code === 'auth-failed' && !renewed) {
      forgetGoogleToken(context, scope)
      continue
    }
    if (!reply.ok || reply.value.status !== 403 || params.accept?.includes(403)) return reply
    return failed(refused(call, refusalOf(reply.value.json), namesOf(context, params.path?.project)))
  }
}

/** The numbers of the projects that were seen, by id: a refusal names a project by its number. */
export function projectNumbers(context: ConnectorContext): Map<string, string> {
  const known = context.memory.get('project numbers') as Map<string, string> | undefined
  const numbers = known ?? new Map<string, string>()
  context.memory.set('project numbers', numbers)
  return numbers
}

const namesOf = (context: ConnectorContext, project: string | undefined): readonly string[] =>
  project === undefined ? [] : [project, projectNumbers(context).get(project) ?? project]

/** @param project the names of the project that was asked about; empty where it was the organisation */
function refused(call: CallDeclaration, { reason, service, consumer, permission, resource }: Refusal, project: readonly string[]): Failure {
  if (reason === 'SERVICE_DISABLED') {
    const api = service ?? call.host ?? call.path
    // A service counts a call for the project that it is about, or for the one that pays: only the former says that nothing is there.
    if (project.length > 0 && (consumer === null || project.includes(consumer)))
      return failure('not-found', `the API ${api} is not switched on in this project`, { subject: project[0] ?? api })
    return failure('invalid-input', `the API ${api} is not switched on in the project that pays for the audit’s calls`, {
      subject: consumer ?? 'quotaProject',
      next: `Switch on ${api} in that project, or set quotaProject to one where it is.`,
    })
  }
  const missing = permission ?? call.permissions[0] ?? call.path
  const role = viewerRole(missing)
  const where = resource === null ? 'the organisation' : resource
  return failure('permission-missing', `the provider refused the call (403 ${reason})`, {
    subject: missing,
    next: `Give the service account ${missing}${role === null || call.access === 'write' ? '' : ` (it is in ${role})`} on ${where}, then scan again.`,
  })
}

export interface List<T> {
  readonly call: string
  readonly member: string
  readonly schema: z.ZodType<T>
  readonly params?: RequestParams
  /** A page token from which to resume. */
  readonly from?: string | null
}

export interface ListPage<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  readonly call: string
  /** Where the list goes on; null at its end. */
  readonly next: string | null
}

/** Every page of a list. A failure is yielded once and ends it; what came before stays. */
export async function* pages<T>(context: ConnectorContext, list: List<T>): AsyncGenerator<Result<ListPage<T>>, void> {
  const { call, member, schema, params = {}, from = null } = list
  const all = cursorPages({
    call,
    from,
    ask: (cursor, page) => ask(context, call, { ...withToken(params, cursor), page }),
    parse: (json) => parsePage(json, member),
  })
  for await (const page of all) {
    if (!page.ok) {
      yield page
      continue
    }
    const { kept, keptAside } = keep(schema, page.value.elements)
    yield { ok: true, value: { items: kept, keptAside, call: page.value.call, next: page.value.cursor } }
  }
}

function withToken(params: RequestParams, pageToken: string | null): RequestParams {
  if (pageToken === null) return params
  if (params.body !== undefined) return { ...params, body: { ...(params.body as object), pageToken } }
  return { ...params, query: { ...params.query, pageToken } }
}

export interface Whole<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  /** The last page's; null before the first. */
  readonly call: string | null
  /** Why the list was not read to its end. */
  readonly failure: Failure | null
}

/** A list that fits into memory: what one place holds. Pages that were read before a failure stay. */
export async function whole<T>(context: ConnectorContext, list: List<T>): Promise<Whole<T>> {
  const items: T[] = []
  let keptAside = 0
  let call: string | null = null
  for await (const page of pages(context, list)) {
    if (!page.ok) return { items, keptAside, call, failure: page.failure }
    items.push(...page.value.items)
    keptAside += page.value.keptAside
    call = page.value.call
  }
  return { items, keptAside, call, failure: null }
}

/** The call and the host of a service that has one for each location and one for `global`. */
export const regional = (call: string, location: string): { readonly call: string; readonly host?: Readonly<Record<string, string>> } =>
  location === 'global' ? { call: `${call}-global` } : { call, host: { location } }
