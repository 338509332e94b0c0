import type { AwsCall } from '../../electron/engine/connectors/aws/calls/aws-call.ts'
import { calls } from '../../electron/engine/connectors/aws/calls.ts'
import { services } from '../../electron/engine/connectors/aws/services.ts'
import { type Described, describedBy, labelsOf, type Schema } from './aws-schema.ts'
import { xmlValue } from './aws-xml.ts'
import type { SeenReply } from './replies.ts'

/** What one side gives in the replies to one operation. */
export interface Given {
  /** Each member ever given, by its path (`RoleDetailList[].Arn`), and the type that is described. */
  readonly members: Map<string, string>
  /** Paths of lists and structures that ever held something: only there can a member be missing. */
  readonly parents: Set<string>
  /** Where the replies are not as described: of another type, without what is always there, with what is not described. */
  readonly wrong: Set<string>
}

/** Reads every reply with the provider's official client once more, and says what it found, by operation. */
export async function readReplies(replies: readonly SeenReply[]): Promise<ReadonlyMap<string, Given>> {
  const found = new Map<string, Given>()
  for (const reply of replies) {
    const call = callOf(reply)
    if (call === null || reply.status >= 300) continue
    const name = `${call.service} ${call.operation}`
    const given = found.get(name) ?? { members: new Map(), parents: new Set(), wrong: new Set() }
    found.set(name, given)
    const { output, schema, problem } = await asOfficial(call, reply)
    if (problem !== null) given.wrong.add(`the official client cannot read it: ${problem}`)
    walk(schema, output, '', given)
    unheardOf(schema, reply.body ?? xmlValue(reply.text, schema), '', given)
  }
  return found
}

/** Which of the declared calls it is an answer to. */
function callOf({ method, path: asked, operation }: SeenReply): AwsCall | null {
  // The estate stands for all of the provider's hosts, and is told by the path which one is meant.
  const path = asked.replace(/^\/[a-z0-9.-]+\.(amazonaws\.com|api\.aws)(?=\/)/, '')
  const named = calls.find((call) => call.named !== undefined && call.operation === operation && path === '/')
  if (named !== undefined) return named
  const fitting = calls.filter((call) => call.named === undefined && call.method === method && fits(call.path, path))
  return fitting.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0] ?? null
}

/** A member of a path may hold slashes itself where it is a resource's full name, which stands last. */
const fits = (template: string, path: string): boolean =>
  new RegExp(`^${template.replace(/\{resourceARN\}|\{resourceArn\}|\{Resource\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(path)

interface Read {
  /** As it came, where the official client cannot read it. */
  readonly output: unknown
  readonly schema: Schema
  readonly problem: string | null
}

async function asOfficial(call: AwsCall, reply: SeenReply): Promise<Read> {
  const Official = await services[call.service].client()
  const Command = await call.command()
  const client = new Official({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'AKIAPEERSEXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 1,
    defaultsMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: {
      handle: () => Promise.resolve({ response: { statusCode: reply.status, headers: {}, body: new TextEncoder().encode(reply.text) } }),
    },
  })
  const { schema } = new Command({} as never) as { readonly schema: readonly unknown[] }
  const input = Object.fromEntries(labelsOf(schema[4] as Schema).map((label) => [label, 'example']))
  const described = schema[5] as Schema
  try {
    return { output: await client.send(new Command(input as never) as never, {} as never), schema: described, problem: null }
  } catch (error) {
    return { output: reply.body, schema: described, problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}

function walk(schema: Schema, value: unknown, path: string, given: Given): void {
  const described = describedBy(schema)
  if (described.kind === 'simple') {
    const type = typeOf(value)
    given.members.set(path, described.type)
    if (type !== described.type && type !== described.wire && described.type !== 'document')
      given.wrong.add(`${path} is ${type} where ${described.type} is described`)
    return
  }
  if (path !== '') given.members.set(path, described.kind)
  if (!isOf(described, value)) {
    given.wrong.add(`${path} is ${typeOf(value)} where a ${described.kind} is described`)
    return
  }
  if (described.kind === 'structure') walkMembers(described, value as Readonly<Record<string, unknown>>, path, given)
  else
    for (const inner of Object.values(value as object))
      walk(described.of, inner, `${path}${described.kind === 'list' ? '[]' : '{}'}`, given)
}

function walkMembers(
  { members, required }: Described & { readonly kind: 'structure' },
  value: Readonly<Record<string, unknown>>,
  path: string,
  given: Given,
): void {
  given.parents.add(path)
  for (const [name, schema] of members) {
    const inner = value[name]
    if (inner !== undefined && inner !== null) walk(schema, inner, under(path, name), given)
    else if (required.has(name)) given.wrong.add(`${under(path, name)} is always there, and is not`)
  }
}

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

const isOf = ({ kind }: Described, value: unknown): boolean =>
  kind === 'list' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value)

function typeOf(value: unknown): string {
  if (value instanceof Date) return 'time'
  if (value instanceof Uint8Array) return 'bytes'
  if (typeof value === 'boolean') return 'yes or no'
  if (typeof value === 'string') return 'text'
  return typeof value === 'bigint' ? 'number' : typeof value
}

/** Members that went over the wire and stand in no description: the official client lets them fall. */
function unheardOf(schema: Schema, value: unknown, path: string, given: Given): void {
  const described = describedBy(schema)
  if (described.kind === 'simple' || typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (described.kind !== 'structure') unheardOf(described.of, inner, `${path}${described.kind === 'list' ? '[]' : '{}'}`, given)
    else {
      const member = described.members.get(name)
      if (member === undefined) given.wrong.add(`${under(path, name)} is not described`)
      else unheardOf(member, inner, under(path, name), given)
    }
  }
}
