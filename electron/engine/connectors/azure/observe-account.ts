import { blankSubject, type Model, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { type ActsAs, identitiesOf, observeIdentity, runsAs } from './identities.ts'
import { observeOwners } from './owners.ts'
import { keyOf, type ResourceId } from './resource-id.ts'
import { type Account, type Deployment, instant } from './schema.ts'

/** Kinds of account that answer with models of language; the rest read pictures, speech or forms. */
export const modelKinds: ReadonlySet<string> = new Set(['OpenAI', 'AIServices'])

const accountKey = (id: ResourceId): string => keyOf('account', id)

/** An account is what programs call a model by. `deployments` null: they could not be looked up. */
export function observeAccount(account: Account, id: ResourceId, deployments: readonly Deployment[] | null): readonly Observation[] {
  const identities = identitiesOf(account.identity, account.name)
  const subject = subjectOf(account, id, deployments, identities)
  return [subject, ...identities.map(observeIdentity), ...observeOwners(subject.key, [account.tags], account.systemData)]
}

function subjectOf(account: Account, id: ResourceId, deployments: readonly Deployment[] | null, identities: readonly ActsAs[]): Subject {
  const { properties, location } = account
  const keys = properties.disableLocalAuth !== true
  const closed = properties.publicNetworkAccess === 'Disabled' || properties.networkAcls?.defaultAction === 'Deny'
  const made = instant(account.systemData?.createdAt ?? properties.dateCreated)
  const models = (deployments ?? []).map((one) => modelOf(one, location))
  return {
    ...blankSubject,
    key: accountKey(id),
    role: 'agent',
    name: account.name,
    nativeIds: [{ kind: 'azure-resource-id', value: account.id.toLowerCase(), joins: false }],
    agentKind: 'model-endpoint',
    platform: account.kind === 'OpenAI' ? 'Azure OpenAI' : 'Microsoft Foundry',
    autonomy: { floor: 'A0', ceiling: 'A4', because: 'programs call it; what they do with the answers is not visible here' },
    signals: [{ by: 'provider', value: `${account.kind} account`, certainty: 'certain', vendor: 'Microsoft' }],
    firstParty: false,
    enabled: properties.publicNetworkAccess === 'Disabled' && !keys ? false : null,
    createdAt: made,
    changedAt: instant(account.systemData?.lastModifiedAt),
    models,
    tools: [],
    credentials: keys ? [{ kind: 'api-key', name: 'the two keys of the account', createdAt: made, expiresAt: null }] : [],
    exposure: keys ? 'unknown' : 'named',
    endpoint: properties.endpoint?.slice(0, 500) || null,
    guardrails: [...new Set((deployments ?? []).flatMap((one) => one.properties.raiPolicyName?.slice(0, 200) ?? []))],
    relations: runsAs(identities),
    details: Object.fromEntries(
      [
        ['Keys', keys ? 'accepted: whoever holds one of the two keys may call it' : 'switched off: sign-in only'],
        ['Network', closed ? 'closed to the internet, or to all but listed addresses' : 'open to the internet'],
        ['Region', location],
        ['Resource group', id.group],
        [
          'Deployments',
          deployments === null
            ? 'not looked up'
            : deployments
                .map(({ name }) => name)
                .slice(0, 20)
                .join(', ') || 'none',
        ],
      ].flatMap(([label, value]) => (label && value ? [[label, value.slice(0, 1_000)]] : [])),
    ),
  }
}

function modelOf({ name, properties: { model } }: Deployment, region: string | null | undefined): Model {
  const called = model?.name ?? name
  return {
    vendor: vendorOfModel(called) ?? model?.publisher?.slice(0, 100) ?? model?.format?.slice(0, 100) ?? null,
    name: [called, model?.version].filter(Boolean).join(' ').slice(0, 200),
    ...(region ? { region: region.slice(0, 60) } : {}),
  }
}
