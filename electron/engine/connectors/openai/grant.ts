import { type GrantForm, lineText } from '../grant-form.ts'

const ofProject = (permission: string): boolean => permission === 'api.assistants.read'

const adminKey: GrantForm = {
  id: 'admin-key',
  title: 'Scopes of the administration key',
  format: 'text',
  takes: (permission) => !ofProject(permission),
  write: lineText,
  howTo: ({ purpose }) => [
    'As an organisation owner: Settings › Organization › Admin keys › Create new admin key.',
    purpose === 'read'
      ? 'Choose “Restricted” and give exactly these scopes; everything else stays at None.'
      : 'Make a second, restricted key with these scopes beside those for reading, and revoke it when the revocation is proved.',
  ],
}

const projectKey: GrantForm = {
  id: 'project-key',
  title: 'Scopes of a key of one project, only to list its assistants',
  format: 'text',
  takes: ofProject,
  write: lineText,
  howTo: () => [
    'In the project: API keys › Create new secret key › Restricted: Assistants “Read”, everything else “None”.',
    'Enter it as the connection’s “Key of a project”.',
  ],
}

export const grants: readonly GrantForm[] = [adminKey, projectKey]
