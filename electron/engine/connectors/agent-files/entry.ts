import { z } from 'zod'
import { redactText } from '../../http/redact.ts'
import { isRecord, valuesAt } from './formats.ts'
import { isWholeHome, type Layout } from './layout.ts'
import { type Origin, originOf } from './origin.ts'
import type { RawEntry } from './raw-entry.ts'
import { addressIn, holdsSecret, namesProduction, safeArguments, safeCommand } from './secrets.ts'

/** One server as one configuration names it, already free of values: what leaves `parseEntries` may be stored and shown. */
export interface ServerEntry {
  readonly name: string
  readonly client: string
  /** The file's path as read, and the keys that lead to the entry in it. */
  readonly file: string
  readonly path: readonly string[]
  readonly call: string
  readonly origin: Origin
  readonly command: string | null
  readonly args: readonly string[]
  readonly environment: readonly string[]
  readonly headers: readonly string[]
  readonly secretNames: readonly string[]
  readonly enabled: boolean
  readonly autoApprove: boolean
  readonly secretInConfig: boolean
  readonly production: boolean
  readonly wholeHome: boolean
  readonly signsIn: boolean
}

const words = z.union([z.string(), z.array(z.unknown()).transform((list) => list.filter((one) => typeof one === 'string'))])
const table = z.record(z.string(), z.unknown())
const commandObject = z.object({ path: z.string(), args: words.optional().catch(undefined), env: table.optional().catch(undefined) })
const lenient = <T extends z.ZodType>(type: T) => type.optional().catch(undefined)

/** Only the members we use; a member of another type counts as absent, the rest of the entry lives. */
const entrySchema = z.object({
  name: lenient(z.string()),
  command: lenient(z.union([words, commandObject])),
  cmd: lenient(z.string()),
  args: lenient(words),
  env: lenient(table),
  envs: lenient(table),
  environment: lenient(table),
  env_keys: lenient(words),
  url: lenient(z.string()),
  serverUrl: lenient(z.string()),
  httpUrl: lenient(z.string()),
  uri: lenient(z.string()),
  headers: lenient(table),
  http_headers: lenient(table),
  bearer_token_env_var: lenient(z.string()),
  type: lenient(z.string()),
  disabled: lenient(z.boolean()),
  enabled: lenient(z.boolean()),
  autoApprove: lenient(z.union([words, z.boolean()])),
  alwaysAllow: lenient(words),
  trust: lenient(z.boolean()),
  oauth: lenient(z.unknown()),
  auth: lenient(z.unknown()),
  ref: lenient(z.string()),
  image: lenient(z.string()),
})

export interface EntrySource {
  readonly client: string
  readonly file: string
  readonly call: string
  readonly layout: Layout
}

/** More servers in one file than any person keeps. */
const mostEntries = 2_000

export interface ParsedEntries {
  readonly entries: readonly ServerEntry[]
  /** Elements that are no server entry and were kept aside. */
  readonly keptAside: number
}

/** The server entries of a parsed configuration, under the given keys. */
export function parseEntries(value: unknown, keys: readonly (readonly string[])[], source: EntrySource): ParsedEntries {
  const found = keys
    .flatMap((key) => valuesAt(value, key))
    .flatMap(({ path, value: group }) => members(group).map((one) => ({ ...one, path: [...path, one.key] })))
  const entries: ServerEntry[] = []
  let keptAside = Math.max(0, found.length - mostEntries)
  for (const { key, path, value: element } of found.slice(0, mostEntries)) {
    const entry = parseEntry(key, path, element, source)
    if (entry === 'not-ours') continue
    if (entry === null) keptAside += 1
    else entries.push(entry)
  }
  return { entries, keptAside }
}

/** The entry's live values, for the one caller that may use them. */
export function rawEntry(element: unknown): RawEntry | null {
  const parsed = entrySchema.safeParse(element)
  if (!parsed.success) return null
  const entry = parsed.data
  const object = typeof entry.command === 'object' && !Array.isArray(entry.command) ? entry.command : null
  const line =
    typeof entry.command === 'string'
      ? [entry.command]
      : Array.isArray(entry.command)
        ? entry.command
        : object === null
          ? []
          : [object.path]
  const [command = entry.cmd ?? null, ...rest] = line
  const args = [...rest, ...list(object?.args), ...list(entry.args)]
  const env = strings({ ...object?.env, ...entry.env, ...entry.envs, ...entry.environment })
  const url = entry.url ?? entry.serverUrl ?? entry.httpUrl ?? entry.uri ?? null
  if (entry.image !== undefined && command === null && url === null)
    return { command: 'docker', args: ['run', entry.image], env, url: null, headers: {} }
  return { command, args, env, url, headers: strings({ ...entry.headers, ...entry.http_headers }) }
}

