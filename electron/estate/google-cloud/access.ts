import { makeTokenEndpoint, oauthError } from '../google-token.ts'
import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'
import type { ProjectPlan } from './plan.ts'

const words: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

interface Detail {
  readonly reason: string
  readonly metadata: Readonly<Record<string, string>>
}

/** Errors in the shape of Google's newer interfaces. */
export function rpcError(status: number, message: string, detail?: Detail): LoopbackReply {
  const details = detail && [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', domain: 'googleapis.com', ...detail }]
  return { status, json: { error: { code: status, message, status: words[status] ?? 'UNKNOWN', ...(details && { details }) } } }
}

/** What a call needs: a permission, on a project or the whole, of an API. */
export interface Need {
  readonly permission: string
  /** Null: on the organisation. */
  readonly project: ProjectPlan | null
  readonly quota?: 'inventory' | 'agents' | 'log'
}

export interface Access {
  token(request: LoopbackRequest): LoopbackReply
  /** Null when the call may go on; else the refusal. */
  check(request: LoopbackRequest, need: Need): LoopbackReply | null
  /** Which of the named permissions are held on the organisation; everybody who signed in may ask. */
  held(request: LoopbackRequest): LoopbackReply
}

export interface Denial {
  readonly project: string
  /** The first word of the permissions that the organisation's policy denies there. */
  readonly service: string
}

const auth = 'https://www.googleapis.com/auth/'
/** The services that take a token for reading only. */
const readOnly: ReadonlySet<string> = new Set(['agentregistry', 'apikeys', 'logging'])

/** Signs the audit's service account in, and enforces scope, permission, API and published quota on every call. */
export function makeAccess(options: {
  readonly seed: number
  readonly email: string
  readonly publicKey: string
  readonly permissions: ReadonlySet<string>
  readonly denials: readonly Denial[]
  /** The project that the audit's calls are counted for. */
  readonly payer: ProjectPlan
  readonly quotas: 'published' | 'off'
}): Access {
  const { permissions, denials, payer } = options
  const endpoint = makeTokenEndpoint({
    seed: options.seed,
    place: 'google-cloud/token',
    email: options.email,
    publicKey: options.publicKey,
    refuse: (_claims, scopes) => {
      const known = scopes.length > 0 && scopes.every((scope) => /^cloud-platform(\.read-only)?$/.test(scope.replace(auth, '')))
      return known ? null : oauthError(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.')
    },
  })
  const windows = { inventory: makeQuotaWindow(400, 60_000), agents: makeQuotaWindow(600, 60_000), log: makeQuotaWindow(60, 60_000) }
  return {
    token: endpoint.token,
    held: (request) => {
      const scopes = endpoint.scopesOf(request)
      if (scopes === null) return rpcError(401, 'Request had invalid authentication credentials.')
      const { permissions: named = [] } = JSON.parse(request.body || '{}') as { readonly permissions?: readonly string[] }
      if (named.length > 100) return rpcError(400, 'Too many permissions.')
      const own = named.filter((permission) => permissions.has(permission))
      return { status: 200, json: own.length === 0 ? {} : { permissions: own } }
    },
    check: (request, { permission, project, quota }) => {
      const service = permission.split('.')[0] ?? ''
      const scopes = endpoint.scopesOf(request)
      if (scopes === null) return rpcError(401, 'Request had invalid authentication credentials.')
      const reads = /\.(list|get|search\w+|query|getIamPolicy)$/.test(permission)
      if (!scopes.has(`${auth}cloud-platform`) && !(readOnly.has(service) && reads))
        return rpcError(403, 'Request had insufficient authentication scopes.', {
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          metadata: { service: `${service}.googleapis.com` },
        })
      const consumer = project ?? payer
      if (!consumer.services.includes(service))
        return rpcError(403, `${service} API has not been used in project ${consumer.number} before or it is disabled.`, {
          reason: 'SERVICE_DISABLED',
          metadata: { service: `${service}.googleapis.com`, consumer: `projects/${consumer.number}` },
        })
      const denied = denials.some((one) => one.project === project?.id && one.service === service)
      if (denied || !permissions.has(permission))
        return rpcError(403, `Permission '${permission}' denied on resource (or it may not exist).`, {
          reason: 'IAM_PERMISSION_DENIED',
          metadata: { permission, resource: project === null ? 'organization' : `projects/${project.id}` },
        })
      const wait = options.quotas === 'off' || quota === undefined ? null : windows[quota].take(1)
      return wait === null ? null : rpcError(429, 'Quota exceeded for quota metric.', { reason: 'RATE_LIMIT_EXCEEDED', metadata: {} })
    },
  }
}
