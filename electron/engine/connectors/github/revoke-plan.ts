import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ManualStep } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, RevokeDraft, RevokeTarget } from '../connector.ts'
import { orgOf } from './client.ts'
import { cloudAgentKey, copilotKey, idIn, storeOf } from './keys.ts'
import { endModelKey, suspendByHand, switchCopilotOff, takeOutOfFile } from './manual-steps.ts'
import { credentialNow, installationNow, tokenNow, workflowNow } from './standing.ts'
import { agentPolicy } from './step-copilot.ts'
import { workflowFileName } from './step-repositories.ts'

type Draft = RevokeDraft['calls'][number]

interface Part {
  readonly calls?: readonly Draft[]
  readonly manual?: readonly ManualStep[]
  readonly cannotBeUndone?: readonly string[]
}

/** Calls where GitHub has one, the gentlest first; else a guided step by hand, proved by the next scan. Writes nothing. */
export async function plan(target: RevokeTarget, context: ConnectorContext): Promise<Result<RevokeDraft>> {
  const parts: Part[] = []
  for (const key of target.subjectKeys) {
    const part = await partOf(key, target, context)
    if (!part.ok) return part
    parts.push(part.value)
  }
  const people = target.agent.owner.people.map((person) => person.name)
  return ok({
    calls: parts.flatMap((part) => part.calls ?? []),
    manual: parts.flatMap((part) => part.manual ?? []),
    peopleAffected: [...new Set(people)],
    cannotBeUndone: [...new Set(parts.flatMap((part) => part.cannotBeUndone ?? []))],
  })
}

async function partOf(key: string, target: RevokeTarget, context: ConnectorContext): Promise<Result<Part>> {
  const { name } = target.agent
  const installation = idIn(key, 'installation/')
  if (installation !== null) return installationPart(installation, name, context)
  const token = idIn(key, 'token/')
  if (token !== null) return tokenPart(token, name, context)
  const credential = idIn(key, 'credential/')
  if (credential !== null) return credentialPart(credential, name, context)
  if (key === cloudAgentKey) return cloudAgentPart(context)
  if (key === copilotKey) return ok({ manual: [switchCopilotOff(orgOf(context))] })
  const store = storeOf(key)
  if (store !== null) return ok({ manual: [endModelKey(name, store)] })
  const file = idIn(key, 'file/')
  return file === null ? ok({}) : filePart(file, name, context)
}

async function installationPart(id: string, name: string, context: ConnectorContext): Promise<Result<Part>> {
  const now = await installationNow(context, id)
  if (!now.ok) return now
  if (now.value.value === null) return ok({})
  const org = orgOf(context)
  const enterprise = context.settings.enterprise?.trim()
  if (!enterprise) return ok({ manual: [suspendByHand(name, org, settingsPage(now.value.value.html_url))] })
  return ok({
    calls: [
      {
        title: `Uninstall “${name}” from ${org}`,
        callId: 'remove-installation',
        method: 'DELETE',
        path: `/enterprises/${encodeURIComponent(enterprise)}/apps/organizations/${encodeURIComponent(org)}/installations/${id}`,
        params: { enterprise, org, installation: id },
        body: null,
        effect: 'It loses all access to the organisation and is told of nothing any more.',
        reversible: Boolean(now.value.value.client_id),
        undoTitle: now.value.value.client_id ? 'Install it again: under a new id, with what the app asks for by then' : null,
      },
    ],
  })
}

function settingsPage(address: string | null | undefined): string | null {
  return address && URL.canParse(address) && new URL(address).protocol === 'https:' ? address.slice(0, 300) : null
}

async function tokenPart(id: string, name: string, context: ConnectorContext): Promise<Result<Part>> {
  const now = await tokenNow(context, id)
  if (!now.ok) return now
  if (!now.value.present) return ok({})
  const org = orgOf(context)
  return ok({
    calls: [
      {
        title: `Take the access of the token “${name}” away`,
        callId: 'revoke-token',
        method: 'POST',
        path: `/orgs/${encodeURIComponent(org)}/personal-access-tokens/${id}`,
        params: { org, token: id },
        body: JSON.stringify({ action: 'revoke' }),
        effect: 'The token no longer reaches what the organisation owns; its owner is told by mail.',
        reversible: false,
        undoTitle: null,
      },
    ],
    cannotBeUndone: ['A fine-grained token whose access was taken away cannot be given it back: its owner has to ask for a new one.'],
  })
}

async function credentialPart(id: string, name: string, context: ConnectorContext): Promise<Result<Part>> {
  const now = await credentialNow(context, id)
  if (!now.ok) return now
  if (!now.value.present) return ok({})
  const org = orgOf(context)
  return ok({
    calls: [
      {
        title: `End the authorisation of “${name}”`,
        callId: 'remove-credential',
        method: 'DELETE',
        path: `/orgs/${encodeURIComponent(org)}/credential-authorizations/${id}`,
        params: { org, credential: id },
        body: null,
        effect: 'The token or key no longer reaches the organisation.',
        reversible: false,
        undoTitle: null,
      },
    ],
    cannotBeUndone: [
      'An authorisation that was ended cannot be given back from here: its owner has to make and authorise a new credential.',
    ],
  })
}

async function cloudAgentPart(context: ConnectorContext): Promise<Result<Part>> {
  const now = await agentPolicy(context)
  if (!now.ok) return now
  if (now.value.policy === 'none') return ok({})
  const org = orgOf(context)
  return ok({
    calls: [
      {
        title: 'Switch the Copilot cloud agent off for every repository',
        callId: 'set-copilot-agent',
        method: 'PUT',
        path: `/orgs/${encodeURIComponent(org)}/copilot/coding-agent/permissions`,
        params: { org },
        body: JSON.stringify({ enabled_repositories: 'none' }),
        effect: 'It takes on no issue and opens no pull request in this organisation.',
        reversible: true,
        undoTitle: `Let it work again as before (${now.value.policy})`,
      },
    ],
  })
}

async function filePart(file: string, name: string, context: ConnectorContext): Promise<Result<Part>> {
  const [owner = '', repo = '', ...rest] = (file.split('#')[0] ?? '').split('/')
  const path = rest.join('/')
  const manual = [takeOutOfFile(`${owner}/${repo}`, path, name)]
  if (!/^\.github\/workflows\/[^/…]+$/.test(path) || file.includes('#')) return ok({ manual })
  const workflow = workflowFileName(path)
  const now = await workflowNow(context, { owner, repo, workflow })
  if (!now.ok) return now
  if (now.value.value !== 'active') return ok({ manual })
  return ok({
    calls: [
      {
        title: `Disable the workflow ${workflow} in ${owner}/${repo}`,
        callId: 'disable-workflow',
        method: 'PUT',
        path: `/repos/${owner}/${repo}/actions/workflows/${encodeURIComponent(workflow)}/disable`,
        params: { owner, repo, workflow },
        body: null,
        effect: 'Nothing starts it any more; runs under way go on to their end.',
        reversible: true,
        undoTitle: 'Enable the workflow again',
      },
    ],
  })
}
