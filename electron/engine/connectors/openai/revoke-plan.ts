import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, RevokeTarget } from '../connector.ts'
import { keep } from '../keep.ts'
import { looksLikeOurs } from '../own-key.ts'
import { ask, list } from './client.ts'
import { adminKeySchema, keySchema, type ProjectKey } from './schema.ts'

type Draft = RevokeDraft['calls'][number]

/** The least limit there is, in cents. */
export const leastLimit = 1

const nothing = failure('not-found', 'Nothing of this agent is there any more.', { next: 'Scan this connection again.' })

/**
 * What can be taken back comes first: where the agent is alone in its project, a spend limit of one cent stops the project and can be
 * lifted again. Where others work in the project too, only deleting hits the agent alone, and the provider cannot bring a key back.
 */
export async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const drafts: RevokeDraft[] = []
  for (const [project, ids] of projectsOf(target.subjectKeys)) {
    const drafted = await planProject(context, project, ids)
    if (!drafted.ok) return drafted
    drafts.push(drafted.value)
  }
  for (const key of idsOf(target.subjectKeys, 'admin-key')) {
    const drafted = await planAdminKey(context, key)
    if (!drafted.ok) return drafted
    drafts.push(drafted.value)
  }
  drafts.push(...idsOf(target.subjectKeys, 'assistant').map(planAssistant))
  const whole = {
    calls: drafts.flatMap((draft) => draft.calls),
    manual: drafts.flatMap((draft) => draft.manual),
    peopleAffected: [...new Set(drafts.flatMap((draft) => draft.peopleAffected))],
    cannotBeUndone: drafts.flatMap((draft) => draft.cannotBeUndone),
  }
  return whole.calls.length + whole.manual.length === 0 ? failed(nothing) : ok(whole)
}

interface Ids {
  readonly keys: Set<string>
  readonly accounts: Set<string>
}

const idsOf = (subjectKeys: readonly string[], kind: string): readonly string[] =>
  subjectKeys.filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1))

function projectsOf(subjectKeys: readonly string[]): ReadonlyMap<string, Ids> {
  const found = new Map<string, Ids>()
  for (const subjectKey of subjectKeys) {
    const [kind, project, id] = subjectKey.split('/')
    if ((kind !== 'key' && kind !== 'account') || project === undefined || id === undefined) continue
    const ids = found.get(project) ?? { keys: new Set<string>(), accounts: new Set<string>() }
    ;(kind === 'key' ? ids.keys : ids.accounts).add(id)
    found.set(project, ids)
  }
  return found
}

const shown = (key: ProjectKey): string => (key.name || key.id).slice(0, 300)

async function planProject(context: ConnectorContext, project: string, ids: Ids): Promise<Result<RevokeDraft>> {
  const live: ProjectKey[] = []
  for await (const page of list(context, { call: 'keys', path: { project }, query: { owner_project_access: 'any' } })) {
    if (!page.ok) return page
    live.push(...keep(keySchema, page.value.elements).kept)
  }
  const accountOf = (key: ProjectKey) => key.owner?.service_account?.id
  const hit = live.filter((key) => ids.keys.has(key.id) || ids.accounts.has(accountOf(key) ?? ''))
  const others = live.filter((key) => !hit.includes(key))
  const accounts = new Set([...ids.accounts, ...hit.flatMap((key) => accountOf(key) ?? [])])
  const peopleAffected = hit.flatMap((key) => key.owner?.user?.name || key.owner?.user?.email || [])
  const empty = { calls: [], manual: [], peopleAffected, cannotBeUndone: [] }
  if (hit.length === 0 && accounts.size === 0) return ok(empty)
  if (hit.length > 0 && others.length === 0) return ok({ ...empty, calls: [limit(project)], manual: [deleteLater(hit.map(shown))] })
  const calls = [
    ...hit.filter((key) => accountOf(key) === undefined).map((key) => deleteKey(project, key)),
    ...[...accounts].map((account) => deleteAccount(project, account)),
  ]
  return ok({
    calls,
    manual: [],
    peopleAffected,
    cannotBeUndone: [
      ...calls.map((call) => `${call.title}: the provider cannot bring it back; a new key has to be made and handed out.`),
      ...(others.length === 0 ? [] : [instead(others.map(shown))]),
    ],
  })
}

