import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { readList } from './read-list.ts'
import { accountSchema, regionSchema } from './schema.ts'
import { askerIn, callerOf } from './session.ts'
import { chosenAccounts, homes, partitionOf } from './settings.ts'

export interface Account {
  readonly id: string
  readonly name: string
  /** False: closed or suspended; nothing runs in it and nothing can be asked. */
  readonly active: boolean
}

/** As a person knows it: `Payments prod (111122223333)`. */
export const shown = ({ id, name }: Account): string => (name === '' ? id : `${name.slice(0, 80)} (${id})`)

export interface Accounts {
  readonly accounts: readonly Account[]
  readonly keptAside: number
  /** The call that brought them; null where a person named them. */
  readonly call: string | null
  /** Why the list is not whole; null when it is. */
  readonly problem: (Result<never> & { readonly ok: false }) | null
}

/** The accounts to look in, by number: those a person named, all of the organisation, or the key's own. */
export function accountsOf(context: ConnectorContext): Promise<Result<Accounts>> {
  return once(context, 'accounts', async () => {
    const chosen = chosenAccounts(context.settings)
    if (chosen !== null) return ok(named(chosen))
    const caller = await callerOf(context)
    if (!caller.ok) return caller
    if ((context.settings.roleName ?? '') === '') return ok(named([caller.value.account]))
    // The key's own account is the one that may ask this: the management account or one it delegates to.
    const asker = await askerIn(context, caller.value.account, homes[partitionOf(context.settings)].organizations)
    if (!asker.ok) return asker
    const list = await readList(asker.value, {
      call: 'accounts',
      input: { MaxResults: 20 },
      items: 'Accounts',
      token: ['NextToken', 'NextToken'],
      schema: accountSchema,
    })
    if (list.problem !== null && list.items.length === 0) return list.problem
    const accounts = list.items.map(({ Id, Name, State, Status }) => ({
      id: Id,
      name: Name ?? '',
      active: (State ?? Status ?? 'ACTIVE') === 'ACTIVE',
    }))
    const sorted = accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    return ok({ accounts: sorted, keptAside: list.keptAside, call: list.call, problem: list.problem })
  })
}

const named = (ids: readonly string[]): Accounts => ({
  accounts: ids.toSorted().map((id) => ({ id, name: '', active: true })),
  keptAside: 0,
  call: null,
  problem: null,
})

/** The regions an account uses, by name. */
export function regionsOf(context: ConnectorContext, account: Account): Promise<Result<readonly string[]>> {
  return once(context, `regions ${account.id}`, async () => {
    const asker = await askerIn(context, account.id)
    if (!asker.ok) return asker
    const list = await readList(asker.value, {
      call: 'regions',
      input: { MaxResults: 50, RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING'] },
      items: 'Regions',
      token: ['NextToken', 'NextToken'],
      schema: regionSchema,
    })
    return list.problem ?? ok(list.items.map(({ RegionName }) => RegionName).toSorted())
  })
}
