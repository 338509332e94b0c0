import type { Result } from '../../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Batch, Step, StepContext } from '../../connector.ts'
import { accountsOf, type FoundAccount } from '../accounts.ts'
import { versions } from '../calls.ts'
import { managedPages } from '../client.ts'
import { eachSubscription } from '../each-subscription.ts'
import { endOfList, placeEnd } from '../ends.ts'
import { type Listed, listOf } from '../list.ts'
import { observeAccount } from '../observe-account.ts'
import { type Deployment, deploymentSchema } from '../schema.ts'
import type { Subscription } from '../subscriptions.ts'

/** Accounts with their deployed models: what programs call by a key or by signing in. */
export const accounts: Step = {
  id: 'accounts',
  title: 'Accounts and models',
  yields: 'Azure OpenAI and Foundry accounts with their deployed models',
  after: [],
  calls: ['subscriptions', 'accounts', 'deployments'],
  hides: 'which models there are, and whether a key from anywhere reaches them',
  owns: [
    { kind: 'subject', keyPrefix: 'account/' },
    { kind: 'ownership', keyPrefix: 'account/' },
  ],
  run: (context) =>
    eachSubscription(context, {
      read: readAccounts,
      owns: (subscription) => [
        { kind: 'subject', keyPrefix: `account/${subscription}/` },
        { kind: 'ownership', keyPrefix: `account/${subscription}/` },
      ],
    }),
}

async function* readAccounts(context: StepContext, subscription: Subscription): AsyncGenerator<Batch, StepEnd> {
  const found = await accountsOf(context, subscription.id)
  if (!found.ok) return placeEnd(found, false)
  const { items, keptAside, call } = found.value
  for (const one of items) {
    const deployments = await deploymentsOf(context, one)
    const seen = deployments.ok ? deployments.value : null
    const end = deployments.ok ? endOfList(deployments.value) : placeEnd(deployments, false)
    yield {
      observations: observeAccount(one.account, one.id, seen?.items ?? null),
      call,
      cursor: null,
      keptAside: seen?.keptAside ?? 0,
      places: [{ place: [subscription.label, one.account.name], end }],
    }
  }
  if (keptAside > 0) yield { observations: [], call, cursor: null, keptAside }
  // What could not be read in one of the accounts is said by its own place.
  return endOfList(found.value)
}

function deploymentsOf(context: StepContext, { id }: FoundAccount): Promise<Result<Listed<Deployment>>> {
  const { subscription, group, names } = id
  const path = { subscription, group, account: names[0] ?? '' }
  return listOf(managedPages(context, 'deployments', versions.cognitive, { path }), deploymentSchema)
}
