import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

type Row = readonly [resource: ResourceClass, sensitivity: Sensitivity, write: Action]

/**
 * What each permission of an app or fine-grained token is about, and what `write` on it amounts to. Source: the schema
 * `app-permissions` in @octokit/openapi-types 29, 2026-11, and the permission names of fine-grained tokens. What is missing is a visible gap.
 */
const rows: Readonly<Record<string, Row>> = {
  actions: ['automation', 'internal', 'execute'],
  administration: ['settings', 'confidential', 'administer'],
  artifact_metadata: ['code', 'internal', 'write'],
  attestations: ['security', 'internal', 'write'],
  checks: ['automation', 'internal', 'write'],
  code_quality: ['code', 'internal', 'write'],
  codespaces: ['shell', 'confidential', 'execute'],
  contents: ['code', 'confidential', 'write'],
  agent_secrets: ['identity', 'restricted', 'write'],
  codespaces_secrets: ['identity', 'restricted', 'write'],
  dependabot_secrets: ['identity', 'restricted', 'write'],
  deployments: ['infrastructure', 'confidential', 'execute'],
  discussions: ['chat', 'internal', 'write'],
  environments: ['infrastructure', 'confidential', 'administer'],
  issues: ['tasks', 'internal', 'write'],
  merge_queues: ['code', 'internal', 'write'],
  metadata: ['profile', 'internal', 'write'],
  packages: ['code', 'confidential', 'write'],
  pages: ['sites', 'internal', 'write'],
  pull_requests: ['code', 'internal', 'write'],
  repository_custom_properties: ['settings', 'internal', 'write'],
  repository_hooks: ['web', 'confidential', 'administer'],
  repository_projects: ['tasks', 'internal', 'write'],
  secret_scanning_alerts: ['security', 'restricted', 'write'],
  secrets: ['identity', 'restricted', 'write'],
  security_events: ['security', 'confidential', 'write'],
  single_file: ['code', 'internal', 'write'],
  statuses: ['automation', 'internal', 'write'],
  variables: ['settings', 'confidential', 'write'],
  vulnerability_alerts: ['security', 'confidential', 'write'],
  workflows: ['automation', 'confidential', 'execute'],
  models: ['model', 'internal', 'invoke'],
  id_token: ['identity', 'confidential', 'write'],
  custom_properties_for_organizations: ['settings', 'internal', 'write'],
  members: ['directory', 'confidential', 'administer'],
  organization_administration: ['settings', 'restricted', 'administer'],
  organization_custom_roles: ['policy', 'confidential', 'administer'],
  organization_custom_org_roles: ['policy', 'confidential', 'administer'],
  organization_custom_properties: ['settings', 'internal', 'write'],
  organization_copilot_seat_management: ['agent', 'internal', 'administer'],
  organization_copilot_agent_settings: ['agent', 'confidential', 'administer'],
  organization_announcement_banners: ['settings', 'internal', 'write'],
  organization_events: ['audit-log', 'internal', 'write'],
  organization_hooks: ['web', 'confidential', 'administer'],
  organization_personal_access_tokens: ['identity', 'restricted', 'administer'],
  organization_personal_access_token_requests: ['identity', 'restricted', 'administer'],
  organization_plan: ['settings', 'internal', 'write'],
  organization_projects: ['tasks', 'internal', 'write'],
  organization_packages: ['code', 'confidential', 'write'],
  organization_secrets: ['identity', 'restricted', 'write'],
  organization_dependabot_secrets: ['identity', 'restricted', 'write'],
  organization_codespaces_secrets: ['identity', 'restricted', 'write'],
  organization_agent_secrets: ['identity', 'restricted', 'write'],
  organization_self_hosted_runners: ['infrastructure', 'confidential', 'administer'],
  organization_user_blocking: ['policy', 'internal', 'administer'],
  email_addresses: ['profile', 'confidential', 'write'],
  followers: ['social', 'public', 'write'],
  git_ssh_keys: ['identity', 'restricted', 'administer'],
  gpg_keys: ['identity', 'confidential', 'administer'],
  interaction_limits: ['policy', 'internal', 'administer'],
  profile: ['profile', 'internal', 'write'],
  starring: ['social', 'public', 'write'],
  gists: ['code', 'internal', 'write'],
}

/** Scopes of classic tokens, as single sign-on lists them. Source: docs.github.com, scopes for OAuth apps, 2026-11. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  repo: ['contents:write', 'administration:write', 'pull_requests:write', 'issues:write'],
  'repo:status': ['statuses:write'],
  repo_deployment: ['deployments:write'],
  public_repo: ['contents:write', 'pull_requests:write'],
  'repo:invite': ['administration:read'],
  security_events: ['security_events:write'],
  workflow: ['workflows:write'],
  'admin:org': ['organization_administration:write', 'members:write'],
  'write:org': ['members:write'],
  'read:org': ['members:read'],
  'admin:repo_hook': ['repository_hooks:write'],
  'write:repo_hook': ['repository_hooks:write'],
  'read:repo_hook': ['repository_hooks:read'],
  'admin:org_hook': ['organization_hooks:write'],
  'admin:public_key': ['git_ssh_keys:write'],
  gist: ['gists:write'],
  user: ['profile:write', 'email_addresses:read'],
  'read:user': ['profile:read'],
  'user:email': ['email_addresses:read'],
  'write:packages': ['packages:write'],
  'read:packages': ['packages:read'],
  project: ['organization_projects:write'],
  'read:project': ['organization_projects:read'],
  copilot: ['models:write'],
  'read:audit_log': ['organization_events:read'],
}

/** `contents:write` → read and write code. `read` reads; `write` and `admin` do that and what the table says. Null where it is not known. */
export function powersOfPermission(permission: string): readonly Power[] | null {
  if (Object.hasOwn(scopes, permission)) return (scopes[permission] ?? []).flatMap((one) => powersOfPermission(one) ?? [])
  const at = permission.lastIndexOf(':')
  const name = permission.slice(0, at).replaceAll('-', '_')
  const row = at > 0 && Object.hasOwn(rows, name) ? rows[name] : undefined
  const level = permission.slice(at + 1)
  if (row === undefined || !['read', 'write', 'admin'].includes(level)) return null
  const [resource, sensitivity, write] = row
  const read: Power = { action: 'read', resource, sensitivity }
  if (level === 'read') return [read]
  return [{ action: level === 'admin' ? 'administer' : write, resource, sensitivity }, read]
}
