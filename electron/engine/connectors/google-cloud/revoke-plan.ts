import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, RevokeTarget } from '../connector.ts'
import { calls } from './calls.ts'
import { endpointSchema } from './endpoints.ts'
import { isAgentAccount } from './policies.ts'
import { notThatThing, readThing, switches } from './switches.ts'

type Draft = RevokeDraft['calls'][number]
type Words = Pick<Draft, 'title' | 'effect' | 'undoTitle'>

interface Found {
  readonly drafts: readonly Draft[]
  readonly manual: readonly ManualStep[]
  /** Whether the thing is still there. */
  readonly there: boolean
}

const nothing: Found = { drafts: [], manual: [], there: false }

/** Reads what the agent stands on and says the exact calls: the narrowest that stops it; what no call can do comes as a step by hand. */
export async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const found: Found[] = []
  for (const key of target.subjectKeys) {
    const one = await planOf(key, target, context)
    if (!one.ok) return one
    found.push(one.value)
  }
  const accounts = await actingAccounts(target, context)
  if (!accounts.ok) return accounts
  found.push(...accounts.value)
  if (found.every(({ there }) => !there))
    return fail('not-found', 'nothing of it is there any more', { next: 'Scan this connection again.' })
  const drafts = new Map(found.flatMap((one) => one.drafts).map((draft) => [draft.path, draft]))
  return ok({
    calls: [...drafts.values()],
    manual: found.flatMap((one) => one.manual),
    peopleAffected: [],
    cannotBeUndone: [...drafts.values()].some(({ callId }) => callId === 'delete-api-key')
      ? ['A deleted API key can be taken back for 30 days; after that it is gone.']
      : [],
  })
}

async function planOf(key: string, target: RevokeTarget, context: ConnectorContext): Promise<Result<Found>> {
  const [kind, project = '', location = '', id = '', ...rest] = key.split('/')
  const place = { project, location }
  const { name } = target.agent
  switch (kind) {
    case 'service-account':
      return planAccount(project, target, context)
    case 'agent-engine': {
      const policy = await switchOff(
        context,
        'set-engine-policy',
        { ...place, engine: id },
        {
          title: `Take from “${name}” who may call it`,
          effect: 'Whoever its own policy names cannot call it any more.',
          undoTitle: 'Put its policy back',
        },
      )
      return policy.ok
        ? ok({ ...policy.value, manual: policy.value.there ? [deleteByHand(name, 'Vertex AI › Agent Engine')] : [] })
        : policy
    }
    case 'model-endpoint':
      return planEndpoint(place, id, name, context)
    case 'api-key':
      return switchOff(
        context,
        'delete-api-key',
        { project, key: id },
        {
          title: `Delete the API key “${name}”`,
          effect: 'What calls a model with it is refused.',
          undoTitle: 'Take it back, within 30 days',
        },
      )
    case 'auth-provider':
      return switchOff(
        context,
        'disable-provider',
        { ...place, provider: id },
        {
          title: `Switch off ${name}`,
          effect: 'No agent can sign anybody in through it.',
          undoTitle: 'Switch it on again',
        },
      )
    default: {
      const by = byHand[kind ?? '']
      return ok(by === undefined ? nothing : { drafts: [], manual: [by(name, [id, ...rest].join('/'))], there: true })
    }
  }
}

/** The key that left, where one did: the account itself may serve others. Else the account. */
async function planAccount(email: string, target: RevokeTarget, context: ConnectorContext): Promise<Result<Found>> {
  if (isAgentAccount(email)) return ok(nothing)
  const project = /@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? '-'
  const keys = target.agent.nativeIds.filter(({ kind }) => kind === 'gcp-service-account-key-id').map(({ value }) => value)
  const drafts: Draft[] = []
  let there = false
  for (const key of keys) {
    const one = await switchOff(
      context,
      'disable-account-key',
      { project, account: email, key },
      {
        title: `Switch off the key ${key.slice(0, 8)}… of ${email}`,
        effect: 'Whoever holds this key cannot sign in with it; tokens that were issued live for up to an hour.',
        undoTitle: 'Switch the key on again',
      },
    )
    if (!one.ok) return one
    drafts.push(...one.value.drafts)
    there ||= one.value.there
  }
  if (there) return ok({ drafts, manual: [], there })
  return switchOff(
    context,
    'disable-account',
    { project, account: email },
    {
      title: `Switch off the service account ${email}`,
      effect: 'Nothing can sign in as it any more; tokens that were issued live for up to an hour.',
      undoTitle: 'Switch the account on again',
    },
  )
}

