import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, Revoker, RevokeTarget } from '../connector.ts'
import { keep } from '../keep.ts'
import { ask, list } from './client.ts'
import { handoffsOf } from './handoffs.ts'
import { executionSchema, parseWorkflow, type Workflow } from './schema.ts'
import { discover } from './version.ts'

type Draft = RevokeDraft['calls'][number]

const noWorkflow = failure('not-found', 'The workflow is not on the server any more.', { next: 'Scan this connection again.' })
const fromExport = failure('invalid-input', 'This workflow was read from an export, so there is no server to revoke it on.', {
  next: 'Connect the n8n server itself with an address and a key.',
})

/** Unpublish (or deactivate) the workflow, stop what runs, and prove it by reading again. */
export const revoker: Revoker = { plan, execute, verify, undo }

async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  if (context.settings.export) return failed(fromExport)
  const found = await discover(context)
  if (!found.ok) return found
  const ids = target.subjectKeys.filter((key) => key.startsWith('workflow/')).map((key) => key.slice('workflow/'.length))
  const drafts: Draft[] = []
  const people = new Set<string>()
  const callers: string[] = []
  for (const id of ids) {
    const workflow = await readWorkflow(context, id)
    if (!workflow.ok) return workflow
    if (workflow.value === null) continue
    drafts.push(stopStarting(id, workflow.value, found.value.publishes ?? workflow.value.activeVersionId !== undefined))
    const running = await runningOf(context, id)
    if (!running.ok) return running
    drafts.push(...running.value.map((execution) => stopRunning(execution, workflow.value?.name ?? id)))
    for (const share of workflow.value.shared) if (share.project?.name) people.add(share.project.name)
    const calling = await callersOf(context, id)
    if (!calling.ok) return calling
    callers.push(...calling.value)
  }
  if (drafts.length === 0) return failed(noWorkflow)
  return ok({
    calls: drafts,
    manual:
      callers.length === 0
        ? []
        : [
            {
              title: 'Other workflows still call it: a called workflow runs even when it is not published',
              where: 'n8n editor',
              how: callers.map((name) => `Open “${name}” and remove or disable the node that calls it.`),
            },
          ],
    peopleAffected: [...people],
    cannotBeUndone: drafts.some((draft) => draft.callId === 'stop-execution')
      ? ['A stopped execution does not go on; it can only be started anew.']
      : [],
  })
}

function stopStarting(id: string, workflow: Workflow, publishes: boolean): Draft {
  const name = workflow.name ?? id
  return {
    title: `${publishes ? 'Unpublish' : 'Deactivate'} “${name}”`,
    callId: publishes ? 'unpublish' : 'deactivate',
    method: 'POST',
    path: `/api/v1/workflows/${encodeURIComponent(id)}/${publishes ? 'unpublish' : 'deactivate'}`,
    params: { id },
    body: null,
    effect: 'Its triggers, schedules, webhooks and chat pages stop starting it.',
    reversible: true,
    undoTitle: publishes ? 'Publish the saved version again' : 'Activate it again',
  }
}

function stopRunning(executionId: string, name: string): Draft {
  return {
    title: `Stop execution ${executionId} of “${name}”`,
    callId: 'stop-execution',
    method: 'POST',
    path: `/api/v1/executions/${encodeURIComponent(executionId)}/stop`,
    params: { id: executionId },
    body: null,
    effect: 'What it is doing right now ends where it stands.',
    reversible: false,
    undoTitle: null,
  }
}

/** Null: not on the server. */
async function readWorkflow(context: ConnectorContext, id: string): Promise<Result<(Workflow & { readonly call: string }) | null>> {
  const reply = await ask(context, 'workflow', { path: { id }, query: { excludePinnedData: 'true' }, accept: [404] })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok(null)
  const parsed = parseWorkflow(reply.value.json)
  if (parsed === null)
    return failed(
      failure('unexpected-reply', 'The server answered with something that is no workflow.', {
        next: 'Check the address of this connection.',
      }),
    )
  return ok({ ...parsed.workflow, call: reply.value.call })
}

async function runningOf(context: ConnectorContext, id: string): Promise<Result<readonly string[]>> {
  const ids: string[] = []
  for (const status of ['running', 'waiting', 'new']) {
    for await (const page of list(context, 'executions', { workflowId: id, status })) {
      if (!page.ok && page.failure.code === 'invalid-input') break
      if (!page.ok) return page
      ids.push(...keep(executionSchema, page.value.elements).kept.map((execution) => execution.id))
    }
  }
  return ok([...new Set(ids)])
}

/** Names of the workflows that hand work to this one. */
async function callersOf(context: ConnectorContext, id: string): Promise<Result<readonly string[]>> {
  const names: string[] = []
  for await (const page of list(context, 'workflows', { excludePinnedData: 'true' })) {
    if (!page.ok) return page
    for (const element of page.value.elements) {
      const workflow = parseWorkflow(element)?.workflow
      if (workflow && handoffsOf(workflow.nodes, workflow.id ?? null).includes(id))
        names.push((workflow.name ?? workflow.id ?? '').slice(0, 300))
    }
  }
  return ok(names)
}

const isOn = (workflow: Workflow): boolean => workflow.active === true || Boolean(workflow.activeVersionId)

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  const id = call.params.id ?? ''
  if (call.callId === 'stop-execution') {
    const reply = await ask(context, call.callId, { path: { id }, accept: [404, 409] })
    if (!reply.ok) return reply
    return ok({ state: reply.value.status < 300 ? 'done' : 'already', preImage: null, call: reply.value.call })
  }
  const before = await readWorkflow(context, id)
  if (!before.ok) return before
  if (before.value === null || !isOn(before.value)) return ok({ state: 'already', preImage: null, call: before.value?.call ?? null })
  const reply = await ask(context, call.callId, { path: { id } })
  if (!reply.ok) return reply
  const preImage = JSON.stringify({ active: before.value.active ?? null, activeVersionId: before.value.activeVersionId ?? null })
  return ok({ state: 'done', preImage, call: reply.value.call })
}

async function verify(calls: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let inForce = true
  let proof: string | null = null
  const leftOver: string[] = []
  for (const call of calls) {
    if (call.callId === 'stop-execution') continue
    const id = call.params.id ?? ''
    const now = await readWorkflow(context, id)
    if (!now.ok) return now
    if (now.value === null) continue
    proof = now.value.call
    if (isOn(now.value)) inForce = false
    const running = await runningOf(context, id)
    if (!running.ok) return running
    leftOver.push(...running.value.map((execution) => `execution ${execution} still runs or waits`))
    const callers = await callersOf(context, id)
    if (callers.ok) leftOver.push(...callers.value.map((name) => `“${name}” still calls it`))
  }
  return ok({ inForce, leftOver, call: proof })
}

async function undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): ReturnType<Revoker['undo']> {
  if (call.callId === 'stop-execution') return ok({ call: null })
  // Without a pre-image nothing was switched off, so there is nothing to bring back.
  if (preImage === null) return ok({ call: null })
  const version = (JSON.parse(preImage) as { readonly activeVersionId?: string | null }).activeVersionId ?? null
  const publishes = call.callId === 'unpublish'
  const reply = await ask(context, publishes ? 'publish' : 'activate', {
    path: { id: call.params.id ?? '' },
    body: publishes && version !== null ? { versionId: version } : {},
  })
  return reply.ok ? ok({ call: reply.value.call }) : reply
}
