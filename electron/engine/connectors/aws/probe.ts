import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { accountsOf, regionsOf } from './accounts.ts'
import { callerOf } from './session.ts'

/** Whose key is it, may it list the accounts, and does the reading role open in the first of them? */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const caller = await callerOf(context)
  if (!caller.ok) return caller
  const accounts = await accountsOf(context)
  const refused = !accounts.ok && accounts.failure.code === 'permission-missing'
  if (!accounts.ok && !refused) return accounts
  const first = accounts.ok ? accounts.value.accounts.find(({ active }) => active) : undefined
  const regions = first === undefined ? null : await regionsOf(context, first)
  const missing = regions?.ok === false ? regions.failure : null
  return ok({
    reached: true,
    identity: caller.value.arn,
    checks: [
      {
        permission: 'organizations:ListAccounts',
        state: refused ? 'missing' : 'granted',
        why: refused ? 'the key may not list the accounts; name them in the settings instead' : 'the provider answered',
        hides: 'every account that is not named in the settings',
      },
      {
        permission: missing?.subject ?? 'sts:AssumeRole',
        state: regions === null ? 'unknown' : missing === null ? 'granted' : 'missing',
        why: missing?.message ?? (regions === null ? 'no account to try it in' : 'the reading role opened in one account'),
        hides: 'everything in the accounts where the role does not open',
      },
    ],
    notice: null,
  })
}
