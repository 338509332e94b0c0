import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, RevokeTarget } from '../connector.ts'
import { calls as declared } from './calls.ts'
import { readList } from './read-list.ts'
import { aliasSchema } from './schema.ts'
import { accessKeySchema, bedrockKeySchema } from './schema-iam.ts'
import { askerIn } from './session.ts'
import { partitionOf } from './settings.ts'
import { type Params, switches } from './switches.ts'

type Draft = RevokeDraft['calls'][number]

const nothing = failure('not-found', 'Nothing of this agent is there any more, or all of it is stopped.', {
  next: 'Scan this connection again.',
})

/** Reads what is there and says the calls that stop it; what no call can stop is led by hand. */
export async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const calls: Draft[] = []
  const manual: ManualStep[] = []
  for (const key of target.subjectKeys) {
    const wishes = await wishesOf(context, key)
    if (!wishes.ok) return wishes
    for (const draft of wishes.value.calls) {
      const asker = await askerIn(context, draft.params.account ?? '', draft.params.region)
      if (!asker.ok) return asker
      const now = await switches[draft.callId]?.read(asker.value, draft.params)
      if (now === undefined || (!now.ok && now.failure.code === 'not-found')) continue
      if (!now.ok) return now
      if (!now.value.stopped) calls.push(draft)
    }
    manual.push(...wishes.value.manual)
  }
  if (calls.length + manual.length === 0) return failed(nothing)
  return ok({ calls, manual, peopleAffected: [], cannotBeUndone: [] })
}

interface Wishes {
  readonly calls: readonly Draft[]
  readonly manual: readonly ManualStep[]
}

async function wishesOf(context: ConnectorContext, key: string): Promise<Result<Wishes>> {
  const [kind = '', account = '', region = '', ...rest] = key.split('/')
  const name = rest.join('/')
  const at = { account, region }
  const core = (type: string) => `arn:${partitionOf(context.settings)}:bedrock-agentcore:${region}:${account}:${type}/${name}`
  switch (kind) {
    case 'agent':
      return agentWishes(context, at, name)
    case 'runtime':
    case 'gateway': {
      const effect = 'Every call is refused, whoever makes it; what runs already goes on to its end.'
      return ok({
        calls: [draft('set-resource-policy', `Deny everybody the calling of ${name}`, { ...at, resourceArn: core(kind) }, effect)],
        manual: [],
      })
    }
    case 'function': {
      const effect = 'No new call of the function runs, whatever starts it; what runs already goes on to its end.'
      return ok({ calls: [draft('set-concurrency', `Stop the function ${name}`, { ...at, FunctionName: name }, effect)], manual: [] })
    }
    case 'principal':
      // principal/ACCOUNT/TYPE/NAME: identities know no regions.
      return region === 'user' ? userWishes(context, account, name) : ok({ calls: [roleDraft(account, name)], manual: [] })
    default:
      return ok({ calls: [], manual: [byHand(kind, account, region, name)] })
  }
}

function draft(callId: string, title: string, params: Params, effect: string): Draft {
  const call = declared.find((one) => one.id === callId)
  const path = (call?.path ?? '').replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return {
    title,
    callId,
    method: call?.method ?? 'POST',
    path,
    params,
    body: null,
    effect,
    reversible: true,
    undoTitle: 'Put it back as it was',
  }
}

const roleDraft = (account: string, RoleName: string): Draft =>
  draft(
    'set-role-policy',
    `Deny the role ${RoleName} everything`,
    { account, region: '', RoleName },
    'Whatever acts as this role can do nothing more, also what has a session already.',
  )

async function agentWishes(
  context: ConnectorContext,
  at: { readonly account: string; readonly region: string },
  agentId: string,
): Promise<Result<Wishes>> {
  const asker = await askerIn(context, at.account, at.region)
  if (!asker.ok) return asker
  const token = ['nextToken', 'nextToken'] as const
  const list = await readList(asker.value, {
    call: 'aliases',
    input: { agentId },
    items: 'agentAliasSummaries',
    token,
    schema: aliasSchema,
  })
  if (list.problem !== null) return list.problem.failure.code === 'not-found' ? ok({ calls: [], manual: [] }) : list.problem
  const calls = list.items
    // The provider's own test alias cannot be changed; only builders in the console reach it.
    .filter(({ agentAliasId }) => agentAliasId !== 'TSTALIASID')
    .map(({ agentAliasId, agentAliasName }) =>
      draft(
        'set-alias',
        `Have the alias “${(agentAliasName || agentAliasId).slice(0, 200)}” refuse every call`,
        { ...at, agentId, agentAliasId },
        'Whoever calls the agent through this alias is refused until it is put back.',
      ),
    )
  const manual: ManualStep = {
    title: 'The test alias of the agent stays callable',
    where: 'AWS console, Amazon Bedrock, Agents',
    how: ['The provider lets nobody switch it off. Delete the agent when nobody misses it, or deny its role everything.'],
  }
  return ok({ calls, manual: [manual] })
}

async function userWishes(context: ConnectorContext, account: string, UserName: string): Promise<Result<Wishes>> {
  const asker = await askerIn(context, account)
  if (!asker.ok) return asker
  const of = { input: { UserName }, token: ['Marker', 'Marker'] } as const
  const keys = await readList(asker.value, {
    ...of,
    call: 'access-keys',
    items: 'AccessKeyMetadata',
    schema: accessKeySchema,
    optional: true,
  })
  const bedrock = await readList(asker.value, {
    ...of,
    call: 'bedrock-keys',
    items: 'ServiceSpecificCredentials',
    schema: bedrockKeySchema,
    optional: true,
  })
  const problem = keys.problem ?? bedrock.problem
  if (problem !== null) return problem.failure.code === 'not-found' ? ok({ calls: [], manual: [] }) : problem
  const effect = 'Whatever signs in with this key is refused until it is switched on again.'
  const at = { account, region: '', UserName }
  return ok({
    calls: [
      ...keys.items.map(({ AccessKeyId }) =>
        draft('set-access-key', `Switch off the access key ${AccessKeyId}`, { ...at, AccessKeyId }, effect),
      ),
      ...bedrock.items.map(({ ServiceSpecificCredentialId }) =>
        draft(
          'set-bedrock-key',
          `Switch off the Bedrock API key ${ServiceSpecificCredentialId}`,
          { ...at, ServiceSpecificCredentialId },
          effect,
        ),
      ),
    ],
    manual: [],
  })
}

/** What the provider cannot pause: it can only be deleted, and that is left to its owner. */
function byHand(kind: string, account: string, region: string, name: string): ManualStep {
  return {
    title: `The provider has no way to pause this (${kind} ${name.slice(0, 200)})`,
    where: `AWS console, account ${account}, region ${region}`,
    how: [
      'Deny its role everything, or take its callers’ permission away.',
      'Or delete it there, once its owner agrees: that cannot be undone.',
    ],
  }
}
