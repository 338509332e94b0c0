import type { CallDeclaration, Quota } from '../connector.ts'

type Access = CallDeclaration['access']
type Verb = CallDeclaration['method']

const call =
  (access: Access, quota: string) =>
  (id: string, method: Verb, path: string, permissions: readonly string[], why: string): CallDeclaration => ({
    id,
    method,
    path,
    access,
    permissions,
    why,
    quota,
  })

const signIn = call('sign-in', 'rest')
const read = call('read', 'rest')
const write = call('write', 'rest')

/** Permissions by the names an app's own settings use (`members:read`), then the scope of a classic token that does as well. */
const administration = ['organization_administration:read', 'admin:org']
const members = ['members:read', 'read:org']
const contents = ['contents:read', 'repo']
const metadata = ['metadata:read', 'repo']

/** Names of secrets; an organisation's take the organisation's permission, a repository's the repository's. */
const secrets = (id: string, path: string, permission: string): CallDeclaration =>
  read(
    id,
    'GET',
    path,
    [`${permission}:read`, path.startsWith('/orgs/') ? 'admin:org' : 'repo'],
    'find model keys among the names of secrets; GitHub never shows a value',
  )

const agentSettings = ['organization_copilot_agent_settings:read', 'admin:org']
const enterprise = '/enterprises/{enterprise}/apps/organizations/{org}/installations'
const enterpriseWrite = ['enterprise_organization_installations:write']

/**
 * Everything this connector may ask. Sources: the REST description in @octokit/openapi-types 29, and GitHub's own table of the
 * permissions each call needs (Enterprise Cloud, version 2026-03-10). Nobody but an app sees the calls on fine-grained tokens.
 */
