import { openAnthropicEstate } from './anthropic/open.ts'
import { openGitHubEstate } from './github/open.ts'
import { openDomainEstate } from './google-workspace/open.ts'
import { openN8nEstate } from './n8n/open.ts'
import { openOpenaiEstate } from './openai/open.ts'
import { makePeople } from './people.ts'
import type { EstatePortName } from './ports.ts'
import type { ServerOptions } from './server-options.ts'
import { openOrganisationEstate } from './slack/open.ts'
import type { StateSection } from './state-file.ts'

type Common = Omit<ServerOptions, 'port' | 'state' | 'permissions'>
type Place = (name: EstatePortName) => Pick<ServerOptions, 'port' | 'state'>

const unit = 'Acquisition'
/** Keeps the ids of what is another instance apart, while a product keeps the id it has everywhere. */
const apart = 7_001

/** Further instances of systems the firm has already: no archetypes, a crowd of their own. */
export async function openOthers(
  common: Common,
  place: Place,
  { keys, listFile }: { readonly keys: StateSection; readonly listFile?: string },
) {
  const { seed } = common
  const acquired = { ...common, people: makePeople({ seed: seed + apart, count: 300, domain: 'kestrel-acquired.example' }) }
  const elsewhere = seed + apart
  return {
    'n8n-care': await openN8nEstate({
      ...common,
      ...place('n8n-care'),
      seed: elsewhere,
      other: { label: 'Customer Care automation server', businessUnit: 'Customer Care' },
    }),
    'n8n-acquisition': await openN8nEstate({
      ...acquired,
      ...place('n8n-acquisition'),
      seed: elsewhere + 1,
      other: { label: 'Acquisition’s automation server', businessUnit: unit },
    }),
    'google-workspace-acquisition': await openDomainEstate({
      ...acquired,
      ...place('google-workspace-acquisition'),
      keys,
      ...(listFile === undefined ? {} : { listFile }),
      other: { label: 'Acquisition’s Google Workspace', businessUnit: unit, seed: elsewhere },
    }),
    'slack-acquisition': await openOrganisationEstate({
      ...acquired,
      ...place('slack-acquisition'),
      members: 40,
      other: { label: 'Acquisition’s Slack', businessUnit: unit, seed: elsewhere },
    }),
    'github-acquisition': await openGitHubEstate({
      ...acquired,
      ...place('github-acquisition'),
      other: { label: 'Acquisition on GitHub', businessUnit: unit, login: 'kestrel-acquired', offset: 50_000 },
    }),
    'openai-sales': await openOpenaiEstate({
      ...common,
      ...place('openai-sales'),
      seed: elsewhere,
      other: { label: 'OpenAI organisation of Sales', businessUnit: 'Sales' },
    }),
    'anthropic-engineering': await openAnthropicEstate({
      ...common,
      ...place('anthropic-engineering'),
      seed: elsewhere,
      other: { label: 'Claude Console of Engineering', businessUnit: 'Engineering' },
    }),
  }
}
