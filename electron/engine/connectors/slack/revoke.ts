import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, Revoker, RevokeTarget } from '../connector.ts'
import { ask } from './client.ts'
import { approved, restricted } from './decided.ts'
import { home, installations } from './organisation.ts'

type Draft = RevokeDraft['calls'][number]

/** First restrict, which can be taken back and stops new installations; then uninstall, which cannot and stops the app. */
export const revoke: Revoker = { plan, execute, verify, undo }

const form = { 'content-type': 'application/json; charset=utf-8' }

async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const found = await home(context)
  if (!found.ok) return found
  const { enterpriseId } = found.value
  const name = target.agent.name
  const apps = target.subjectKeys.filter((key) => key.startsWith('app:')).map((key) => key.slice('app:'.length))
  const flows = target.subjectKeys.filter((key) => key.startsWith('workflow:'))
  const manual = flows.map(() => unpublishByHand(name))
  if (enterpriseId === null)
    return ok({ calls: [], manual: [...apps.map(() => removeByHand(name)), ...manual], peopleAffected: [], cannotBeUndone: [] })
  const logs = await installations(context)
  if (!logs.ok) return logs
  const calls: Draft[] = []
  const teams = new Set<string>()
  for (const id of apps) {
    calls.push(restrictCall(id, enterpriseId, name))
    const there = logs.value.byId.get(id)?.teams ?? []
    for (const team of there) teams.add(found.value.teams.find((one) => one.id === team)?.name ?? team)
    if (there.length > 0) calls.push(uninstallCall(id, enterpriseId, name, there.length))
  }
  return ok({
    calls,
    manual,
    peopleAffected: [...teams].map((team) => `everybody in the workspace ${team}`),
    cannotBeUndone: calls.some((call) => call.callId === 'admin.apps.uninstall')
      ? [
          `Uninstalling “${name}” cannot be undone: it has to be installed and set up again by hand. To try first what breaks, restrict it only.`,
          'Deciding on apps through this interface makes it the only place for such decisions: Slack’s own approval page is switched off for the organisation.',
        ]
      : [],
  })
}

const restrictCall = (id: string, enterprise: string, name: string): Draft => ({
  title: `Restrict “${name}” in the whole organisation`,
  callId: 'admin.apps.restrict',
  method: 'POST',
  path: '/api/admin.apps.restrict',
  params: { app: id, enterprise },
  body: JSON.stringify({ app_id: id, enterprise_id: enterprise }),
  effect: 'Nobody can install it any more; approvals of single workspaces end. Where it is installed it goes on.',
  reversible: true,
  undoTitle: `Take the restriction of “${name}” back`,
})

const uninstallCall = (id: string, enterprise: string, name: string, count: number): Draft => ({
  title: `Uninstall “${name}” from ${count === 1 ? 'one workspace' : `${count} workspaces`}`,
  callId: 'admin.apps.uninstall',
  method: 'POST',
  path: '/api/admin.apps.uninstall',
  params: { app: id, enterprise },
  body: JSON.stringify({ app_id: id, enterprise_id: enterprise }),
  effect: 'Its tokens end and its bot leaves every channel.',
  reversible: false,
  undoTitle: null,
})

const removeByHand = (name: string): ManualStep => ({
  title: `Remove “${name}” from the workspace`,
  where: 'Slack, as an owner of the workspace',
  how: ['Open Tools & settings › Manage apps.', `Choose “${name}”.`, 'Choose Configuration › Remove app. This cannot be undone.'],
})

const unpublishByHand = (name: string): ManualStep => ({
  title: `Unpublish the workflow “${name}”`,
  where: 'Slack, as an administrator of the organisation',
  how: ['Open the workflow in Workflow Builder.', 'Choose Unpublish: it keeps its steps and starts no more.'],
})

