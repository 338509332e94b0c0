import type { Estate, EstateOptions } from '../../shared/domain/estate.ts'
import { openTenantEstate } from './microsoft-365/open.ts'
import { makePeople } from './people.ts'
import { estateSize } from './size.ts'
import { openState } from './state-file.ts'

/** Names of the ports that `EstateOptions.ports` may fix and `Estate.ports` tells. */
export const estatePorts = ['microsoft-365', 'microsoft-365-acquisition', 'n8n'] as const

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

  const main = await openTenantEstate({
    ...common,
    which: 'main',
    port: options.ports?.['microsoft-365'] ?? 0,
    state: state.section('microsoft-365'),
  })
  const acquisition = await openTenantEstate({
    ...common,
    which: 'acquisition',
    port: options.ports?.['microsoft-365-acquisition'] ?? 0,
    state: state.section('microsoft-365-acquisition'),
  })
  const parts = [main, acquisition]

  return {
    connections: parts.map((part) => part.connection),
    answerKey: parts.flatMap((part) => part.entries),
    ports: { 'microsoft-365': main.port, 'microsoft-365-acquisition': acquisition.port },
    traffic: () => ({
      requests: parts.reduce((sum, part) => sum + part.requests(), 0),
      throttled: parts.reduce((sum, part) => sum + part.throttled(), 0),
    }),
    reset: async () => state.reset(),
    close: async () => {
      await Promise.all(parts.map((part) => part.close()))
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
