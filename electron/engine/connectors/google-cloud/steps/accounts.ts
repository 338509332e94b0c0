import { ok, type Result } from '../../../../../shared/base/result.ts'
import type { Grant, Observation } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step, type StepContext } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { once } from '../../once.ts'
import { type Account, type AccountKey, accountAsset, accountOf, keyAsset, keyOf, observeAccount } from '../accounts.ts'
import { accountKey } from '../keys.ts'
import { assets } from '../landscape.ts'
import { observeOwners, projectOwners } from '../policies.ts'
import { roleUses, usedWords } from '../role-uses.ts'

export const accounts: Step = {
  id: 'accounts',
  title: 'Service accounts',
  yields: 'service accounts, and the keys that were exported with their age',
  after: ['policies'],
  calls: ['resources', 'policies', 'role-use', 'role-use-above'],
  hides: 'service accounts, and keys of them that were carried away',
  owns: [
    { kind: 'subject', keyPrefix: 'service-account/' },
    { kind: 'ownership', keyPrefix: 'owner/service-account/' },
  ],
  async *run(context) {
    const keys = await exportedKeys(context)
    const owners = await projectOwners(context)
    const grants = grantsByAccount(context)
    const uses = await roleUses(context)
    let seen = context.cursor !== null
    let aside = keys.ok ? keys.value.keptAside : 0
    if (keys.ok) yield { observations: [], call: keys.value.call, cursor: context.cursor, keptAside: keys.value.keptAside }
    const all = assets(context, 'iam.googleapis.com/ServiceAccount', accountAsset, { readMask: mask, from: context.cursor })
    for await (const page of all) {
      if (!page.ok) return endOf(page, seen)
      seen = true
      const { items, call, next } = page.value
      const known = items.map(accountOf)
      const keptAside = page.value.keptAside + known.filter((account) => account === null).length
      aside += keptAside
      const observations = known.flatMap((account): readonly Observation[] => {
        if (account === null) return []
        const key = accountKey(account.email)
        const held = keys.ok ? [...keysOf(keys.value.byAccount, account)] : null
        const owned = owners.ok && account.project !== null ? (owners.value.get(account.project) ?? null) : null
        const subject = observeAccount(account, held, grants.get(key) ?? [])
        const used = uses.ok ? usedWords(uses.value, key) : {}
        return [{ ...subject, details: { ...subject.details, ...used } }, ...observeOwners(key, null, owned)]
      })
      yield { observations, call, cursor: next, keptAside }
    }
    if (!keys.ok) return endOf(keys, true)
    return aside === 0 ? complete : partial(`${aside} records could not be read and were kept aside`)
  },
}

const mask = 'name,assetType,project,state,additionalAttributes,versionedResources'

interface Keys {
  readonly byAccount: ReadonlyMap<string, readonly AccountKey[]>
  readonly keptAside: number
  readonly call: string | null
}

/** The inventory names an account by its address or by its number. */
const keysOf = (keys: Keys['byAccount'], { email, uniqueId }: Account): readonly AccountKey[] => [
  ...(keys.get(email) ?? []),
  ...(uniqueId === null ? [] : (keys.get(uniqueId) ?? [])),
]

const exportedKeys = (context: StepContext): Promise<Result<Keys>> =>
  once(context, 'exported keys', async () => {
    const byAccount = new Map<string, AccountKey[]>()
    let keptAside = 0
    let call: string | null = null
    for await (const page of assets(context, 'iam.googleapis.com/ServiceAccountKey', keyAsset, { readMask: mask })) {
      if (!page.ok) return page
      keptAside += page.value.keptAside
      call = page.value.call
      for (const key of page.value.items.map(keyOf))
        if (key !== null) byAccount.set(key.account.toLowerCase(), [...(byAccount.get(key.account.toLowerCase()) ?? []), key])
    }
    return ok({ byAccount, keptAside, call })
  })

/** What each account may do, as the step before saw it. */
export function grantsByAccount(context: StepContext): ReadonlyMap<string, readonly Grant[]> {
  const found = new Map<string, Grant[]>()
  for (const grant of context.seen('grant')) {
    if (!grant.key.startsWith('role/service-account/')) continue
    const known = found.get(grant.subjectKey)
    if (known === undefined) found.set(grant.subjectKey, [grant])
    else known.push(grant)
  }
  return found
}
