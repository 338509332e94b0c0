import { z } from 'zod'
import type { Failure } from '../../../../shared/base/failure.ts'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { graphPages } from './graph.ts'
import { builtInRole } from './role-powers.ts'

/** One role that an identity holds. */
export interface Role {
  readonly id: string
  /** A built-in role's own name, else its id: a custom role may call itself anything. */
  readonly permission: string
  readonly scope: string
  readonly createdOn: string | null
}

export interface Roles {
  /** By the identity's object id. */
  readonly held: ReadonlyMap<string, readonly Role[]>
  readonly call: string | null
  readonly keptAside: number
  /** Why it is not whole; null when it is. */
  readonly cut: Failure | null
}

const query =
  "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | where properties.principalType =~ 'ServicePrincipal'" +
  ' | project id, principalId = properties.principalId, role = properties.roleDefinitionId, scope = properties.scope, createdOn = properties.createdOn' +
  ' | order by id asc'

const row = z.object({
  id: z.string().min(1).max(2_000),
  principalId: z.string().min(1).max(100),
  role: z.string().min(1).max(500),
  scope: z.string().max(2_000),
  createdOn: z.string().nullish().catch(null),
})

/** Roles of every service principal and managed identity in the tenant's subscriptions; looked up once per scan. */
export const rolesOf = (context: ConnectorContext): Promise<Result<Roles>> =>
  once(context, 'roles', async (): Promise<Result<Roles>> => {
    const held = new Map<string, Role[]>()
    let keptAside = 0
    let call: string | null = null
    for await (const page of graphPages(context, 'role-assignments', query)) {
      if (!page.ok) return call === null ? page : ok({ held, call, keptAside, cut: page.failure })
      call = page.value.call
      const found = keep(row, page.value.rows)
      keptAside += found.keptAside
      for (const { id, principalId, role, scope, createdOn } of found.kept) {
        const definition = role.split('/').at(-1) ?? role
        const one: Role = { id, permission: builtInRole(definition) ?? `custom role ${definition}`, scope, createdOn: createdOn ?? null }
        const known = held.get(principalId.toLowerCase())
        if (known === undefined) held.set(principalId.toLowerCase(), [one])
        else known.push(one)
      }
    }
    return ok({ held, call, keptAside, cut: null })
  })
