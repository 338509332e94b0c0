import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import { errorCodeOf } from '../../http/error-code.ts'
import type { ConnectorContext, Reply } from '../connector.ts'
import type { AwsCall } from './calls/aws-call.ts'
import { calls } from './calls.ts'
import { refusalOf, refusals } from './refusal.ts'
import { type Client, type ClientConfig, type ServiceId, type SignedRequest, services } from './services.ts'
import { homes, partitionOf } from './settings.ts'
import { valuesOf } from './values-of.ts'

/** Who asks, where: one identity in one account and region. `lane` is the account, by which the provider counts. */
export interface Asker {
  readonly context: ConnectorContext
  readonly credentials: ClientConfig['credentials']
  readonly region: string
  readonly lane: string
  /** Clients opened so far; they go when the place is done. */
  readonly clients: Map<ServiceId, Promise<Client>>
}

/** What a call came to: as the official client reads it, or, where it cannot, as it came. */
export interface Answer {
  readonly output: unknown
  readonly call: string
}

const byId = new Map(calls.map((call) => [call.id, call]))

/** Carries one call through an official client to the way out and back. */
interface Carried {
  send: (request: SignedRequest) => Promise<Reply | null>
}

/** One declared call. Failures come back as data; what the provider refuses is told by its own code. */
export async function send(asker: Asker, callId: string, input: object = {}, page = 1): Promise<Result<Answer>> {
  const call = byId.get(callId)
  if (call === undefined) throw new Error('a call that nobody declared')
  let problem: Result<never> | null = null
  let reply: Reply | null = null
  const carried: Carried = {
    send: async (request) => {
      const sent = await exchange(asker, call, request, page)
      if (sent.ok) reply = sent.value
      else problem = sent
      return sent.ok ? sent.value : null
    },
  }
  try {
    const [client, Command] = await Promise.all([clientOf(asker, call), call.command()])
    const output = await client.send(new Command(input as never) as never, carried as never)
    return answered(output, reply)
  } catch (error) {
    if (problem !== null) return problem
    if (reply === null) throw error
    // The official client gives up a whole page for one bad element; ours is read again, element by element.
    return rawOf(reply)
  }
}

/** Exactly what was refused or came back; the official client never sees a failure. */
async function exchange(asker: Asker, call: AwsCall, request: SignedRequest, page: number): Promise<Result<Reply>> {
  const path = valuesOf(call.path, request.path)
  if (path === null) throw new Error('the official client asks at another path than the one declared')
  const { host: _host, 'content-length': _length, ...headers } = request.headers
  const reply = await asker.context.http.request(call.id, {
    path,
    host: hostValuesOf(asker),
    lane: asker.lane,
    query: queryOf(request.query),
    headers,
    body: bodyOf(request.body),
    page,
    accept: refusals,
  })
  if (!reply.ok || reply.value.status < 300) return reply
  return failed(refusalOf(call, reply.value, errorCodeOf(reply.value)))
}

function answered(output: unknown, reply: Reply | null): Result<Answer> {
  if (reply === null) throw new Error('the official client answered without having asked')
  const { text, call } = reply
  // A reply without a word would read as an empty list. What carries none says so by its status.
  return text.trim() === '' && reply.status === 200 ? failed(wordless) : ok({ output, call })
}

const wordless = failure('unexpected-reply', 'the provider answered without a word', {
  next: 'Scan again; if it stays, look for a proxy that cuts replies.',
})

function rawOf({ json, call }: Reply): Result<Answer> {
  if (json !== null && typeof json === 'object') return ok({ output: json, call })
  return failed(
    failure('unexpected-reply', 'the provider’s reply cannot be read', {
      next: 'Scan again; if it stays, look for a proxy with a page of its own.',
    }),
  )
}

function clientOf(asker: Asker, call: AwsCall): Promise<Client> {
  const opened = asker.clients.get(call.service) ?? open(asker, call)
  asker.clients.set(call.service, opened)
  return opened
}

async function open(asker: Asker, call: AwsCall): Promise<Client> {
  const Official = await services[call.service].client()
  return new Official({
    region: asker.region,
    endpoint: `https://${hostOf(asker, call)}`,
    credentials: asker.credentials,
    maxAttempts: 1,
    defaultsMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: {
      handle: async (request, options) => {
        const reply = await (options as Carried).send(request)
        if (reply === null) throw new Error('not answered')
        const body = new TextEncoder().encode(reply.text)
        return { response: { statusCode: reply.status, headers: { ...reply.headers }, body } }
      },
    },
  })
}

function hostValuesOf({ context, region }: Asker): Readonly<Record<string, string>> {
  const { domain, iam } = homes[partitionOf(context.settings)]
  return { region, domain, iam }
}

function hostOf(asker: Asker, { host = '' }: AwsCall): string {
  const values = hostValuesOf(asker)
  return host.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function queryOf(query: SignedRequest['query'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

function bodyOf(body: unknown): string | null {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : null
}
