import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep, PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, RevokeTarget } from '../connector.ts'
import { pages, send } from './graph.ts'
import { inventoryAgent } from './power/inventory.ts'
import { assignmentSchema, grantSchema, packageSchema, principalSchema, userSchema } from './schema.ts'
import { hasAdministrator } from './settings.ts'

type Draft = Omit<PlannedCall, 'id' | 'connectionId'>

const mostNamed = 10

/**
 * Switches off what can be switched off: the principal, the catalogue entry, the studio's agent by quarantine. Managed identities cannot
 * be, so their permissions are taken away instead. Quarantine takes a signed-in administrator; without one it is a step by hand, as is
 * turning a flow off.
 */
export async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const calls: Draft[] = []
  const manual: ManualStep[] = []
  const quarantines = new Set<string>()
  for (const key of target.subjectKeys) {
    const id = key.slice(key.indexOf(':') + 1)
    if (key.startsWith('sp:')) {
      const planned = await principalCalls(id, target, context)
      if (!planned.ok) return planned
      calls.push(...planned.value)
    } else if (key.startsWith('package:')) {
      const name = await packageName(id, context)
      if (!name.ok) return name
      calls.push(blockCall(id, name.value))
    } else if (key.startsWith('bot:') || key.startsWith('studio:')) {
      // The tables and the inventory know the same agent: it is put into quarantine once.
      quarantines.add(id)
    } else if (/^(flow|studio-flow|studio-cloud):/.test(key) && !manual.some(({ where }) => where === flowsPage))
      manual.push(turnOff(target.agent.name))
  }
  const studio = await quarantineSteps([...quarantines], target.agent.name, context)
  if (!studio.ok) return studio
  calls.push(...studio.value.calls)
  manual.push(...studio.value.manual)
  const people = await affected(target, context)
  return ok({ calls, manual, peopleAffected: people, cannotBeUndone: [] })
}

async function principalCalls(id: string, target: RevokeTarget, context: ConnectorContext): Promise<Result<readonly Draft[]>> {
  const reply = await send(context, 'service-principal', { path: { id }, accept: [404] })
  if (!reply.ok) return reply
  const principal = principalSchema.safeParse(reply.value.json)
  if (reply.value.status === 404 || !principal.success) return ok([])
  const name = principal.data.displayName ?? id
  if (principal.data.servicePrincipalType !== 'ManagedIdentity') return ok([disableCall(id, name)])
  const consents = target.grantKeys
    .filter((key) => key.startsWith('grant:'))
    .map((key) => deleteGrantCall(key.slice('grant:'.length), name))
  const roles = await roleCalls(id, name, context)
  return roles.ok ? ok([...consents, ...roles.value]) : roles
}

/** Takes away what it may do on its own, each permission as it stands now. */
async function roleCalls(id: string, name: string, context: ConnectorContext): Promise<Result<readonly Draft[]>> {
  const calls: Draft[] = []
  const list = { call: 'app-role-assignments', schema: assignmentSchema, path: { id }, query: { $top: '999' } }
  for await (const page of pages(context, list)) {
    if (!page.ok) return page
    calls.push(...page.value.items.flatMap((role) => (role.resourceId ? [deleteRoleCall(role.resourceId, role.id, name)] : [])))
  }
  return ok(calls)
}

const disableCall = (id: string, name: string): Draft => ({
  title: `Switch off the application “${name}”`,
  callId: 'set-principal',
  method: 'PATCH',
  path: `/v1.0/servicePrincipals/${id}`,
  params: { id },
  body: JSON.stringify({ accountEnabled: false }),
  effect: 'Nobody can sign in to it and it gets no new tokens, in this tenant only.',
  reversible: true,
  undoTitle: `Switch “${name}” on again`,
})

const deleteGrantCall = (id: string, name: string): Draft => ({
  title: `Take one consent away from “${name}”`,
  callId: 'delete-grant',
  method: 'DELETE',
  path: `/v1.0/oauth2PermissionGrants/${id}`,
  params: { id },
  body: null,
  effect: 'It loses these delegated permissions.',
  reversible: true,
  undoTitle: 'Put the consent back as it was',
})