/** What administrators decided on an app so far. */
async function decision(context: ConnectorContext, id: string, enterprise: string): Promise<Result<'restricted' | 'approved' | 'none'>> {
  const no = await restricted(context, enterprise)
  if (!no.ok) return no
  if (no.value.entries.some((entry) => entry.app.id === id)) return ok('restricted')
  const yes = await approved(context, enterprise)
  if (!yes.ok) return yes
  return ok(yes.value.entries.some((entry) => entry.app.id === id) ? 'approved' : 'none')
}

/** Where an app is installed, read anew, and what could not be read of that. */
async function stillThere(
  context: ConnectorContext,
  id: string,
): Promise<Result<{ readonly teams: readonly string[]; readonly gap: string | null }>> {
  context.memory.delete('installations')
  const logs = await installations(context)
  return logs.ok ? ok({ teams: logs.value.byId.get(id)?.teams ?? [], gap: logs.value.gap }) : logs
}

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  const { app = '', enterprise = '' } = call.params
  if (call.callId === 'admin.apps.restrict') {
    const before = await decision(context, app, enterprise)
    if (!before.ok) return before
    const preImage = JSON.stringify({ decision: before.value })
    if (before.value === 'restricted') return ok({ state: 'already', preImage, call: null })
    const done = await write(context, call.callId, app, enterprise)
    return done.ok ? ok({ state: 'done', preImage, call: done.value }) : done
  }
  if (call.callId !== 'admin.apps.uninstall') return foreign()
  const there = await stillThere(context, app)
  if (!there.ok) return there
  const { teams, gap } = there.value
  if (teams.length === 0 && gap === null) return ok({ state: 'already', preImage: null, call: null })
  const done = await write(context, call.callId, app, enterprise)
  return done.ok ? ok({ state: 'done', preImage: JSON.stringify({ teams }), call: done.value }) : done
}

async function write(context: ConnectorContext, callId: string, app: string, enterprise: string): Promise<Result<string>> {
  const done = await ask(context, callId, { headers: form, body: { app_id: app, enterprise_id: enterprise } })
  return done.ok ? ok(done.value.call) : done
}

async function verify(calls: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let inForce = true
  const leftOver: string[] = []
  const uninstalls = calls.some((call) => call.callId === 'admin.apps.uninstall')
  for (const call of calls) {
    const { app = '', enterprise = '' } = call.params
    if (call.callId === 'admin.apps.restrict') {
      const now = await decision(context, app, enterprise)
      if (!now.ok) return now
      inForce &&= now.value === 'restricted'
    }
    const there = await stillThere(context, app)
    if (!there.ok) return there
    const { teams, gap } = there.value
    if (gap !== null) leftOver.push(`Whether it is still installed everywhere could not be proved: ${gap}.`)
    if (call.callId === 'admin.apps.uninstall') inForce &&= teams.length === 0
    else if (!uninstalls && teams.length > 0)
      leftOver.push('It is still installed and goes on where it is: a restriction stops new installations only.')
  }
  return ok({ inForce, leftOver: [...new Set(leftOver)], call: null })
}

/** Back to what was decided before: approved again, or no decision. An uninstalled app cannot be brought back. */
async function undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): ReturnType<Revoker['undo']> {
  if (call.callId !== 'admin.apps.restrict')
    return fail('invalid-input', 'an uninstalled app cannot be brought back', {
      subject: call.callId,
      next: 'Install and set it up again by hand.',
    })
  if (preImage === null)
    return fail('not-found', 'there is no saved state to go back to', { subject: call.callId, next: 'Decide on the app by hand.' })
  const { app = '', enterprise = '' } = call.params
  const before = (JSON.parse(preImage) as { readonly decision?: string }).decision
  if (before === 'restricted') return ok({ call: null })
  const done = await write(context, before === 'approved' ? 'admin.apps.approve' : 'admin.apps.clearResolution', app, enterprise)
  return done.ok ? ok({ call: done.value }) : done
}

const foreign = () => fail('bug', 'this plan holds a call that this connector does not make')