function limit(project: string): Draft {
  return {
    title: 'Limit the project’s spend to one cent a month',
    callId: 'set-spend-limit',
    method: 'POST',
    path: `/v1/organization/projects/${encodeURIComponent(project)}/spend_limit`,
    params: { project },
    body: JSON.stringify({ threshold_amount: leastLimit, currency: 'USD', interval: 'month' }),
    effect: 'Requests of the whole project are refused once a cent is spent in a month; it takes a while to reach everywhere.',
    reversible: true,
    undoTitle: 'Put back the limit that was there, or none',
  }
}

function deleteKey(project: string, key: ProjectKey): Draft {
  return {
    title: `Delete the key “${shown(key)}”`,
    callId: 'delete-key',
    method: 'DELETE',
    path: `/v1/organization/projects/${encodeURIComponent(project)}/api_keys/${encodeURIComponent(key.id)}`,
    params: { project, key: key.id },
    body: null,
    effect: 'Whatever signs in with this key is refused at once.',
    reversible: false,
    undoTitle: null,
  }
}

function deleteAccount(project: string, account: string): Draft {
  return {
    title: `Delete the service account ${account}`,
    callId: 'delete-service-account',
    method: 'DELETE',
    path: `/v1/organization/projects/${encodeURIComponent(project)}/service_accounts/${encodeURIComponent(account)}`,
    params: { project, account },
    body: null,
    effect: 'All its keys are refused at once; the provider deletes keys of an account with the account only.',
    reversible: false,
    undoTitle: null,
  }
}

const settings = 'platform.openai.com, Settings'

function deleteLater(names: readonly string[]): ManualStep {
  return {
    title: 'When nobody has missed it, delete what was stopped',
    where: `${settings}, Project, API keys`,
    how: names.map((name) => `Delete the key “${name}”, or the service account it belongs to.`),
  }
}

/** Said beside what is final: a limit in the console can be lifted again, and hits the others in the project too. */
function instead(others: readonly string[]): string {
  const named = `${others.slice(0, 20).join(', ')}${others.length > 20 ? ' and more' : ''}`
  return `What can be taken back instead: a hard spend limit under ${settings}, Project, Limits; it stops these keys too: ${named}.`
}

async function planAdminKey(context: ConnectorContext, id: string): Promise<Result<RevokeDraft>> {
  const empty = { calls: [], manual: [], peopleAffected: [], cannotBeUndone: [] }
  const reply = await ask(context, 'admin-key', { path: { key: id }, accept: [404] })
  if (!reply.ok) return reply
  if (reply.value.status === 404) return ok(empty)
  const parsed = adminKeySchema.safeParse(reply.value.json)
  const key = parsed.success ? parsed.data : null
  const name = (key?.name || id).slice(0, 300)
  const secret = await context.secret('adminKey')
  if (looksLikeOurs(key?.redacted_value, secret.ok ? secret.value : null)) {
    const how = ['Make a new administration key and store it with this connection.', `Then delete “${name}” there.`]
    return ok({
      ...empty,
      manual: [{ title: 'This connection signs in with this key', where: `${settings}, Organization, Admin keys`, how }],
    })
  }
  const title = `Delete the administration key “${name}”`
  return ok({
    ...empty,
    calls: [
      {
        title,
        callId: 'delete-admin-key',
        method: 'DELETE',
        path: `/v1/organization/admin_api_keys/${encodeURIComponent(id)}`,
        params: { key: id },
        body: null,
        effect: 'Whatever administers the organisation with this key is refused at once. Keys and accounts it made stay.',
        reversible: false,
        undoTitle: null,
      },
    ],
    peopleAffected: key?.owner?.name ? [key.owner.name] : [],
    cannotBeUndone: [`${title}: the provider cannot bring it back.`],
  })
}

function planAssistant(id: string): RevokeDraft {
  const how = [
    `Find the assistant ${id} in its project and take away its tools, or delete it.`,
    'Or stop the key of the program that calls it.',
  ]
  const manual = [
    { title: 'Assistants are changed by their project, not by an administrator', where: 'platform.openai.com, Assistants', how },
  ]
  return { calls: [], manual, peopleAffected: [], cannotBeUndone: [] }
}
