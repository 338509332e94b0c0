import type { Policy } from '../../../shared/domain/policy.ts'
import { codingAgents } from './packs/coding-agents.ts'
import { customerData } from './packs/customer-data.ts'
import { externalFacingAgents } from './packs/external-facing-agents.ts'
import { finance } from './packs/finance.ts'
import { hr } from './packs/hr.ts'
import { mcpServers } from './packs/mcp-servers.ts'
import { modelsAndRegions } from './packs/models-and-regions.ts'
import { readOnlyAssistant } from './packs/read-only-assistant.ts'
import { thirdPartyApps } from './packs/third-party-apps.ts'
import { unattendedAgents } from './packs/unattended-agents.ts'

/** Every pack there is. A test proves that the folder says the same, and checks each text against the schema. */
export const packs: readonly Policy[] = [
  readOnlyAssistant,
  customerData,
  finance,
  hr,
  codingAgents,
  unattendedAgents,
  mcpServers,
  thirdPartyApps,
  externalFacingAgents,
  modelsAndRegions,
]
