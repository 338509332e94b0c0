import { type GrantForm, jsonText } from '../grant-form.ts'

/** What administrators decided is shown to a person's token only, so all scopes are user scopes. */
const manifest: GrantForm = {
  id: 'app-manifest',
  title: 'App manifest',
  format: 'json',
  write: ({ permissions, purpose }) =>
    jsonText({
      display_information: { name: purpose === 'read' ? 'Rollcall audit' : 'Rollcall revoke' },
      oauth_config: { scopes: { user: permissions } },
      settings: { org_deploy_enabled: true, socket_mode_enabled: false, token_rotation_enabled: false },
    }),
  howTo: ({ purpose }) => [
    'api.slack.com/apps › Create New App › From a manifest: choose a workspace of the organisation, JSON, and paste it.',
    purpose === 'read'
      ? 'As an owner of the organisation, install it on the organisation, not on one workspace. On a single workspace take the scopes that begin with “admin.” out first: they take an Enterprise plan.'
      : 'Make it a second app beside the one for reading, install it on the organisation, and keep its token for the hour of the revocation only.',
    'OAuth & Permissions: copy the user token; it begins with xoxp-.',
  ],
}

export const grants: readonly GrantForm[] = [manifest]
