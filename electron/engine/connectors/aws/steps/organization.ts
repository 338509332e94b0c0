import type { PlaceEnd, Step } from '../../connector.ts'
import { complete, partial, skipped } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { tallyPlaces } from '../../places.ts'
import { type Account, accountsOf, regionsOf, shown } from '../accounts.ts'
import { whereToLook } from '../every-place.ts'
import { chosenRegions } from '../settings.ts'

export const accounts: Step = {
  id: 'accounts',
  title: 'Accounts',
  yields: 'accounts of the organisation',
  after: [],
  calls: ['accounts', 'caller'],
  hides: 'whole accounts',
  owns: [],
  async *run(context) {
    const found = await accountsOf(context)
    if (!found.ok) return endOf(found, false, 'organizations:ListAccounts')
    const { accounts: all, keptAside, call, problem } = found.value
    yield { observations: [], call, cursor: null, keptAside, expected: all.length }
    if (problem !== null) return endOf(problem, true, 'organizations:ListAccounts')
    return keptAside === 0 ? complete : partial(`${keptAside} accounts could not be read and were kept aside`)
  },
}

export const regions: Step = {
  id: 'regions',
  title: 'Regions',
  yields: 'regions that each account uses, and those that nobody looks into',
  after: [],
  calls: [...whereToLook],
  hides: 'everything in regions that an account uses and this source leaves out',
  owns: [],
  async *run(context) {
    const found = await accountsOf(context)
    if (!found.ok) return endOf(found, false, 'organizations:ListAccounts')
    const tally = tallyPlaces('accounts and regions')
    const chosen = chosenRegions(context.settings)
    for (const account of found.value.accounts) {
      const places = await regionPlaces(context, account, chosen)
      yield { observations: [], call: null, cursor: null, keptAside: 0, places: places.map(tally.add) }
    }
    return tally.end()
  },
}

/** A region that is in use and left out is not nothing: it is named, so that a person can choose it. */
async function regionPlaces(
  context: Parameters<Step['run']>[0],
  account: Account,
  chosen: ReadonlySet<string> | null,
): Promise<readonly PlaceEnd[]> {
  const name = shown(account)
  if (!account.active) return [{ place: [name], end: skipped('no-service', 'the account is closed') }]
  const used = await regionsOf(context, account)
  if (!used.ok) return [{ place: [name], end: endOf(used, false, 'account:ListRegions') }]
  const leftOut = skipped('not-configured', 'the account uses this region, and it is not among the regions of this source')
  return used.value.map((region) => ({ place: [name, region], end: chosen === null || chosen.has(region) ? complete : leftOut }))
}
