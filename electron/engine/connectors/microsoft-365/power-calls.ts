import type { CallDeclaration, Quota } from '../connector.ts'
import { dataverseHost, dataverseHostValues, powerHostValues } from './power/hosts.ts'

/** The published limits of the power platform; where none is published the pace adapts. */
export const powerQuotas: readonly Quota[] = [
  {
    id: 'dataverse',
    units: 6_000,
    perMs: 300_000,
    concurrency: 4,
    source: 'https://learn.microsoft.com/power-apps/developer/data-platform/api-limits',
  },
  { id: 'power-platform', units: null, perMs: 1_000, concurrency: 4, source: 'not published: adapts' },
]

const dataverse = {
  method: 'GET',
  access: 'read',
  base: 'dataverseUrl',
  host: dataverseHost,
  hostValues: dataverseHostValues,
  quota: 'dataverse',
} as const
const platform = { base: 'powerUrl', host: '{powerplatform}', hostValues: powerHostValues, quota: 'power-platform' } as const
const administration = { ...platform, host: '{bap}', method: 'GET', access: 'read' } as const
const quarantine = '/copilotstudio/environments/{environment}/bots/{id}/api/botQuarantine'
/** Both lists are an administrator's, or a registered application's: there is one right to them. */
const listEnvironments = 'Power Platform: list environments and data policies'
const adminActions = ['Power Platform API: CopilotStudio.AdminActions.Invoke']

/** Every call to the power platform and to the tables of its environments. */
export const powerCalls: readonly CallDeclaration[] = [
  {
    ...administration,
    id: 'environments',
    path: '/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments',
    permissions: [listEnvironments],
    why: 'find every environment and where its tables are',
  },
  {
    ...administration,
    id: 'data-policies',
    path: '/providers/PowerPlatform.Governance/v2/policies',
    permissions: [listEnvironments],
    why: 'see which data policy holds in which environment',
  },
  {
    ...platform,
    id: 'inventory',
    method: 'POST',
    access: 'read',
    path: '/resourcequery/resources/query',
    permissions: ['Power Platform API: ResourceQuery.Resources.Read'],
    why: 'list the agents and flows of the whole tenant',
    readsByPost: 'the query is in the body',
  },
  {
    ...dataverse,
    id: 'bots',
    path: '/api/data/v9.2/bots',
    permissions: ['Dataverse: read on bot'],
    why: 'list the agents built in an environment',
  },
  {
    ...dataverse,
    id: 'bot-components',
    path: '/api/data/v9.2/botcomponents',
    permissions: ['Dataverse: read on botcomponent'],
    why: 'see which knowledge and tools those agents have',
  },
  {
    ...dataverse,
    id: 'flows',
    path: '/api/data/v9.2/workflows',
    permissions: ['Dataverse: read on workflow'],
    why: 'see which flows have AI steps, and what those can do',
  },
  {
    ...dataverse,
    id: 'connection-references',
    path: '/api/data/v9.2/connectionreferences',
    permissions: ['Dataverse: read on connectionreference'],
    why: 'see which system a tool or step reaches',
  },
  // Its scope is the one that quarantines, so it is asked for with the writing permissions and never for a scan.
  {
    ...platform,
    id: 'quarantine-status',
    method: 'GET',
    access: 'read',
    forRevoking: true,
    path: quarantine,
    permissions: adminActions,
    why: 'prove that an agent is in quarantine, or out of it',
  },
  {
    ...platform,
    id: 'quarantine',
    method: 'POST',
    access: 'write',
    path: `${quarantine}/SetAsQuarantined`,
    permissions: adminActions,
    why: 'put an agent into quarantine',
  },
  {
    ...platform,
    id: 'unquarantine',
    method: 'POST',
    access: 'write',
    path: `${quarantine}/SetAsUnquarantined`,
    permissions: adminActions,
    why: 'take an agent out of quarantine',
  },
]
