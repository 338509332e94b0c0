import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Reply, RevokeDraft, Revoker, RevokeTarget } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask, type Key, list } from './client.ts'
import { type ApiKey, type Deployment, deploymentSchema, keySchema } from './schema.ts'
import { workspaceKeys } from './workspace-keys.ts'

type Draft = RevokeDraft['calls'][number]

const settings = 'platform.claude.com, Settings'
const nothing = failure('not-found', 'Nothing of this agent is there any more.', { next: 'Scan this connection again.' })

/** Switch keys off and pause deployments: all of it can be taken back. What only a person can do is led by hand. */
export const revoke: Revoker = { plan, execute, verify, undo }

const idsOf = (target: RevokeTarget, kind: string): readonly string[] =>
  target.subjectKeys.filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1))

async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const calls: Draft[] = []
  const manual: ManualStep[] = []
  for (const id of idsOf(target, 'key')) {
    const key = await readKey(context, id)
    if (!key.ok) return key
    if (key.value !== null && key.value.key.status !== 'archived') calls.push(switchOff(key.value.key))
  }
  for (const id of idsOf(target, 'agent').map((key) => key.slice(key.indexOf('/') + 1))) {
    const deployments = await deploymentsOf(context, id)
    if (!deployments.ok) return deployments
    calls.push(...deployments.value.filter((one) => !one.archived_at).map(pause))
    manual.push(archiveAgent(id))
  }
  manual.push(
    ...idsOf(target, 'admin-key').map(deleteAdminKey),
    ...idsOf(target, 'account').map(archiveAccount),
    ...idsOf(target, 'federation').map(archiveRule),
  )
  if (calls.length + manual.length === 0) return failed(nothing)
  return ok({ calls, manual, peopleAffected: [], cannotBeUndone: [] })
}

function switchOff(key: ApiKey): Draft {
  return {
    title: `Switch off the key “${(key.name || key.id).slice(0, 300)}”`,
    callId: 'set-key-status',
    method: 'POST',
    path: `/v1/organizations/api_keys/${encodeURIComponent(key.id)}`,
    params: { key: key.id },
    body: JSON.stringify({ status: 'inactive' }),
    effect: 'Whatever signs in with this key is refused until it is switched on again.',
    reversible: true,
    undoTitle: 'Switch it on again',
  }
}

function pause(deployment: Deployment): Draft {
  return {
    title: `Pause the deployment “${(deployment.name || deployment.id).slice(0, 300)}”`,
    callId: 'pause',
    method: 'POST',
    path: `/v1/deployments/${encodeURIComponent(deployment.id)}/pause`,
    params: { deployment: deployment.id },
    body: null,
    effect: 'Its schedule starts no more sessions; what runs now runs to its end.',
    reversible: true,
    undoTitle: 'Let it start again',
  }
}

function archiveAgent(id: string): ManualStep {
  return {
    title: 'Pausing stops what starts by itself; a program with a key of the workspace can still start the agent',
    where: 'platform.claude.com, Managed Agents',
    how: ['Switch off the keys of the programs that start it.', `Or archive the agent ${id}: that cannot be taken back.`],
  }
}

function deleteAdminKey(id: string): ManualStep {
  return {
    title: 'An administration key is deleted by an administrator; the provider has no call for it',
    where: `${settings}, Admin keys`,
    how: [`Find the key whose id ends in ${id.slice(-8)}, by its maker and the day it was made.`, 'Deactivate it first, then delete it.'],
  }
}

function archiveAccount(id: string): ManualStep {
  return {
    title: 'When nobody has missed it, archive the service account: that cannot be taken back',
    where: `${settings}, Service accounts`,
    how: [`Archive ${id}, and the federation rules that lead to it.`],
  }
}

function archiveRule(id: string): ManualStep {
  return {
    title: 'Archive the federation rule: whoever it lets in signs in no more, and that cannot be taken back',
    where: `${settings}, Workload identity`,
    how: [`Archive ${id}; what it let in works on until its last token runs out.`],
  }
}

/** Null: not there any more. */
async function readKey(context: ConnectorContext, id: string): Promise<Result<{ readonly key: ApiKey; readonly call: string } | null>> {
  const reply = await ask(context, 'key', { path: { key: id }, accept: [404] })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok(null)
  const parsed = keySchema.safeParse(reply.value.json)
  return parsed.success ? ok({ key: parsed.data, call: reply.value.call }) : failed(unreadable)
}

const unreadable = failure('unexpected-reply', 'The provider answered with something that is neither key nor deployment.', {
  next: 'Look at it in the provider’s console.',
})