export const calls: readonly CallDeclaration[] = [
  signIn('organization-installation', 'GET', '/orgs/{org}/installation', [], 'find where the app is installed'),
  signIn(
    'enterprise-installation',
    'GET',
    '/enterprises/{enterprise}/installation',
    [],
    'find where the app is installed on the enterprise',
  ),
  signIn('installation-token', 'POST', '/app/installations/{installation}/access_tokens', [], 'sign in as the app'),

  read('organization', 'GET', '/orgs/{org}', [], 'say which organisation this is'),
  read('installations', 'GET', '/orgs/{org}/installations', administration, 'list installed apps with their permissions'),
  read('app', 'GET', '/apps/{slug}', [], 'say who publishes an app: its public page'),
  read('tokens', 'GET', '/orgs/{org}/personal-access-tokens', ['organization_personal_access_tokens:read'], 'list fine-grained tokens'),
  read('credentials', 'GET', '/orgs/{org}/credential-authorizations', administration, 'list credentials let in by single sign-on'),
  read('copilot-billing', 'GET', '/orgs/{org}/copilot/billing', administration, 'say how Copilot is set up'),
  read('copilot-seats', 'GET', '/orgs/{org}/copilot/billing/seats', administration, 'say who has a Copilot seat and last used it'),
  read('copilot-agent', 'GET', '/orgs/{org}/copilot/coding-agent/permissions', agentSettings, 'say where the Copilot cloud agent may work'),
  read(
    'copilot-agent-repositories',
    'GET',
    '/orgs/{org}/copilot/coding-agent/permissions/repositories',
    agentSettings,
    'name the repositories where the Copilot cloud agent may work',
  ),
  read('installation-repositories', 'GET', '/installation/repositories', metadata, 'list the repositories the app may see'),
  read('organization-repositories', 'GET', '/orgs/{org}/repos', metadata, 'list the repositories of the organisation'),
  read('tree', 'GET', '/repos/{owner}/{repo}/git/trees/{sha}', contents, 'list file names at the root and in the folders of agents'),
  read('blob', 'GET', '/repos/{owner}/{repo}/git/blobs/{sha}', contents, 'read MCP configurations, agent definitions and workflows'),
  read('file-commits', 'GET', '/repos/{owner}/{repo}/commits', contents, 'say who last changed such a file, and when'),
  read('collaborators', 'GET', '/repos/{owner}/{repo}/collaborators', metadata, 'name the administrators of a repository with agents'),
  read('workflow', 'GET', '/repos/{owner}/{repo}/actions/workflows/{workflow}', ['actions:read', 'repo'], 'say whether a workflow is on'),
  secrets('organization-secrets', '/orgs/{org}/actions/secrets', 'organization_secrets'),
  secrets('repository-secrets', '/repos/{owner}/{repo}/actions/secrets', 'secrets'),
  read(
    'environments',
    'GET',
    '/repos/{owner}/{repo}/environments',
    ['actions:read', 'repo'],
    'find which environments keep secrets of their own',
  ),
  secrets('environment-secrets', '/repos/{owner}/{repo}/environments/{environment}/secrets', 'environments'),
  secrets('dependabot-organization-secrets', '/orgs/{org}/dependabot/secrets', 'organization_dependabot_secrets'),
  secrets('dependabot-repository-secrets', '/repos/{owner}/{repo}/dependabot/secrets', 'dependabot_secrets'),
  // A repository's own are listed to those who may change them only, so they are not asked for.
  secrets('codespaces-secrets', '/orgs/{org}/codespaces/secrets', 'organization_codespaces_secrets'),
  secrets('agent-organization-secrets', '/orgs/{org}/agents/secrets', 'organization_agent_secrets'),
  secrets('agent-repository-secrets', '/repos/{owner}/{repo}/agents/secrets', 'agent_secrets'),
  read('members', 'GET', '/orgs/{org}/members', members, 'tell people who are there from people who left'),
  read('outside-collaborators', 'GET', '/orgs/{org}/outside_collaborators', members, 'tell guests from people who left'),
  {
    ...read('audit-log', 'GET', '/orgs/{org}/audit-log', administration, 'say when an app last acted and who installed it'),
    quota: 'audit',
  },

  write('disable-workflow', 'PUT', '/repos/{owner}/{repo}/actions/workflows/{workflow}/disable', ['actions:write'], 'stop a workflow'),
  write('enable-workflow', 'PUT', '/repos/{owner}/{repo}/actions/workflows/{workflow}/enable', ['actions:write'], 'undo: let it run again'),
  write(
    'set-copilot-agent',
    'PUT',
    '/orgs/{org}/copilot/coding-agent/permissions',
    ['organization_copilot_agent_settings:write'],
    'switch the Copilot cloud agent off, or back as it was',
  ),
  write(
    'set-copilot-agent-repositories',
    'PUT',
    '/orgs/{org}/copilot/coding-agent/permissions/repositories',
    ['organization_copilot_agent_settings:write'],
    'undo: the repositories as they were',
  ),
  write(
    'revoke-token',
    'POST',
    '/orgs/{org}/personal-access-tokens/{token}',
    ['organization_personal_access_tokens:write'],
    'take a fine-grained token’s access away',
  ),
  write(
    'remove-credential',
    'DELETE',
    '/orgs/{org}/credential-authorizations/{credential}',
    ['organization_administration:write'],
    'end what single sign-on let in',
  ),
  // Only an app that is installed on the enterprise may make these; reading them serves the undo alone.
  write(
    'installed-repositories',
    'GET',
    `${enterprise}/{installation}/repositories`,
    enterpriseWrite,
    'save which repositories an app has',
  ),
  write('remove-installation', 'DELETE', `${enterprise}/{installation}`, enterpriseWrite, 'uninstall an app'),
  write('restore-installation', 'POST', enterprise, enterpriseWrite, 'undo: install the app again'),
]

export const quotas: readonly Quota[] = [
  {
    id: 'rest',
    units: 900,
    perMs: 60_000,
    concurrency: 8,
    source:
      'docs.github.com, rate limits for the REST API: 900 points a minute and 100 calls at once; what remains of the hour is read from x-ratelimit headers',
  },
  { id: 'audit', units: 1_750, perMs: 3_600_000, concurrency: 2, source: 'docs.github.com, audit log: 1,750 queries an hour' },
]
