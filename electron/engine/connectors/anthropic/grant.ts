import { type GrantForm, lineText } from '../grant-form.ts'

/** The vendor's keys carry no scopes: what a credential may do follows from its kind. */
const credentials: GrantForm = {
  id: 'credentials',
  title: 'Credentials, by kind and scope',
  format: 'text',
  write: lineText,
  howTo: ({ permissions }) => permissions.flatMap((permission) => makes[permission] ?? []),
}

const makes: Readonly<Record<string, string>> = {
  'Admin API key':
    'Admin API key: Claude Console › Settings › Admin keys, as an administrator. It has no narrower form; a scan sends reads only.',
  'read:compliance_activities':
    'read:compliance_activities: ask for the Compliance API to be switched on for the organisation; without it keys that administer it stay unseen.',
  'org:admin':
    'org:admin: an OAuth token of an administrator, only to name service accounts and the rules by which programs sign in as them; without it the latter stay unseen.',
  'API key of a workspace': 'API key of a workspace: Claude Console › the workspace › API keys, only for its managed agents.',
}

export const grants: readonly GrantForm[] = [credentials]
