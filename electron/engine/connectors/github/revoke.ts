import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Reply, Revoker } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask, list } from './client.ts'
import { plan } from './revoke-plan.ts'
import { accessibleSchema, elementsOf } from './schema.ts'
import { credentialNow, installationNow, tokenNow, workflowNow } from './standing.ts'
import { agentPolicy, agentRepositories } from './step-copilot.ts'

/** What stands before a write, as far as an undo needs it. `done`: the write has nothing left to do. */
interface Before {
  readonly done: boolean
  readonly preImage: string | null
  readonly call: string | null
}

/** How one kind of write is read before, judged, and taken back. */
interface Undoable {
  before(call: PlannedCall, context: ConnectorContext): Promise<Result<Before>>
  /** Null where GitHub has no way back. */
  readonly undo: ((call: PlannedCall, preImage: string, context: ConnectorContext) => Promise<Result<Reply>>) | null
  readonly leftOver: string | null
  readonly audience?: 'enterprise'
}

const gone = (standing: { readonly present: boolean; readonly call: string | null }): Before => ({
  done: !standing.present,
  preImage: null,
  call: standing.call,
})

const installation: Undoable = {
  audience: 'enterprise',
  async before(call, context) {
    const now = await installationNow(context, call.params.installation ?? '')
    if (!now.ok) return now
    const { value } = now.value
    if (value === null) return ok(gone(now.value))
    const preImage = { client_id: value.client_id ?? null, repository_selection: value.repository_selection ?? 'all' }
    return ok({ done: false, preImage: JSON.stringify(preImage), call: now.value.call })
  },
  async undo(call, preImage, context) {
    const { enterprise = '', org = '' } = call.params
    const saved = JSON.parse(preImage) as { readonly client_id: string | null }
    if (saved.client_id === null)
      return fail('not-found', 'GitHub did not tell the app’s client id, so it cannot be installed again by a call', {
        next: 'Install it by hand from the app’s page.',
      })
    return ask(context, 'restore-installation', { path: { enterprise, org }, body: saved }, 'enterprise')
  },
  leftOver: 'What the app copied before stays with whoever runs it.',
}

const token: Undoable = {
  before: async (call, context) => {
    const now = await tokenNow(context, call.params.token ?? '')
    return now.ok ? ok(gone(now.value)) : now
  },
  undo: null,
  leftOver: 'SSH keys that were made with the token go on working, and it still reads what is public.',
}

const credential: Undoable = {
  before: async (call, context) => {
    const now = await credentialNow(context, call.params.credential ?? '')
    return now.ok ? ok(gone(now.value)) : now
  },
  undo: null,
  leftOver: 'The credential still works outside this organisation.',
}

const cloudAgent: Undoable = {
  async before(_call, context) {
    const now = await agentPolicy(context)
    if (!now.ok) return now
    if (now.value.policy === 'none') return ok({ done: true, preImage: null, call: now.value.call })
    const selected = now.value.policy === 'selected' ? await agentRepositories(context) : ok([])
    if (!selected.ok) return selected
    const preImage = { policy: now.value.policy, repositories: selected.value.map((one) => Number(one.id)) }
    return ok({ done: false, preImage: JSON.stringify(preImage), call: now.value.call })
  },
  async undo(call, preImage, context) {
    const { org = '' } = call.params
    const { policy, repositories } = JSON.parse(preImage) as { readonly policy: string; readonly repositories: readonly number[] }
    const done = await ask(context, 'set-copilot-agent', { path: { org }, body: { enabled_repositories: policy } })
    if (!done.ok || policy !== 'selected') return done
    return ask(context, 'set-copilot-agent-repositories', { path: { org }, body: { selected_repository_ids: repositories } })
  },
  leftOver: 'Sessions under way may still open their pull request.',
}

const workflow: Undoable = {
  async before(call, context) {
    const { owner = '', repo = '', workflow: name = '' } = call.params
    const now = await workflowNow(context, { owner, repo, workflow: name })
    return now.ok ? ok({ done: now.value.value !== 'active', preImage: now.value.value, call: now.value.call }) : now
  },
  undo: (call, _preImage, context) => ask(context, 'enable-workflow', { path: call.params }),
  leftOver: 'Runs under way go on to their end.',
}

const kinds: Readonly<Record<string, Undoable>> = {
  'remove-installation': installation,
  'revoke-token': token,
  'remove-credential': credential,
  'set-copilot-agent': cloudAgent,
  'disable-workflow': workflow,
}

const unknownCall = () => fail('bug', 'this plan holds a call that this connector does not make')

/** Which repositories an app had: only the enterprise may read it, so it is saved in the run that removes the app. */
async function withRepositories(before: Before, call: PlannedCall, context: ConnectorContext): Promise<Result<Before>> {
  const saved = JSON.parse(before.preImage ?? '{}') as { readonly repository_selection?: string }
  if (saved.repository_selection !== 'selected') return ok(before)
  const repositories: string[] = []
  for await (const page of list(context, 'installed-repositories', { path: call.params }, null, 'enterprise')) {
    if (!page.ok) return page
    repositories.push(...keep(accessibleSchema, elementsOf(page.value.json) ?? []).kept.map((one) => one.name))
  }
  return ok({ ...before, preImage: JSON.stringify({ ...saved, repositories }) })
}

export const revoker: Revoker = {
  plan,
  async execute(call, context) {
    const kind = kinds[call.callId]
    if (kind === undefined) return unknownCall()
    const read = await kind.before(call, context)
    if (!read.ok) return read
    if (read.value.done) return ok({ state: 'already', preImage: null, call: read.value.call })
    const before = call.callId === 'remove-installation' ? await withRepositories(read.value, call, context) : read
    if (!before.ok) return before
    const done = await ask(
      context,
      call.callId,
      { path: call.params, accept: [404], ...(call.body === null ? {} : { body: JSON.parse(call.body) as unknown }) },
      kind.audience,
    )
    if (!done.ok) return done
    return done.value.status === 404 ? stillThere(call) : ok({ state: 'done', preImage: before.value.preImage, call: done.value.call })
  },
  async verify(calls, context) {
    let inForce = true
    let proof: string | null = null
    const leftOver = new Set<string>()
    for (const call of calls) {
      const kind = kinds[call.callId]
      if (kind === undefined) return unknownCall()
      const now = await kind.before(call, context)
      if (!now.ok) return now
      inForce &&= now.value.done
      proof = now.value.call
      if (kind.leftOver !== null) leftOver.add(kind.leftOver)
    }
    return ok({ inForce, leftOver: [...leftOver], call: proof })
  },
  async undo(call, preImage, context) {
    const kind = kinds[call.callId]
    if (kind === undefined) return unknownCall()
    // Without a pre-image nothing was switched off, so there is nothing to bring back.
    if (preImage === null && kind.undo !== null) return ok({ call: null })
    if (kind.undo === null || preImage === null)
      return fail('conflict', 'GitHub has no way back from this; the plan said so', {
        subject: call.callId,
        next: 'Ask its owner to make a new one, if it is wanted again.',
      })
    const done = await kind.undo(call, preImage, context)
    return done.ok ? ok({ call: done.value.call }) : done
  },
}

/** Seen a moment ago by reading, yet unknown to the write: the credential may not write it. GitHub answers 404 then, to tell nothing. */
function stillThere(call: PlannedCall): Result<never> {
  return fail('permission-missing', 'GitHub does not let this credential change it (404)', {
    subject: call.callId,
    next: 'Use a credential with the permissions that the plan names.',
  })
}
