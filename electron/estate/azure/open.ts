import { guidAt } from '../ids.ts'
import { openLoopbackServer } from '../loopback-server.ts'
import { signInRoutes } from '../microsoft-365/sign-in-routes.ts'
import { makeRandom } from '../random.ts'
import type { OpenServer, ServerOptions } from '../server-options.ts'
import { azureError, makeAccess, type RegisteredClient } from './access.ts'
import { agentRoutes } from './agent-routes.ts'
import { answersOf } from './answers.ts'
import { type Cloud, type Directory, makeCloud } from './cloud.ts'
import { managementRoutes } from './management-routes.ts'
import { readActions, writeActions } from './permissions.ts'
import { automationRoutes, projectRoutes } from './resource-routes.ts'

export interface AzureEstateOptions extends ServerOptions {
  /** The tenant whose identities act here; one of its own unless given. */
  readonly directory?: Directory
  /** Nobody refuses anything, and every service is registered everywhere. */
  readonly calm?: boolean
}

export interface AzureEstate extends OpenServer {
  readonly cloud: Cloud
  reset(): void
}

const domain = 'meridian.example'

/** Opens Meridian Group's subscriptions on 127.0.0.1: the management interface and every account's own host, each under its name. */
export async function openAzureEstate(options: AzureEstateOptions): Promise<AzureEstate> {
  const { seed, people, state, calm = false } = options
  const directory = options.directory ?? { tenantId: guidAt(seed, `${domain}/tenant`, 0), agentIdentities: [] }
  const cloud = makeCloud({ ...options, directory, calm, random: makeRandom(seed).at('azure') })
  const client: RegisteredClient = {
    clientId: guidAt(seed, 'azure/client', 0),
    clientSecret: `demo-${guidAt(seed, 'azure/secret', 0)}`,
    actions: new Set(options.permissions ?? [...readActions, ...writeActions]),
    withheld: calm ? [] : cloud.withheld,
  }
  const access = makeAccess(options)
  const server = await openLoopbackServer({
    provider: 'azure',
    port: options.port,
    faults: options.faults,
    linkMember: 'nextLink',
    error: (status, message) => azureError(status, codes[status] ?? 'InternalServerError', message).json,
    routes: [
      ...signInRoutes({ id: directory.tenantId, domain, people }, access, [client]),
      ...managementRoutes({ cloud, access }),
      ...projectRoutes({ cloud, access }),
      ...automationRoutes({ cloud, access }),
      ...agentRoutes({ cloud, access }),
    ],
  })
  return {
    origin: server.origin,
    port: server.port,
    cloud,
    entries: answersOf(cloud, calm),
    connection: {
      provider: 'azure',
      label: 'Meridian Group subscriptions',
      businessUnit: null,
      settings: {
        tenantId: directory.tenantId,
        clientId: client.clientId,
        signIn: 'client-secret',
        loginUrl: server.origin,
        baseUrl: `${server.origin}/{host}`,
      },
      secrets: { clientSecret: client.clientSecret },
    },
    requests: server.requests,
    throttled: server.throttled,
    reset: () => state.clear(),
    close: server.close,
  }
}

const codes: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'AuthorizationFailed',
  404: 'ResourceNotFound',
  429: 'TooManyRequests',
}
