import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Estate, EstateOptions } from '../../shared/domain/estate.ts'
import { openTenantEstate } from './microsoft-365/open.ts'
import { openN8nEstate } from './n8n/open.ts'
import { makePeople } from './people.ts'
import { makeRandom } from './random.ts'
import { estateSize } from './size.ts'
import { openState } from './state-file.ts'
import { makeHome } from './this-computer/make-home.ts'

/** Names of the ports that `EstateOptions.ports` may fix and `Estate.ports` tells. */
const estatePorts = ['microsoft-365', 'microsoft-365-acquisition', 'n8n'] as const

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
  const port = (name: (typeof estatePorts)[number]): number => options.ports?.[name] ?? 0

  const main = await openTenantEstate({ ...common, which: 'main', port: port('microsoft-365'), state: state.section('microsoft-365') })
  const acquisition = await openTenantEstate({
    ...common,
    which: 'acquisition',
    port: port('microsoft-365-acquisition'),
    state: state.section('microsoft-365-acquisition'),
  })
  const n8n = await openN8nEstate({ ...common, random: makeRandom(seed).at('n8n'), port: port('n8n'), state: state.section('n8n') })
  const folder = options.stateFile ? `${options.stateFile}.home` : await mkdtemp(join(tmpdir(), 'rollcall-estate-'))
  const computer = await makeHome({ folder, platform: 'linux', seed, size: options.size })

  const servers = [main, acquisition, n8n]
  return {
    connections: [
      ...servers.map((server) => server.connection),
      { provider: 'this-computer', label: 'An engineer’s computer', businessUnit: 'Engineering', settings: computer.settings, secrets: {} },
    ],
    answerKey: [...servers.flatMap((server) => server.entries), ...computer.entries],
    ports: { 'microsoft-365': main.port, 'microsoft-365-acquisition': acquisition.port, n8n: n8n.port },
    traffic: () => ({
      requests: servers.reduce((sum, server) => sum + server.requests(), 0),
      throttled: servers.reduce((sum, server) => sum + server.throttled(), 0),
    }),
    reset: async () => {
      state.reset()
      n8n.reset()
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
      if (!options.stateFile) await rm(folder, { recursive: true, force: true })
    },
  }
}

function firstDay(section: { get(key: string): unknown; set(key: string, value: unknown): void }): string {
  const kept = section.get('firstDay')
  if (typeof kept === 'string') return kept
  const today = new Date().toISOString().slice(0, 10)
  section.set('firstDay', today)
  return today
}
