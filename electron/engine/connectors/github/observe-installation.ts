import { blankSubject, type Grant, type Subject } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { recognise } from '../catalogue/recognise.ts'
import { installationKey } from './keys.ts'
import { knownApp } from './known-apps.ts'
import { powersOfPermission } from './permissions.ts'
import type { App, Installation } from './schema.ts'

export interface InstallationSeen {
  readonly installation: Installation
  /** The app's public page; null when it is private or was not there. */
  readonly app: App | null
  readonly organization: string
  /** Id of the app this scan signs in with: its own installation is no finding. */
  readonly ownAppId: string | null
}

/** `contents:write`, in the order GitHub lists them. */
function permissionsOf(installation: Installation): readonly string[] {
  return Object.entries(installation.permissions).map(([name, level]) => `${name}:${level}`)
}

/** One installed app: an identity that acts by itself; an agent when who publishes it, or its name, says AI. */
export function observeInstallation(seen: InstallationSeen): readonly [Subject, Grant] {
  const { installation, app, organization } = seen
  const permissions = permissionsOf(installation)
  const owner = app?.owner?.login ?? app?.owner?.slug ?? null
  const own = seen.ownAppId !== null && installation.app_id === seen.ownAppId
  const house = owner !== null && owner.toLowerCase() === organization.toLowerCase()
  const all = installation.repository_selection === 'all'
  const key = installationKey(installation.id)
  const name = app?.name?.trim() ? app.name : installation.app_slug
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'identity',
    name,
    nativeIds: [
      { kind: 'github-installation-id', value: installation.id, joins: false },
      { kind: 'github-app-slug', value: installation.app_slug, joins: false },
      ...(installation.client_id ? [{ kind: 'github-client-id', value: installation.client_id, joins: true }] : []),
    ],
    agentKind: 'ai-application',
    platform: 'GitHub',
    autonomy: autonomyOf(permissions),
    signals: own
      ? []
      : [
          ...knownApp(installation.app_slug, installation.html_url ?? null),
          // Anybody may write any home page and any owner's name beside an app, so these count less than the app's own name.
          ...recognise({ name, domains: app?.external_url ? [app.external_url] : [], publisher: owner, publisherVerified: false }).map(
            (signal) => ({ ...signal, certainty: 'suggested' as const }),
          ),
        ],
    purpose: app?.description?.slice(0, 2_000) || null,
    publisher: owner === null ? null : { name: owner, verified: null },
    enabled: installation.suspended_at === null || installation.suspended_at === undefined,
    createdAt: installation.created_at ?? null,
    changedAt: installation.updated_at ?? null,
    tools: [],
    // Its tokens live for an hour; how old the key is that they are signed for, only its maker knows.
    credentials: [{ kind: 'federated', name: 'tokens of an hour, signed for by the app’s own key', createdAt: null, expiresAt: null }],
    exposure: 'unknown',
    traits: traitsOf(permissions, { suspended: Boolean(installation.suspended_at), foreign: owner !== null && !house }),
    details: {
      Repositories: all ? 'all, and those to come' : installation.repository_selection === 'selected' ? 'selected ones' : 'not told',
      ...(installation.events.length === 0 ? {} : { 'Told of': installation.events.join(', ').slice(0, 500) }),
      ...(installation.html_url ? { 'Settings page': installation.html_url.slice(0, 300) } : {}),
      ...(installation.suspended_at ? { 'Suspended since': installation.suspended_at } : {}),
      ...(own ? { Note: 'the app this scan signs in with' } : {}),
      ...(house ? { 'Made by': 'this organisation' } : {}),
    },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `${key}/permissions`,
    subjectKey: key,
    resource: all ? 'GitHub, all repositories' : 'GitHub, selected repositories',
    resourceKey: null,
    permissions,
    // Which repositories were selected GitHub tells the app alone: how far it reaches is not known.
    type: all ? 'application' : 'credential',
    consent: all ? 'tenant' : null,
    principalKey: null,
    grantedAt: installation.created_at ?? null,
  }
  return [subject, grant]
}

const levelOf = (permissions: readonly string[], name: string): boolean =>
  permissions.includes(`${name}:write`) || permissions.includes(`${name}:admin`)

/** Whoever may change workflows may write new agents into them. */
const changesAgents = (permissions: readonly string[]): boolean => levelOf(permissions, 'contents') && levelOf(permissions, 'workflows')

function autonomyOf(permissions: readonly string[]): Subject['autonomy'] {
  if (permissions.length === 0) return null
  const writes = permissions.some((one) => !one.endsWith(':read'))
  if (changesAgents(permissions))
    return { floor: 'A4', ceiling: 'A5', because: 'it acts with a token of its own, without a user, and may change code and workflows' }
  if (writes) return { floor: 'A4', ceiling: 'A4', because: 'it acts with a token of its own, without a user, and may write' }
  return { floor: 'A1', ceiling: 'A4', because: 'it acts with a token of its own, without a user; here it may only read' }
}

function traitsOf(permissions: readonly string[], facts: { readonly suspended: boolean; readonly foreign: boolean }): readonly Trait[] {
  const reads = permissions
    .flatMap((one) => powersOfPermission(one) ?? [])
    .some((power) => power.action === 'read' && (power.sensitivity === 'confidential' || power.sensitivity === 'restricted'))
  const traits: readonly (Trait | false)[] = [
    facts.suspended && 'disabled',
    facts.foreign && 'third-party',
    reads && 'private-data',
    changesAgents(permissions) && 'self-modifying',
  ]
  return traits.filter((trait) => trait !== false)
}
