import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { StateSection } from '../state-file.ts'
import type { Access } from './access.ts'
import { type Organisation, placeIn } from './organisation.ts'
import type { AwsRoute, Question } from './route.ts'
import { agentRoutes } from './routes-agents.ts'
import { changeRoutes } from './routes-changes.ts'
import { coreRoutes } from './routes-core.ts'
import { eventRoutes } from './routes-events.ts'
import { functionRoutes } from './routes-functions.ts'
import { identityRoutes } from './routes-identities.ts'
import { organisationRoutes } from './routes-organisation.ts'
import { otherRoutes } from './routes-others.ts'
import { serviceOf, signerOf, wireError, wires, xmlReply } from './wire.ts'

const routes: readonly AwsRoute[] = [
  ...organisationRoutes,
  ...agentRoutes,
  ...coreRoutes,
  ...functionRoutes,
  ...changeRoutes,
  ...identityRoutes,
  ...otherRoutes,
  ...eventRoutes,
]

/** No such host: what a gateway that stands for all of them says where the name service would. */
const noHost: LoopbackReply = { status: 421, json: { message: 'no such host' } }

/** The provider's hosts, each as the first segment of a path: `/bedrock-agent.eu-west-1.amazonaws.com/agents/`. */
export function serverRoutes(organisation: Organisation, access: Access, changes: StateSection): readonly LoopbackRoute[] {
  const byAddress = Map.groupBy(routes, ({ method = 'POST', path = '/' }) => `${method} ${path}`)
  return [...byAddress.values()].flatMap((sharing) => {
    const [first] = sharing
    if (first === undefined) return []
    return [
      {
        method: first.method ?? 'POST',
        path: `/{host}${first.path ?? '/'}`,
        handle: (request, params) => answer({ organisation, access, changes, sharing, request, params }),
      },
    ]
  })
}

interface Asked {
  readonly organisation: Organisation
  readonly access: Access
  readonly changes: StateSection
  readonly sharing: readonly AwsRoute[]
  readonly request: LoopbackRequest
  readonly params: Readonly<Record<string, string>>
}

/** In the provider's order: host, signature, quota, permission, then the question itself. */
function answer({ organisation, access, changes, sharing, request, params }: Asked): LoopbackReply {
  const at = serviceOf(params.host ?? '')
  if (at === null) return noHost
  const { service, region } = at
  const { protocol, signedAs } = wires[service]
  const error = (status: number, code: string, message: string) => wireError(protocol, status, code, message)
  const signer = signerOf(request)
  if (signer === null) return error(403, 'MissingAuthenticationToken', 'Missing Authentication Token')
  if (signer.service !== signedAs || signer.region !== region)
    return error(403, 'SignatureDoesNotMatch', `Credential should be scoped to a valid region and to service '${signedAs}'.`)
  const by = access.principalOf(signer.accessKeyId, signer.token)
  if (by === null)
    return error(
      403,
      protocol === 'query' ? 'InvalidClientTokenId' : 'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    )
  const input = inputOf(request)
  const operation = protocol === 'rest' ? null : operationOf(request, input)
  const route = sharing.find((one) => one.service === service && (operation === null || one.operation === operation))
  if (route === undefined) return error(400, 'UnknownOperationException', '')
  const wait = access.throttle(by.account.id, region, service)
  if (wait !== null) return error(protocol === 'rest' ? 429 : 400, 'ThrottlingException', 'Rate exceeded')
  const denied = route.action === null ? null : deniedBy(by, route.action)
  if (denied !== null) return error(403, protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException', denied)
  const question: Question = { organisation, access, by, region, content: placeIn(by.account, region), changes, params, input }
  const told = route.handle(question)
  if ('error' in told) return error(told.status, told.error, told.says ?? '')
  if (protocol === 'query') return xmlReply(route.operation, told.value)
  return { status: told.status ?? 200, json: told.value }
}

function deniedBy(by: Question['by'], action: string): string | null {
  const says = `User: ${by.arn} is not authorized to perform: ${action}`
  if (by.account.deniedByPolicy.includes(action)) return `${says} with an explicit deny in a service control policy`
  return by.allows(action) ? null : `${says} because no identity-based policy allows the ${action} action`
}

/** The body's members, the form's fields, or the query's. */
function inputOf({ body, headers, query }: LoopbackRequest): Readonly<Record<string, unknown>> {
  const asked = Object.fromEntries(query)
  if (body === '') return asked
  if ((headers['content-type'] ?? '').includes('form')) return { ...asked, ...Object.fromEntries(new URLSearchParams(body)) }
  try {
    return { ...asked, ...JSON.parse(body) }
  } catch {
    return asked
  }
}

function operationOf({ headers }: LoopbackRequest, input: Readonly<Record<string, unknown>>): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? String(input.Action ?? '')
}