const deleteRoleCall = (resourceId: string, assignment: string, name: string): Draft => ({
  title: `Take an application permission away from “${name}”`,
  callId: 'delete-role',
  method: 'DELETE',
  path: `/v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo/${assignment}`,
  params: { id: resourceId, assignment },
  body: null,
  effect: 'It can no longer do this on its own.',
  reversible: true,
  undoTitle: 'Give the permission back',
})

const blockCall = (id: string, name: string): Draft => ({
  title: `Block “${name}” in the catalogue of agents`,
  callId: 'block-package',
  method: 'POST',
  path: `/beta/copilot/admin/catalog/packages/${id}/block`,
  params: { id },
  body: null,
  effect: 'Staff can neither add nor use it.',
  reversible: true,
  undoTitle: `Unblock “${name}”`,
})

async function packageName(id: string, context: ConnectorContext): Promise<Result<string>> {
  const reply = await send(context, 'package', { path: { id } })
  if (!reply.ok) return reply
  const entry = packageSchema.safeParse(reply.value.json)
  return ok(entry.success ? (entry.data.displayName ?? id) : id)
}

/** A call for each agent that the inventory knows; an agent of the first generation, or no administrator: a step by hand. */
async function quarantineSteps(
  places: readonly string[],
  name: string,
  context: ConnectorContext,
): Promise<Result<{ readonly calls: readonly Draft[]; readonly manual: readonly ManualStep[] }>> {
  if (places.length === 0) return ok({ calls: [], manual: [] })
  if (!hasAdministrator(context.settings)) return ok({ calls: [], manual: [quarantineByHand(name)] })
  const calls: Draft[] = []
  const manual: ManualStep[] = []
  for (const place of places) {
    const environment = place.slice(0, place.lastIndexOf('/'))
    const id = place.slice(environment.length + 1)
    const row = await inventoryAgent(context, environment, id)
    if (!row.ok && row.failure.code !== 'permission-missing') return row
    if (row.ok && row.value !== null) calls.push(quarantineCall(environment, id, name))
    else if (manual.length === 0) manual.push(quarantineByHand(name))
  }
  return ok({ calls, manual: calls.length > 0 ? [] : manual })
}

const quarantineCall = (environment: string, id: string, name: string): Draft => ({
  title: `Put “${name}” into quarantine`,
  callId: 'quarantine',
  method: 'POST',
  path: `/copilotstudio/environments/${environment}/bots/${id}/api/botQuarantine/SetAsQuarantined`,
  params: { environment, id },
  body: null,
  effect: 'It stays visible and answers nobody, on no channel.',
  reversible: true,
  undoTitle: `Take “${name}” out of quarantine`,
})

const flowsPage = 'Power Automate'

const turnOff = (name: string): ManualStep => ({
  title: `Turn the flow “${name}” off`,
  where: flowsPage,
  how: [
    'Open the environment, then My flows or Solutions, and find the flow by its name.',
    'Choose Turn off. Runs under way end by themselves.',
  ],
})

const quarantineByHand = (name: string): ManualStep => ({
  title: `Quarantine “${name}” in the studio`,
  where: 'Power Platform admin center',
  how: [
    'Sign in as a Power Platform, AI or Global administrator.',
    'Open Manage › Copilot Studio and find the agent by its name and environment.',
    'Choose Quarantine: it stays visible and answers nobody.',
  ],
})

/** Names of people who consented, a few of them looked up; the rest is a count. */
async function affected(target: RevokeTarget, context: ConnectorContext): Promise<readonly string[]> {
  const grants = target.grantKeys.filter((key) => key.startsWith('grant:'))
  const names: string[] = []
  for (const key of grants.slice(0, mostNamed)) {
    const grant = await read(context, 'delegated-grant', key.slice('grant:'.length), grantSchema)
    if (grant?.consentType === 'AllPrincipals') names.push('everybody in the tenant')
    else if (grant?.principalId) {
      const user = await read(context, 'user', grant.principalId, userSchema)
      names.push(user?.displayName ?? grant.principalId)
    }
  }
  const more = grants.length - Math.min(grants.length, mostNamed)
  return [...new Set(names), ...(more > 0 ? [`${more} more who consented`] : [])]
}

async function read<T>(
  context: ConnectorContext,
  call: string,
  id: string,
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
): Promise<T | null> {
  const reply = await send(context, call, { path: { id } })
  const parsed = reply.ok ? schema.safeParse(reply.value.json) : null
  return parsed?.success ? (parsed.data ?? null) : null
}
