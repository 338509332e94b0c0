import type { SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'

const publicAdmin = 'https://admin.googleapis.com'
export const publicToken = 'https://oauth2.googleapis.com'

export const signIn: readonly SignInMethod[] = [
  {
    id: 'service-account',
    title: 'Service account with domain-wide delegation',
    help: 'A service account that was allowed the audit’s scopes in the Admin console and acts as an administrator of yours.',
    fields: ['serviceAccountKey', 'keyPath', 'adminEmail'],
    interactive: false,
  },
]

export const fields: readonly SettingField[] = [
  {
    key: 'serviceAccountKey',
    label: 'Service account key (JSON)',
    help: 'The text of the key file that Google Cloud made for the service account.',
    kind: 'secret',
    required: false,
  },
  {
    key: 'keyPath',
    label: 'Key file',
    help: 'Path of that key file, instead of its text.',
    kind: 'path',
    required: false,
  },
  {
    key: 'adminEmail',
    label: 'Administrator',
    help: 'The administrator as whom the service account reads. A custom role with Users › Read, User Security Management and Reports is enough.',
    kind: 'text',
    required: false,
    placeholder: 'audit@example.com',
  },
  {
    key: 'customer',
    label: 'Customer id',
    help: 'Leave it out for the own organisation.',
    kind: 'text',
    required: false,
    default: 'my_customer',
  },
  {
    key: 'clientList',
    label: 'List of clients (CSV)',
    help: 'No call of Google lists domain-wide delegation. Copy that list from the Admin console (Security › Access and data control › API controls › Domain-wide delegation) into a CSV file with the columns Client ID, Name, Scopes; a column Website tells who publishes a client, and rows without scopes are taken for that only.',
    kind: 'path',
    required: false,
  },
  {
    key: 'baseUrl',
    label: 'Admin API address',
    help: 'Change it for a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicAdmin,
    default: publicAdmin,
  },
  {
    key: 'tokenUrl',
    label: 'Sign-in address',
    help: 'Change it for a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicToken,
    default: publicToken,
  },
]