/** The accounts that the agent acts as, unless it is the one that all agents of a project share. */
async function actingAccounts(target: RevokeTarget, context: ConnectorContext): Promise<Result<readonly Found[]>> {
  const own = new Set(target.subjectKeys)
  const found: Found[] = []
  for (const { to, relation } of target.agent.relations) {
    if (relation !== 'runs-as' || !to.startsWith('service-account/') || own.has(to)) continue
    const one = await planAccount(to.slice('service-account/'.length), { ...target, agent: { ...target.agent, nativeIds: [] } }, context)
    if (!one.ok) return one
    found.push(one.value)
  }
  return ok(found)
}

async function planEndpoint(
  place: Readonly<Record<string, string>>,
  endpoint: string,
  name: string,
  context: ConnectorContext,
): Promise<Result<Found>> {
  const off = switches['undeploy-model']
  if (off === undefined) return ok(nothing)
  const params = { ...place, endpoint }
  const present = await readThing(context, off, params)
  if (!present.ok) return present
  if (present.value === null) return ok(nothing)
  const parsed = endpointSchema.safeParse(present.value.json)
  if (!parsed.success) return notThatThing('endpoint')
  const drafts = parsed.data.deployedModels.map(({ id, displayName }) =>
    draftOf(
      'undeploy-model',
      { ...params, model: id },
      {
        title: `Take the model ${displayName || id} off “${name}”`,
        effect: 'The endpoint answers with it no more. Machines that ran it are given back.',
        undoTitle: 'Deploy it again',
      },
    ),
  )
  return ok({ drafts, manual: [], there: true })
}

/** One switch, unless it is off already. */
async function switchOff(
  context: ConnectorContext,
  callId: string,
  params: Readonly<Record<string, string>>,
  words: Words,
): Promise<Result<Found>> {
  const off = switches[callId]
  if (off === undefined) return ok(nothing)
  const present = await readThing(context, off, params)
  if (!present.ok) return present
  if (present.value === null) return ok(nothing)
  const isOff = off.isOff(present.value.json, params)
  if (isOff === null) return notThatThing(off.read)
  return ok({ drafts: isOff ? [] : [draftOf(callId, params, words)], manual: [], there: true })
}

function draftOf(callId: string, params: Readonly<Record<string, string>>, words: Words): Draft {
  const call = calls.find(({ id }) => id === callId)
  const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  // Two models of one endpoint are two calls to one path.
  const path = `${fill(call?.path ?? '')}${params.model === undefined ? '' : `#${params.model}`}`
  return { ...words, callId, method: call?.method ?? 'POST', path, params, body: null, reversible: true }
}

const console = 'Google Cloud console'

const deleteByHand = (name: string, page: string): ManualStep => ({
  title: `Delete “${name}”, if it is not to run at all: this cannot be undone`,
  where: console,
  how: [
    `Open ${page} in its project and location, and find “${name}”.`,
    'Roles on its project, folder and organisation let people call it, too: its own policy does not take them away.',
    'Delete it only when nobody needs its sessions and memories: they go with it.',
  ],
})

/** What no call can take back, or none is sure to: the guided step. */
const byHand: Readonly<Record<string, (name: string, id: string) => ManualStep>> = {
  'dialogflow-agent': (name) => ({
    title: `Stop “${name}” from answering`,
    where: 'Conversational Agents console',
    how: [
      `Open “${name}”, and export it first: the export is the way back.`,
      'Remove its integrations, and the versions from its environments.',
      'Delete it only when it is not needed at all.',
    ],
  }),
  'customer-app': (name) => ({
    title: `Stop “${name}” from answering`,
    where: 'Customer Engagement Suite console',
    how: [`Open “${name}” › Deploy, and note its deployments: they are needed to make them again.`, 'Delete each deployment.'],
  }),
  'gemini-app': (name) => ({
    title: `Take “${name}” from its users`,
    where: 'Gemini Enterprise console',
    how: [`Open “${name}” › Users, and note who is there.`, 'Remove the users and groups who may use it.'],
  }),
  'gemini-agent': (name) => ({
    title: `Take “${name}” out of its app`,
    where: 'Gemini Enterprise console',
    how: [`Open the app › Agents › “${name}”, and note with whom it is shared.`, 'Choose Disable, or take the sharing back.'],
  }),
  'registered-agent': (name) => ({
    title: `Take “${name}” out of the registry, and stop it where it runs`,
    where: console,
    how: [
      'Open Agent Registry in its project and location.',
      `Remove the bindings of “${name}”, then its entry.`,
      'The entry only names it: what runs is stopped where it runs.',
    ],
  }),
  'registered-server': (name) => ({
    title: `Take “${name}” out of the registry, and stop it where it runs`,
    where: console,
    how: [
      'Open Agent Registry in its project and location.',
      `Remove the bindings to “${name}”, then its entry.`,
      'The entry only names it: what runs is stopped where it runs.',
    ],
  }),
}
