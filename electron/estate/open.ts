import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Estate, EstateOptions } from '../../shared/domain/estate.ts'
import { openAnthropicEstate } from './anthropic/open.ts'
import { openAwsEstate } from './aws/open.ts'
import { openAzureEstate } from './azure/open.ts'
import { makeLists } from './files/open.ts'
import { openGitHubEstate } from './github/open.ts'
import { openCloudEstate } from './google-cloud/open.ts'
import { openDomainEstate } from './google-workspace/open.ts'
import { cloudAgentIdentities } from './microsoft-365/agent-identities.ts'
import { openTenantEstate } from './microsoft-365/open.ts'
import { openN8nEstate } from './n8n/open.ts'
import { openOpenaiEstate } from './openai/open.ts'
import { openOthers } from './others.ts'
import { makePeople } from './people.ts'
import type { EstatePortName } from './ports.ts'
import { estateSize } from './size.ts'
import { openOrganisationEstate } from './slack/open.ts'
import { openState } from './state-file.ts'
import { makeHome } from './this-computer/make-home.ts'

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
  const main = await openTenantEstate({ ...common, ...place('microsoft-365'), which: 'main' })
  const directory = { tenantId: main.tenant.id, agentIdentities: cloudAgentIdentities(main.tenant) }
  const served = {
    'microsoft-365': main,
    'microsoft-365-acquisition': await openTenantEstate({ ...common, ...place('microsoft-365-acquisition'), which: 'acquisition' }),
    n8n: await openN8nEstate({ ...common, ...place('n8n') }),
    'google-workspace': await openDomainEstate({
      ...common,
      ...place('google-workspace'),
      ...besideState(options.stateFile),
      keys: state.section('estate'),
    }),
    'google-cloud': await openCloudEstate({ ...common, ...place('google-cloud'), keys: state.section('estate') }),
    slack: await openOrganisationEstate({ ...common, ...place('slack') }),
    github: await openGitHubEstate({ ...common, ...place('github') }),
    openai: await openOpenaiEstate({ ...common, ...place('openai') }),
    anthropic: await openAnthropicEstate({ ...common, ...place('anthropic') }),
    azure: await openAzureEstate({ ...common, ...place('azure'), directory }),
    // What nobody at the holding had on a list: a second server here, another vendor's organisation there, and all that came with an acquisition.
    ...(await openOthers(common, place, { keys: state.section('estate'), ...besideState(options.stateFile, 'acquired-clients') })),
    aws: await openAwsEstate({ ...common, ...place('aws') }),
  } satisfies Record<EstatePortName, unknown>
  const folder = options.stateFile ? `${options.stateFile}.home` : await mkdtemp(join(tmpdir(), 'rollcall-estate-'))
  const computers = await makeComputers(folder, options)

  const servers = Object.values(served)
  const key = [...servers.flatMap((server) => server.entries), ...computers.flatMap(({ entries }) => entries)]
  const listFolder = options.stateFile ? `${options.stateFile}.lists` : join(folder, 'lists')
  const lists = await makeLists({ folder: listFolder, key, people, size, seed, asOf })
  return {
    connections: [...servers.map((server) => server.connection), ...computers.map(({ connection }) => connection), ...lists.connections],
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
      if (!options.stateFile) await Promise.all(computers.map((one) => rm(one.folder, { recursive: true, force: true })))
    },
  }
}

/** The computers that somebody collected: an engineer's, which has the stories, and two that are as computers are. */
async function makeComputers(folder: string, { seed, size }: EstateOptions) {
  const plans = [
    { label: 'An engineer’s computer', businessUnit: 'Engineering', folder, platform: 'linux' },
    {
      label: 'A finance analyst’s computer',
      businessUnit: 'Finance',
      folder: `${folder}-finance`,
      platform: 'darwin',
      other: { user: 'orsa.lindquay' },
    },
    {
      label: 'A support lead’s computer',
      businessUnit: 'Customer Care',
      folder: `${folder}-care`,
      platform: 'win32',
      other: { user: 'tovin.vexmoor' },
    },
  ] as const
  const made = []
  for (const { label, businessUnit, ...plan } of plans) {
    const { settings, entries } = await makeHome({ ...plan, seed, size })
    made.push({ entries, folder: plan.folder, connection: { provider: 'this-computer', label, businessUnit, settings, secrets: {} } })
  }
  return made
}

/** Files that go with the state: a person would have saved them beside it. */
function besideState(stateFile: string | undefined, name = 'clients'): { readonly listFile?: string } {
  return stateFile === undefined ? {} : { listFile: `${stateFile}.${name}.csv` }
}

function firstDay(section: { get(key: string): unknown; set(key: string, value: unknown): void }): string {
  const kept = section.get('firstDay')
  if (typeof kept === 'string') return kept
  const today = new Date().toISOString().slice(0, 10)
  section.set('firstDay', today)
  return today
}
