import type { Result } from '../../../../shared/base/result.ts'
import type { Credential } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { all, pages } from './graph.ts'
import {
  type AgentIdentity,
  agentIdentitySchema,
  applicationSchema,
  organizationSchema,
  principalSchema,
  resourceSchema,
} from './schema.ts'

/** An API that defines application permissions: their ids and what they are called. */
export interface Resource {
  readonly id: string
  readonly name: string
  readonly roles: ReadonlyMap<string, string>
}

/** Looks a thing up once per scan and remembers it, also its failure; a resumed scan looks again. */
function once<T>(context: ConnectorContext, key: string, look: () => Promise<Result<T>>): Promise<Result<T>> {
  const known = context.memory.get(key) as Promise<Result<T>> | undefined
  const asked = known ?? look()
  context.memory.set(key, asked)
  return asked
}

export const homeTenant = (
  context: ConnectorContext,
): Promise<Result<{ readonly id: string; readonly name: string; readonly call: string | null }>> =>
  once(context, 'home tenant', async () => {
    const found = await all(context, { call: 'organization', schema: organizationSchema })
    if (!found.ok) return found
    const first = found.value.items[0]
    return { ok: true, value: { id: first?.id ?? context.settings.tenantId ?? '', name: first?.displayName ?? '', call: found.value.call } }
  })

export interface ApplicationCredentials {
  readonly byAppId: ReadonlyMap<string, readonly Credential[]>
  readonly pages: readonly { readonly call: string; readonly keptAside: number; readonly items: number }[]
}

/** Names and ages of the secrets and certificates of every application registered here. Never their values. */
export const applicationCredentials = (context: ConnectorContext): Promise<Result<ApplicationCredentials>> =>
  once(context, 'application credentials', async () => {
    const byAppId = new Map<string, readonly Credential[]>()
    const seen: { call: string; keptAside: number; items: number }[] = []
    const list = {
      call: 'applications',
      schema: applicationSchema,
      query: { $select: 'appId,keyCredentials,passwordCredentials', $top: '999' },
    }
    for await (const page of pages(context, list)) {
      if (!page.ok) return page
      for (const application of page.value.items) {
        const as =
          (kind: Credential['kind']) =>
          (one: {
            displayName?: string | null | undefined
            startDateTime?: string | null | undefined
            endDateTime?: string | null | undefined
          }): Credential => ({
            kind,
            name: one.displayName ?? kind,
            createdAt: instant(one.startDateTime),
            expiresAt: instant(one.endDateTime),
          })
        byAppId.set(application.appId, [
          ...application.keyCredentials.map(as('certificate')),
          ...application.passwordCredentials.map(as('secret')),
        ])
      }
      seen.push({ call: page.value.call, keptAside: page.value.keptAside, items: page.value.items.length })
    }
    return { ok: true, value: { byAppId, pages: seen } }
  })

/** The platform's own APIs are asked for their grants even where a tenant does not show which roles they define. */
const platformApis: ReadonlySet<string> = new Set([
  '00000003-0000-0000-c000-000000000000', // Graph
  '00000002-0000-0ff1-ce00-000000000000', // Exchange
  '00000003-0000-0ff1-ce00-000000000000', // SharePoint
])

/** APIs with application permissions, by object id. One pass over all principals, asking for their roles only. */
export const resources = (context: ConnectorContext): Promise<Result<ReadonlyMap<string, Resource>>> =>
  once(context, 'resources', async () => {
    const found = new Map<string, Resource>()
    const list = { call: 'service-principals', schema: resourceSchema, query: { $select: 'id,appId,displayName,appRoles', $top: '999' } }
    for await (const page of pages(context, list)) {
      if (!page.ok) return page
      for (const one of page.value.items) {
        const roles = one.appRoles.filter((role) => role.allowedMemberTypes.includes('Application'))
        if (roles.length > 0 || platformApis.has(one.appId ?? ''))
          found.set(one.id, {
            id: one.id,
            name: one.displayName ?? one.id,
            roles: new Map(roles.map((role) => [role.id, role.value ?? role.displayName ?? role.id])),
          })
      }
    }
    return { ok: true, value: found }
  })

/** Agent identities by object id, with the application id of the blueprint they are made from. */
export const agentIdentities = (context: ConnectorContext): Promise<Result<ReadonlyMap<string, AgentIdentity>>> =>
  once(context, 'agent identities', async () => {
    const found = await all(context, { call: 'agent-identities', schema: agentIdentitySchema, query: { $top: '999' } })
    return found.ok ? { ok: true, value: new Map(found.value.items.map((one) => [one.id, one])) } : found
  })

/** Blueprints: application id → object id of their principal here. */
export const blueprintPrincipals = (context: ConnectorContext): Promise<Result<ReadonlyMap<string, string>>> =>
  once(context, 'blueprints', async () => {
    const found = await all(context, { call: 'blueprints', schema: principalSchema, query: { $top: '999' } })
    return found.ok
      ? { ok: true, value: new Map(found.value.items.flatMap((one) => (one.appId ? [[one.appId, one.id] as const] : []))) }
      : found
  })

/** A provider's moment in our one form; null when it cannot be read. */
export function instant(text: string | null | undefined): string | null {
  const at = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
