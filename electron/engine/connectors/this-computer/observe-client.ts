import { blankSubject, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { distinct } from '../agent-files/observe-server.ts'
import { powerOf } from '../agent-files/powers.ts'
import { traitsOfPowers } from '../agent-files/tool-traits.ts'
import type { ClientRow } from './client-table.ts'

/** What every coding agent brings along, whatever is configured. */
const builtIn: readonly Tool[] = [
  { name: 'Run commands', powers: [powerOf('execute shell internal')] },
  { name: 'Edit files', powers: [powerOf('write code internal')] },
  { name: 'Read files', powers: [powerOf('read code internal')] },
]

/** Facts about a server that hold for the agent that may call it. */
const inherited: ReadonlySet<Trait> = new Set([
  'home-folder-access',
  'production-credentials',
  'untrusted-input',
  'private-data',
  'outbound-channel',
])

export interface ClientSeen {
  readonly row: ClientRow
  /** Where it was found. */
  readonly mark: string
  /** The setting that lets it act without asking, in words; null when none is set. */
  readonly unasked: string | null
  readonly running: boolean
  readonly servers: readonly Subject[]
}

export function observeClient({ row, mark, unasked, running, servers }: ClientSeen): Subject {
  const enabled = servers.filter((server) => server.enabled !== false)
  const own = row.kind === 'coding-agent' ? builtIn : []
  const tools = [...own, ...enabled.flatMap((server) => server.tools ?? [])]
  const traits: (Trait | false)[] = [
    unasked !== null && 'auto-approve',
    running && 'running',
    ...enabled.flatMap((server) => server.traits.filter((trait) => inherited.has(trait))),
    ...traitsOfPowers(tools.flatMap((tool) => tool.powers)),
  ]
  const unknown = enabled.filter((server) => server.tools === null).map((server) => server.name)
  return {
    ...blankSubject,
    key: `client:${row.id}`,
    role: 'agent',
    name: row.title,
    nativeIds: [{ kind: 'client', value: row.id, joins: false }],
    agentKind: row.kind,
    platform: 'This computer',
    autonomy: autonomyOf(row, unasked, servers.length),
    signals: [{ by: 'file', value: mark, certainty: 'certain', vendor: row.vendor }],
    publisher: { name: row.vendor, verified: null },
    tools,
    credentials: [],
    exposure: 'owner',
    relations: servers.map((server) => ({ to: server.key, relation: 'uses-server' as const })),
    traits: distinct(traits.filter((trait) => trait !== false)).toSorted(),
    details: {
      'Found at': mark,
      ...(unasked === null ? {} : { 'Acts without asking': unasked }),
      ...(unknown.length === 0 ? {} : { 'Servers whose tools are not known': unknown.join(', ') }),
    },
  }
}

function autonomyOf(row: ClientRow, unasked: string | null, servers: number): Subject['autonomy'] {
  if (unasked !== null) return { floor: 'A3', ceiling: 'A4', because: `acts without asking: ${unasked}` }
  if (row.kind === 'coding-agent')
    return { floor: 'A2', ceiling: 'A3', because: 'asks before it acts unless its user switches that off at run time' }
  if (servers > 0) return { floor: 'A2', ceiling: 'A3', because: 'asks before it calls a tool unless its user allowed it for good' }
  return { floor: 'A0', ceiling: 'A1', because: 'no tools are configured' }
}
