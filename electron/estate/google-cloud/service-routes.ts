import type { LoopbackRoute } from '../loopback-server.ts'
import type { OrganisationServer } from './routes.ts'
import { accountRoutes } from './routes-accounts.ts'
import { keyRoutes } from './routes-api-keys.ts'
import { chatRoutes } from './routes-chats.ts'
import { customerRoutes } from './routes-customer-apps.ts'
import { endpointRoutes } from './routes-endpoints.ts'
import { geminiRoutes } from './routes-gemini.ts'
import { lastUseRoutes } from './routes-last-use.ts'
import { registryRoutes } from './routes-registry.ts'
import { roleUseRoutes } from './routes-role-use.ts'
import { identityRoutes } from './routes-sign-ins.ts'

/** The services beside Agent Engine, each on its own host. */
export function serviceRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  return [
    ...endpointRoutes(server),
    ...chatRoutes(server),
    ...customerRoutes(server),
    ...geminiRoutes(server),
    ...registryRoutes(server),
    ...keyRoutes(server),
    ...identityRoutes(server),
    ...lastUseRoutes(server),
    ...roleUseRoutes(server),
    ...accountRoutes(server),
  ]
}