async function deploymentsOf(context: ConnectorContext, agent: string): Promise<Result<readonly Deployment[]>> {
  const keys = await workspaceKeys(context)
  if (!keys.ok) return keys
  if (keys.value.length === 0) return failed(noWorkspaceKey)
  const found: Deployment[] = []
  let problem: Result<never> | null = null
  for (const workspaceKey of keys.value)
    for await (const page of list(context, {
      call: 'deployments',
      by: 'page',
      query: { agent_id: agent, limit: '100' },
      key: { workspaceKey },
    })) {
      if (!page.ok) problem = page
      else found.push(...keep(deploymentSchema, page.value.elements).kept)
    }
  // A key of another workspace may be refused, and knows nothing of this agent.
  return found.length === 0 && problem !== null ? problem : ok(found)
}

const noWorkspaceKey = failure('auth-failed', 'No API key of the agent’s workspace is stored.', {
  subject: 'workspaceKey',
  next: 'Create one in the workspace at platform.claude.com, and store it with the connection.',
})

/** A deployment as the key of its workspace shows it; null: not there any more. */
async function readDeployment(
  context: ConnectorContext,
  deployment: string,
): Promise<Result<{ readonly key: Key; readonly reply: Reply } | null>> {
  const keys = await workspaceKeys(context)
  if (!keys.ok) return keys
  let problem: Result<never> | null = keys.value.length === 0 ? failed(noWorkspaceKey) : null
  for (const workspaceKey of keys.value) {
    const key = { workspaceKey }
    const reply = await ask(context, 'deployment', { path: { deployment }, accept: [404] }, key)
    if (!reply.ok) problem = reply
    else if (reply.value.status !== 404) return ok({ key, reply: reply.value })
  }
  return problem ?? ok(null)
}

/** The state of what a call changes, in the provider's word, and what it is signed in with; null: not there any more. */
async function stateOf(
  call: PlannedCall,
  context: ConnectorContext,
): Promise<Result<{ readonly state: string; readonly call: string; readonly key: Key } | null>> {
  if (call.callId === 'set-key-status') {
    const found = await readKey(context, call.params.key ?? '')
    if (!found.ok) return found
    return ok(found.value === null ? null : { state: found.value.key.status, call: found.value.call, key: 'adminKey' })
  }
  const found = await readDeployment(context, call.params.deployment ?? '')
  if (!found.ok) return found
  if (found.value === null) return ok(null)
  const { key, reply } = found.value
  const parsed = deploymentSchema.safeParse(reply.json)
  if (!parsed.success) return failed(unreadable)
  return ok({ state: parsed.data.archived_at ? 'archived' : (parsed.data.status ?? 'unknown'), call: reply.call, key })
}

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  const before = await stateOf(call, context)
  if (!before.ok) return before
  if (before.value?.state !== 'active') return ok({ state: 'already', preImage: null, call: before.value?.call ?? null })
  const reply =
    call.callId === 'set-key-status'
      ? await ask(context, call.callId, { path: call.params, body: { status: 'inactive' } })
      : await ask(context, call.callId, { path: call.params }, before.value.key)
  return reply.ok ? ok({ state: 'done', preImage: JSON.stringify({ status: 'active' }), call: reply.value.call }) : reply
}

async function verify(calls: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let inForce = true
  let proof: string | null = null
  const leftOver: string[] = []
  for (const call of calls) {
    const now = await stateOf(call, context)
    if (!now.ok) return now
    proof = now.value?.call ?? proof
    if (now.value?.state === 'active') inForce = false
    if (call.callId === 'pause') leftOver.push('sessions that already run go on to their end')
  }
  return ok({ inForce, leftOver: [...new Set(leftOver)], call: proof })
}

async function undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): ReturnType<Revoker['undo']> {
  // Without a pre-image nothing was switched off, so there is nothing to bring back.
  if (preImage === null) return ok({ call: null })
  const now = await stateOf(call, context)
  if (!now.ok) return now
  if (now.value === null) return failed(nothing)
  const reply =
    call.callId === 'set-key-status'
      ? await ask(context, call.callId, { path: call.params, body: { status: 'active' } })
      : await ask(context, 'unpause', { path: call.params }, now.value.key)
  if (reply.ok) return ok({ call: reply.value.call })
  // The provider counts active keys, and may have no room for one more.
  if (reply.failure.code !== 'invalid-input') return reply
  return failed({
    ...reply.failure,
    next: 'If the organisation or workspace has reached its number of active keys, switch another one off first.',
  })
}
