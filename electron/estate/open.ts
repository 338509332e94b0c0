import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Estate, EstateOptions } from '../../shared/domain/estate.ts'
import { openAnthropicEstate } from './anthropic/open.ts'
import { makeLists } from './files/open.ts'
import { openGitHubEstate } from './github/open.ts'
import { openDomainEstate } from './google-workspace/open.ts'
import { openTenantEstate } from './microsoft-365/open.ts'
import { openN8nEstate } from './n8n/open.ts'
import { openOpenaiEstate } from './openai/open.ts'
import { makePeople } from './people.ts'
import { makeRandom } from './random.ts'
import { estateSize } from './size.ts'
import { openOrganisationEstate } from './slack/open.ts'
import { openState } from './state-file.ts'
import { makeHome } from './this-computer/make-home.ts'

/** Names of the ports that `EstateOptions.ports` may fix and `Estate.ports` tells. */
const estatePorts = [
  'microsoft-365',
  'microsoft-365-acquisition',
  'n8n',
  'google-workspace',
  'slack',
  'github',
  'openai',
  'anthropic',
] as const
type EstatePortName = (typeof estatePorts)[number]

/**
 * Opens the demo estate on 127.0.0.1. The day it shows itself at is `asOf`; else the day it was first opened, kept in the state
 * file, so that nothing seems to change overnight; else today.
 */
export async function openEstate(options: EstateOptions): Promise<Estate> {
  const { seed } = options
  const size = estateSize(options.size)
  const state = openState(options.stateFile)
  const asOf = options.asOf?.slice(0, 10) ?? firstDay(state.section('estate'))
  const people = makePeople({ seed, count: size.staff, domain: 'meridian.example' })
  const common = { people, size, seed, asOf, quotas: options.quotas ?? 'published', faults: options.faults ?? [] } as const
  const place = (name: EstatePortName) => ({ port: options.ports?.[name] ?? 0, state: state.section(name) })

  // Opened one after the other: what is drawn at random must not depend on which server is up first.
  const served = {
    'microsoft-365': await openTenantEstate({ ...common, ...place('microsoft-365'), which: 'main' }),
    'microsoft-365-acquisition': await openTenantEstate({ ...common, ...place('microsoft-365-acquisition'), which: 'acquisition' }),
    n8n: await openN8nEstate({ ...common, ...place('n8n'), random: makeRandom(seed).at('n8n') }),
    'google-workspace': await openDomainEstate({
      ...common,
      ...place('google-workspace'),
      ...besideState(options.stateFile),
      keys: state.section('estate'),
    }),
    slack: await openOrganisationEstate({ ...common, ...place('slack') }),
    github: await openGitHubEstate({ ...common, ...place('github') }),
    openai: await openOpenaiEstate({ ...common, ...place('openai') }),
    anthropic: await openAnthropicEstate({ ...common, ...place('anthropic') }),
  } satisfies Record<EstatePortName, unknown>
  const folder = options.stateFile ? `${options.stateFile}.home` : await mkdtemp(join(tmpdir(), 'rollcall-estate-'))
  const computer = await makeHome({ folder, platform: 'linux', seed, size: options.size })

  const servers = Object.values(served)
  const key = [...servers.flatMap((server) => server.entries), ...computer.entries]
  const listFolder = options.stateFile ? `${options.stateFile}.lists` : join(folder, 'lists')
  const lists = await makeLists({ folder: listFolder, key, people, size, seed, asOf })
  return {
    connections: [
      ...servers.map((server) => server.connection),
      { provider: 'this-computer', label: 'An engineer’s computer', businessUnit: 'Engineering', settings: computer.settings, secrets: {} },
      ...lists.connections,
    ],
    answerKey: [...key, ...lists.entries],
    ports: Object.fromEntries(Object.entries(served).map(([name, server]) => [name, server.port])),
    traffic: () => ({
      requests: servers.reduce((sum, server) => sum + server.requests(), 0),
      throttled: servers.reduce((sum, server) => sum + server.throttled(), 0),
    }),
    reset: async () => {
      state.reset()
      for (const server of servers) if ('reset' in server) server.reset()
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
      if (!options.stateFile) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Files that go with the state: a person would have saved them beside it. */
function besideState(stateFile: string | undefined): { readonly listFile?: string } {
  return stateFile === undefined ? {} : { listFile: `${stateFile}.clients.csv` }
}

function firstDay(section: { get(key: string): unknown; set(key: string, value: unknown): void }): string {
  const kept = section.get('firstDay')
  if (typeof kept === 'string') return kept
  const today = new Date().toISOString().slice(0, 10)
  section.set('firstDay', today)
  return today
}
