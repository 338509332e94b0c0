import type { StaffMember } from '../people.ts'
import { accountLinks, repositoryLinks, repositoryUrl } from './links.ts'
import type { InstalledApp, Organization, StoredCredential, StoredRepository, StoredToken } from './organization.ts'
import type { StoredSecret } from './secrets.ts'

// The shapes of the REST interface, after the description in @octokit/openapi-types 29 and GitHub's pages on Enterprise Cloud.

export function account(organization: Organization, member: StaffMember) {
  const login = organization.loginOf(member)
  return {
    login,
    id: 30_000_000 + member.index,
    node_id: `U_${member.index}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${30_000_000 + member.index}?v=4`,
    ...accountLinks(login),
    type: 'User',
    site_admin: false,
  }
}

function organizationAccount(login: string, id: number) {
  return {
    login,
    id,
    node_id: `O_${id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    ...accountLinks(login),
    type: 'Organization',
    site_admin: false,
  }
}

export function installationRecord(organization: Organization, app: InstalledApp) {
  const { plan } = app
  return {
    id: app.id,
    account: organizationAccount(organization.login, organization.id),
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
    node_id: `A_${app.appId}`,
    owner: organizationAccount(plan.owner, 6_000_000 + app.appId),
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

/** What every repository of the estate has alike. */
const unremarkable = {
  homepage: null,
  language: null,
  mirror_url: null,
  license: null,
  size: 108,
  forks: 0,
  forks_count: 0,
  watchers: 0,
  watchers_count: 0,
  stargazers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  has_issues: true,
  has_projects: true,
  has_wiki: false,
  has_pages: false,
  has_downloads: false,
  has_discussions: false,
} as const

export function repositoryRecord(organization: Organization, repository: StoredRepository) {
  const fullName = `${organization.login}/${repository.name}`
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: fullName,
    private: !repository.public,
    owner: organizationAccount(organization.login, organization.id),
    ...repositoryLinks(fullName),
    description: null,
    fork: false,
    archived: repository.archived,
    disabled: false,
    visibility: repository.public ? 'public' : 'private',
    default_branch: 'main',
    ...unremarkable,
    created_at: organization.ago(700),
    updated_at: organization.ago(20),
    pushed_at: organization.ago(20),
  }
}

/** Where the scanning app itself is installed. */
export function ownInstallationRecord(organization: Organization, id: number) {
  return {
    id,
    account: organizationAccount(organization.login, organization.id),
    repository_selection: 'all',
    access_tokens_url: `https://api.github.com/app/installations/${id}/access_tokens`,
    repositories_url: 'https://api.github.com/installation/repositories',
    html_url: `https://github.com/organizations/${organization.login}/settings/installations/${id}`,
    app_id: 1,
    app_slug: 'rollcall-audit',
    target_id: organization.id,
    target_type: 'Organization',
    permissions: {},
    events: [],
    single_file_name: null,
    created_at: organization.ago(10),
    updated_at: organization.ago(10),
    suspended_by: null,
    suspended_at: null,
  }
}

export function commitRecord(organization: Organization, repository: StoredRepository, sha: string) {
  const url = `${repositoryUrl(`${organization.login}/${repository.name}`)}/commits/${sha}`
  const author = account(organization, repository.editor)
  const date = organization.ago(20 + (repository.id % 60))
  const person = { name: repository.editor.name, email: 'planted@meridian.example', date }
  return {
    url,
    sha,
    node_id: `C_${sha.slice(0, 12)}`,
    html_url: `https://github.com/${organization.login}/${repository.name}/commit/${sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url,
      author: person,
      committer: person,
      message: 'planted message',
      comment_count: 0,
      tree: { sha, url: `${repositoryUrl(`${organization.login}/${repository.name}`)}/git/trees/${sha}` },
    },
    author,
    committer: author,
    parents: [],
  }
}

export function workflowRecord(organization: Organization, repository: StoredRepository, file: string, state: unknown) {
  const fullName = `${organization.login}/${repository.name}`
  const path = `.github/workflows/${file}`
  return {
    id: repository.id * 10,
    node_id: `W_${repository.id}`,
    name: file,
    path,
    state,
    created_at: organization.ago(300),
    updated_at: organization.ago(20),
    url: `${repositoryUrl(fullName)}/actions/workflows/${repository.id * 10}`,
    html_url: `https://github.com/${fullName}/blob/main/${path}`,
    badge_url: `https://github.com/${fullName}/workflows/${encodeURIComponent(file)}/badge.svg`,
  }
}

/** A repository's secret has no visibility. Source: \`organization-actions-secret\` and \`actions-secret\` of the REST description. */
export const secretRecord = (organization: Organization, { name, setDaysAgo, visibility }: StoredSecret) => ({
  name,
  created_at: organization.ago(setDaysAgo + 30),
  updated_at: organization.ago(setDaysAgo),
  ...(visibility === undefined ? {} : { visibility }),
})

/** Source: `environment` of the REST description. */
export const environmentRecord = (organization: Organization, repository: StoredRepository, name: string) => {
  const url = `${repositoryUrl(`${organization.login}/${repository.name}`)}/environments/${encodeURIComponent(name)}`
  return {
    id: 161_088_068,
    node_id: 'MDExOkVudmlyb25tZW50MTYxMDg4MDY4',
    name,
    url,
    html_url: url,
    created_at: organization.ago(300),
    updated_at: organization.ago(200),
    protection_rules: [],
    deployment_branch_policy: null,
  }
}
