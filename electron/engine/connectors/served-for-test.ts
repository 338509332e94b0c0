import type { EstateFault } from '../../../shared/domain/estate.ts'
import { openAnthropicEstate } from '../../estate/anthropic/open.ts'
import { openAwsEstate } from '../../estate/aws/open.ts'
import { openAzureEstate } from '../../estate/azure/open.ts'
import { openGitHubEstate } from '../../estate/github/open.ts'
import { organisationId } from '../../estate/google-cloud/archetypes.ts'
import { openCloudEstate } from '../../estate/google-cloud/open.ts'
import { openDomainEstate } from '../../estate/google-workspace/open.ts'
import { openTenantEstate } from '../../estate/microsoft-365/open.ts'
import { openN8nEstate } from '../../estate/n8n/open.ts'
import { openOpenaiEstate } from '../../estate/openai/open.ts'
import { makePeople } from '../../estate/people.ts'
import type { OpenServer } from '../../estate/server-options.ts'
import { estateSize } from '../../estate/size.ts'
import { openOrganisationEstate } from '../../estate/slack/open.ts'
import { openState } from '../../estate/state-file.ts'

export interface ServedOptions {
  readonly size: 'small' | 'huge'
  readonly faults: readonly EstateFault[]
  /** Nothing in it. */
  readonly empty: boolean
  /** What the connection may do, in the declaration's names: exactly this. All that the connector wants unless said. */
  readonly permissions?: readonly string[]
}

/** A call that one step lives by, and where it is asked for. */
export interface Target {
  readonly step: string
  readonly call: string
  /** As it is declared, without what stands for parameters at its end. */
  readonly path: string
  /** What the estate serves it under, e.g. a host. */
  readonly under?: string
  /** `GET` unless said. */
  readonly method?: 'GET' | 'POST'
  /** How often its second page fails; for good unless said. */
  readonly times?: number
}

/** How the shared suite meets one connector: its provider, and which calls it makes fail. */
export interface SuiteEntry {
  /** Refused, broken, cut. */
  readonly target: Target
  /** A list whose next page hangs on a link or token in the reply; `target` unless said. */
  readonly linked?: Target
  /** A list that is longer than a page in a huge tenant; `target` unless said. */
  readonly long?: Target
  /** How many objects a huge tenant shows at least. */
  readonly huge: number
  readonly open: (options: ServedOptions) => Promise<OpenServer>
}

const many = makePeople({ seed: 7, count: 5_000, domain: 'meridian.example' })
const few = makePeople({ seed: 7, count: 700, domain: 'meridian.example' })
// Making a pair of keys takes longer than a scan: what is made once serves every estate.
const keys = openState(undefined)
const section = (id: string) => {
  const made = openState(undefined).section(id)
  for (const key of keys.section(id).keys()) if (key === 'app-key') made.set(key, keys.section(id).get(key))
  return made
}
// As far as each estate grows; Microsoft's alone would take long.
const principals = (id: string): string => (id === 'microsoft-365' ? '1500' : '40000')
const common = ({ size, faults, permissions }: ServedOptions, id: string) =>
  ({
    ...(permissions === undefined ? {} : { permissions }),
    people: size === 'huge' ? many : few,
    size: estateSize(size === 'huge' ? principals(id) : size),
    seed: 7,
    asOf: new Date().toISOString().slice(0, 10),
    port: 0,
    quotas: 'off',
    faults,
    state: section(id),
  }) as const

const searchPolicies = `/cloudasset.googleapis.com/v1/organizations/${organisationId(7)}:searchAllIamPolicies`

/** Every connector whose system answers by http. One that is missing here fails the suite. */
export const served: Readonly<Record<string, SuiteEntry>> = {
  'microsoft-365': {
    target: { step: 'users', call: 'users', path: '/v1.0/users' },
    huge: 10_000,
    open: (options) => {
      const { size, ...rest } = common(options, 'microsoft-365')
      // What is asked for by a query in a body is not emptied by a fault on lists.
      return openTenantEstate({
        ...rest,
        size: options.empty ? { ...size, bots: 0 } : size,
        which: 'main',
      })
    },
  },
  azure: {
    target: { step: 'accounts', call: 'subscriptions', path: '/management.azure.com/subscriptions' },
    // What hangs on a subscription has a longer path; it is asked for after its list.
    long: { step: 'accounts', call: 'subscriptions', path: '/management.azure.com/subscriptions', times: 1 },
    huge: 300,
    open: (options) => openAzureEstate({ ...common(options, 'azure'), calm: true }),
  },
  'google-workspace': {
    target: { step: 'users', call: 'users', path: '/admin/directory/v1/users' },
    huge: 3_000,
    open: (options) =>
      openDomainEstate({
        ...common(options, 'google-workspace'),
        keys: keys.section('google-workspace'),
        empty: options.empty,
      }),
  },
  'google-cloud': {
    // The list of roles is asked for by one step alone; places and accounts come from the other search.
    target: { step: 'policies', call: 'policies', path: searchPolicies },
    huge: 3_000,
    open: (options) =>
      openCloudEstate({
        ...common(options, 'google-cloud'),
        keys: keys.section('google-cloud'),
        empty: options.empty,
      }),
  },
  slack: {
    target: { step: 'users', call: 'users.list', path: '/api/users.list' },
    huge: 5_000,
    open: (options) => openOrganisationEstate({ ...common(options, 'slack'), calm: true, members: options.size === 'huge' ? 5_000 : 150 }),
  },
  github: {
    target: { step: 'installations', call: 'installations', path: '/orgs/meridian-group/installations' },
    long: { step: 'people', call: 'members', path: '/orgs/meridian-group/members' },
    huge: 500,
    open: (options) => openGitHubEstate({ ...common(options, 'github'), calm: true }),
  },
  n8n: {
    target: { step: 'credentials', call: 'credentials', path: '/api/v1/credentials' },
    long: { step: 'workflows', call: 'workflows', path: '/api/v1/workflows' },
    huge: 4_000,
    open: (options) => openN8nEstate({ ...common(options, 'n8n') }),
  },
  openai: {
    target: { step: 'admin-keys', call: 'admin-keys', path: '/v1/organization/admin_api_keys' },
    linked: { step: 'costs', call: 'costs', path: '/v1/organization/costs' },
    // What hangs on a project has a longer path; it is asked for after its list.
    long: { step: 'keys', call: 'projects', path: '/v1/organization/projects', times: 1 },
    huge: 2_000,
    open: (options) => openOpenaiEstate({ ...common(options, 'openai'), calm: true }),
  },
  anthropic: {
    target: { step: 'keys', call: 'keys', path: '/v1/organizations/api_keys' },
    linked: { step: 'costs', call: 'costs', path: '/v1/organizations/cost_report' },
    huge: 2_000,
    open: (options) => openAnthropicEstate({ ...common(options, 'anthropic'), calm: true }),
  },
  aws: {
    // One region: what is asked at its host is asked of every account.
    target: { step: 'agents', call: 'agents', path: '/agents/', under: '/bedrock-agent.eu-west-1.amazonaws.com', method: 'POST' },
    huge: 300,
    open: (options) =>
      openAwsEstate({
        ...common(options, 'aws'),
        regions: ['eu-west-1'],
        quiet: true,
        empty: options.empty,
      }),
  },
}
