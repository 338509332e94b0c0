import { createHash } from 'node:crypto'
import { blankSubject, type Credential, type Power, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { isLoopback } from '../../http/address.ts'
import type { ServerEntry } from './entry.ts'
import { documentedTools } from './judge-tool.ts'
import { type KnownServer, knownServer } from './known-servers.ts'
import { type Layout, shortPath } from './layout.ts'
import { namesAnotherSystem, type ServerReach } from './tool-place.ts'
import { traitsOfPowers } from './tool-traits.ts'

/** The key of a server's subject: its identity, cut and hashed where somebody made it very long. */
export function serverKey(identity: string): string {
  if (identity.length <= 200) return `mcp-server:${identity}`
  return `mcp-server:${identity.slice(0, 150)}…${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`
}

/** Entries of the same server in several clients, side by side. */
export function groupEntries(entries: readonly ServerEntry[]): readonly (readonly [ServerEntry, ...ServerEntry[]])[] {
  const groups = new Map<string, [ServerEntry, ...ServerEntry[]]>()
  for (const entry of entries) {
    const key = serverKey(entry.origin.identity)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return [...groups.values()]
}

/** One server, from every entry that names it. `asked`: the tools it told itself, where it was asked. */
export function observeServer(entries: readonly [ServerEntry, ...ServerEntry[]], layout: Layout, asked: readonly Tool[] | null): Subject {
  const [first] = entries
  const { origin } = first
  const known = knownServer(origin.identity)
  const key = serverKey(origin.identity)
  const tools = asked ?? documentedTools(origin.identity, key, reachOfServer(entries))
  const powers = (tools ?? []).flatMap((tool) => tool.powers)
  const enabled = entries.some((entry) => entry.enabled)
  const names = distinct(entries.map((entry) => entry.name))
  return {
    ...blankSubject,
    key,
    role: 'agent',
    name: known?.title ?? first.name,
    nativeIds: [
      { kind: 'mcp-server', value: origin.identity, joins: false },
      ...names.map((value) => ({ kind: 'mcp-name', value, joins: false })),
    ],
    agentKind: 'mcp-server',
    platform: 'Model Context Protocol',
    autonomy: entries.some((entry) => entry.autoApprove)
      ? { floor: 'A3', ceiling: 'A4', because: 'a client calls its tools without asking (set in its configuration)' }
      : { floor: 'A2', ceiling: 'A3', because: 'acts when one of its clients calls it' },
    signals: [
      {
        by: 'file',
        value: `MCP server entry in ${shortPath(first.file, layout)}`,
        certainty: 'certain',
        ...(known === null ? {} : { vendor: known.vendor }),
      },
    ],
    purpose: null,
    publisher: known === null || known.vendor === 'community' ? null : { name: known.vendor, verified: null },
    enabled,
    tools,
    credentials: credentialsOf(entries),
    exposure: origin.address === null || isLocal(origin.address) ? 'local' : entries.some((entry) => entry.signsIn) ? 'named' : 'unknown',
    endpoint: origin.address,
    traits: traitsOf(entries, known, powers, enabled),
    details: { ...detailsOf(entries, layout, tools === null), ...placesSaid(tools ?? []) },
  }
}

/** What the configuration shows of where its tools act. */
export function reachOfServer(entries: readonly ServerEntry[]): ServerReach {
  return {
    remote: entries.some((entry) => entry.origin.address !== null),
    holdsKeys: entries.some((entry) => entry.secretNames.length > 0 || entry.environment.some(namesAnotherSystem)),
    holdsFolders: entries.some((entry) => entry.wholeHome || entry.args.some((arg) => /^([~/.]|[A-Za-z]:[\\/])/.test(arg))),
  }
}

function placesSaid(tools: readonly Tool[]): Readonly<Record<string, string>> {
  if (tools.length === 0) return {}
  const at = (...places: readonly Tool['place'][]) => tools.filter((tool) => places.includes(tool.place)).length
  const unknown = at(undefined)
  const said = [`this computer: ${at('local', 'both')} of ${tools.length}`, `systems beyond it: ${at('remote', 'both')} of ${tools.length}`]
  return { 'Its tools act on': [...said, ...(unknown > 0 ? [`not known: ${unknown}`] : [])].join(' · ') }
}

function traitsOf(
  entries: readonly [ServerEntry, ...ServerEntry[]],
  known: KnownServer | null,
  powers: readonly Power[],
  enabled: boolean,
): readonly Trait[] {
  const { origin } = entries[0]
  const some = (fact: (entry: ServerEntry) => boolean) => entries.some(fact)
  const fileTools = known === null || powers.some((power) => power.resource === 'files')
  const traits: (Trait | false)[] = [
    some((entry) => entry.origin.unpinned) && 'unpinned-package',
    origin.plainHttp && 'plain-http',
    // Over https a client may sign its user in without a trace in the file; over plain http the protocol has no such way.
    origin.plainHttp && !some((entry) => entry.signsIn) && 'no-authentication',
    some((entry) => entry.wholeHome) && fileTools && 'home-folder-access',
    some((entry) => entry.production) && 'production-credentials',
    some((entry) => entry.secretInConfig) && 'secret-in-config',
    some((entry) => entry.autoApprove) && 'auto-approve',
    known?.untrusted === true && 'untrusted-input',
    (known === null || known.vendor === 'community') && 'third-party',
    !enabled && 'disabled',
    ...traitsOfPowers(powers),
  ]
  return distinct(traits.filter((trait) => trait !== false)).toSorted()
}

function credentialsOf(entries: readonly ServerEntry[]): readonly Credential[] {
  const names = distinct(entries.flatMap((entry) => entry.secretNames)).toSorted()
  return names.map((name) => ({ kind: 'environment', name, createdAt: null, expiresAt: null }))
}

function detailsOf(
  entries: readonly [ServerEntry, ...ServerEntry[]],
  layout: Layout,
  toolsUnknown: boolean,
): Readonly<Record<string, string>> {
  const lines: Record<string, string> = {
    'Configured in': distinct(entries.map((entry) => shortPath(entry.file, layout))).join(', '),
    'Configured as': distinct(entries.map((entry) => entry.name)).join(', '),
  }
  const [first] = entries
  if (first.command !== null) lines['Started by'] = [first.command, ...first.args].join(' ').slice(0, 1_000)
  const versions = distinct(entries.map((entry) => entry.origin.version ?? 'not fixed'))
  if (first.origin.packageName !== null) lines.Version = versions.join(', ')
  const environment = distinct(entries.flatMap((entry) => entry.environment))
  if (environment.length > 0) lines['Environment names'] = environment.join(', ')
  const headers = distinct(entries.flatMap((entry) => entry.headers))
  if (headers.length > 0) lines['Header names'] = headers.join(', ')
  if (first.origin.address !== null && !entries.some((entry) => entry.signsIn)) lines.Authentication = 'none in the configuration'
  if (toolsUnknown) lines.Tools = 'not known: the server is not in the table of known servers and was not asked'
  return lines
}

function isLocal(address: string): boolean {
  return URL.canParse(address) && isLoopback(new URL(address).hostname)
}

export function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)]
}
