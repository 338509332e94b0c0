import type { StaffMember } from '../people.ts'
import type { InstalledApp, Organization, StoredCredential, StoredRepository, StoredToken } from './organization.ts'

// The shapes of the REST interface, after the description in @octokit/openapi-types 29 and GitHub's pages on Enterprise Cloud.

export function account(organization: Organization, member: StaffMember) {
  const login = organization.loginOf(member)
  return {
    login,
    id: 30_000_000 + member.index,
    node_id: `U_${member.index}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${30_000_000 + member.index}?v=4`,
    url: `https://api.github.com/users/${login}`,
    html_url: `https://github.com/${login}`,
    type: 'User',
    site_admin: false,
  }
}

export function installationRecord(organization: Organization, app: InstalledApp) {
  const { plan } = app
  return {
    id: app.id,
    account: { login: organization.login, id: organization.id, type: 'Organization' },
    repository_selection: plan.selection,
    access_tokens_url: `https://api.github.com/app/installations/${app.id}/access_tokens`,
    repositories_url: 'https://api.github.com/installation/repositories',
    html_url: `https://github.com/organizations/${organization.login}/settings/installations/${app.id}`,
    app_id: app.appId,
    client_id: app.clientId,
    app_slug: plan.slug,
    target_id: organization.id,
    target_type: 'Organization',
    permissions: plan.permissions,
    events: ['pull_request', 'push'],
    single_file_name: null,
    created_at: organization.ago(plan.installedDaysAgo),
    updated_at: organization.ago(Math.min(plan.installedDaysAgo, 40)),
    suspended_by: plan.suspended ? account(organization, app.installer) : null,
    suspended_at: plan.suspended ? organization.ago(30) : null,
  }
}

export function appRecord(organization: Organization, app: InstalledApp) {
  const { plan } = app
  return {
    id: app.appId,
    client_id: app.clientId,
    slug: plan.slug,
    owner: { login: plan.owner, id: 6_000_000 + app.appId, type: 'Organization' },
    name: plan.name,
    description: plan.description,
    external_url: plan.home,
    html_url: `https://github.com/apps/${plan.slug}`,
    created_at: organization.ago(1_000),
    updated_at: organization.ago(50),
    permissions: plan.permissions,
    events: ['pull_request', 'push'],
  }
}

export function tokenRecord(organization: Organization, token: StoredToken) {
  return {
    id: token.id,
    owner: account(organization, token.owner),
    repository_selection: 'all',
    repositories_url: `https://api.github.com/organizations/${organization.id}/personal-access-tokens/${token.id}/repositories`,
    permissions: token.permissions,
    access_granted_at: organization.ago(token.grantedDaysAgo),
    token_id: 98_000 + token.id,
    token_name: token.name,
    token_expired: false,
    token_expires_at: token.expiresInDays === null ? null : organization.ago(-token.expiresInDays),
    token_last_used_at: token.usedDaysAgo === null ? null : organization.ago(token.usedDaysAgo),
  }
}

export function credentialRecord(organization: Organization, credential: StoredCredential) {
  const key = credential.type === 'SSH key'
  return {
    login: organization.loginOf(credential.owner),
    credential_id: credential.id,
    credential_type: credential.type,
    ...(key ? { fingerprint: 'SHA256:plantedfingerprintplantedfingerprint' } : { token_last_eight: 'planted8' }),
    credential_authorized_at: organization.ago(credential.authorizedDaysAgo),
    credential_accessed_at: organization.ago(3),
    authorized_credential_id: credential.id + 1_000,
    ...(key
      ? { authorized_credential_title: credential.note }
      : { authorized_credential_note: credential.note, scopes: credential.scopes }),
    authorized_credential_expires_at: null,
  }
}

export function repositoryRecord(organization: Organization, repository: StoredRepository) {
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: `${organization.login}/${repository.name}`,
    private: !repository.public,
    owner: { login: organization.login, id: organization.id, type: 'Organization' },
    html_url: `https://github.com/${organization.login}/${repository.name}`,
    description: null,
    fork: false,
    archived: repository.archived,
    disabled: false,
    visibility: repository.public ? 'public' : 'private',
    default_branch: 'main',
  }
}