function parseEntry(key: string, path: readonly string[], element: unknown, source: EntrySource): ServerEntry | null | 'not-ours' {
  const parsed = entrySchema.safeParse(element)
  const raw = rawEntry(element)
  if (!parsed.success || raw === null) return null
  const entry = parsed.data
  // A client's built-in extension is no MCP server; an entry of a registry names its server by key alone.
  if (entry.type === 'builtin' || entry.type === 'platform') return 'not-ours'
  const registry = raw.command === null && raw.url === null && source.file.replaceAll('\\', '/').endsWith('/.docker/mcp/registry.yaml')
  const started = registry ? { ...raw, command: 'docker', args: ['run', `mcp/${key}`] } : raw
  const origin = originOf(started, source.layout)
  if (origin === null) return null
  const pairs = [...Object.entries(started.env), ...Object.entries(started.headers)]
  const inArgs = argumentPairs(started.args)
  const all = [...pairs, ...inArgs]
  const addresses = [...all.map(([, value]) => value), ...started.args, started.url ?? ''].map(addressIn).filter((one) => one !== null)
  const query = started.url !== null && URL.canParse(started.url) ? [...new URL(started.url).searchParams] : []
  const userInfo = started.url !== null && URL.canParse(started.url) && new URL(started.url).password !== ''
  const names = [
    ...Object.keys(started.env),
    ...list(entry.env_keys),
    ...(entry.bearer_token_env_var === undefined ? [] : [entry.bearer_token_env_var]),
  ]
  const headers = [...Object.keys(started.headers), ...query.map(([name]) => `?${name}`)]
  return {
    name: clean(entry.name ?? key),
    client: source.client,
    file: source.file,
    path,
    call: source.call,
    origin,
    command: started.command === null ? null : safeCommand(started.command),
    args: safeArguments(started.args, new Set(origin.keptWords)),
    environment: names.map(clean),
    headers: headers.map(clean),
    secretNames: [...names, ...Object.keys(started.headers), ...inArgs.map(([name]) => name)].filter((name) => secretLike(name)).map(clean),
    enabled: entry.disabled !== true && entry.enabled !== false,
    autoApprove:
      entry.trust === true || entry.autoApprove === true || list(entry.autoApprove).length > 0 || list(entry.alwaysAllow).length > 0,
    secretInConfig:
      userInfo ||
      [...all, ...query].some(([name, value]) => holdsSecret(name, value)) ||
      started.args.some((arg) => holdsSecret('', arg) && !origin.keptWords.includes(arg)),
    production: all.some(([name]) => namesProduction(name)) || addresses.some(namesProduction),
    wholeHome: started.args.some((arg) => isWholeHome(arg, source.layout)),
    signsIn:
      headers.length > 0 ||
      entry.oauth !== undefined ||
      entry.auth !== undefined ||
      entry.bearer_token_env_var !== undefined ||
      userInfo ||
      inArgs.some(([name]) => /^(authorization|x-api-key|api-?key|token|header)$/i.test(name)),
  }
}

const secretLike = (name: string): boolean => holdsSecret(name, 'a-value-of-no-form') || /key|token|secret|pass|auth|cred/i.test(name)

/** `--name=value`, `--name value` and `NAME=value` (as container runners take them) as pairs. */
function argumentPairs(args: readonly string[]): readonly (readonly [string, string])[] {
  return args.flatMap((arg, index): readonly (readonly [string, string])[] => {
    const assigned = /^-{0,2}([A-Za-z_][\w.-]*)[=:]\s*(.*)$/s.exec(arg)
    if (assigned !== null && !/^[a-z][a-z0-9+.-]*:\/\//i.test(arg)) return [[assigned[1] ?? '', assigned[2] ?? '']]
    const next = args[index + 1]
    return /^--?[A-Za-z]/.test(arg) && next !== undefined && !next.startsWith('-') ? [[arg.replace(/^-+/, ''), next]] : []
  })
}

/** Servers stand in a table by name, or (Continue) in a list with a name in each. */
function members(group: unknown): readonly { readonly key: string; readonly value: unknown }[] {
  if (isRecord(group)) return Object.entries(group).map(([key, value]) => ({ key, value }))
  if (Array.isArray(group)) return group.map((value, index) => ({ key: String(index), value }))
  return []
}

function list(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function strings(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, typeof value === 'string' ? value : String(JSON.stringify(value) ?? '')]),
  )
}

/** A name as found, bounded, with token-like parts taken out. */
function clean(text: string): string {
  return redactText(text).slice(0, 300)
}
