import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { versions } from './calls.ts'
import { managedPages } from './client.ts'
import { type Listed, listOf } from './list.ts'
import { modelKinds } from './observe-account.ts'
import { type ResourceId, resourceId } from './resource-id.ts'
import { type Account, accountSchema } from './schema.ts'

export interface FoundAccount {
  readonly account: Account
  readonly id: ResourceId
}

/** The accounts of one subscription that answer with models; looked up once per scan, for their projects hang on them. */
export const accountsOf = (context: ConnectorContext, subscription: string): Promise<Result<Listed<FoundAccount>>> =>
  once(context, `accounts ${subscription}`, async () => {
    const found = await listOf(managedPages(context, 'accounts', versions.cognitive, { path: { subscription } }), accountSchema)
    if (!found.ok) return found
    const { items: all, keptAside, ...rest } = found.value
    const withIds = all.flatMap((account) => {
      const id = resourceId(account.id)
      return id === null ? [] : [{ account, id }]
    })
    const items = withIds.filter(({ account }) => modelKinds.has(account.kind ?? ''))
    return ok({ items, keptAside: keptAside + all.length - withIds.length, ...rest })
  })
