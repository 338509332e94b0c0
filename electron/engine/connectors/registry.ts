import type { Connector } from './connector.ts'
import { microsoft365 } from './microsoft-365/connector.ts'
import { n8n } from './n8n/connector.ts'
import { thisComputer } from './this-computer/connector.ts'

/** Every connector there is: one folder and one line each. */
export const connectors: readonly Connector[] = [thisComputer, microsoft365, n8n]

export function connectorOf(provider: string): Connector | null {
  return connectors.find((connector) => connector.id === provider) ?? null
}
