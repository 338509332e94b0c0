import { anthropic } from './anthropic/connector.ts'
import { aws } from './aws/connector.ts'
import { azure } from './azure/connector.ts'
import type { Connector } from './connector.ts'
import { files } from './files/connector.ts'
import { github } from './github/connector.ts'
import { googleCloud } from './google-cloud/connector.ts'
import { googleWorkspace } from './google-workspace/connector.ts'
import { microsoft365 } from './microsoft-365/connector.ts'
import { n8n } from './n8n/connector.ts'
import { openai } from './openai/connector.ts'
import { slack } from './slack/connector.ts'
import { thisComputer } from './this-computer/connector.ts'

/** Every connector there is: one folder and one line each. */
export const connectors: readonly Connector[] = [
  thisComputer,
  microsoft365,
  aws,
  azure,
  googleWorkspace,
  googleCloud,
  slack,
  github,
  n8n,
  openai,
  anthropic,
  files,
]

export function connectorOf(provider: string): Connector | null {
  return connectors.find((connector) => connector.id === provider) ?? null
}
