import type { SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'
import { keyFields, tokenField } from '../google-sign-in.ts'

const publicAdmin = 'https://admin.googleapis.com'

export const signIn: readonly SignInMethod[] = [
  {
    id: 'service-account',
    title: 'Service account with domain-wide delegation',
    help: 'A service account that was allowed the audit’s scopes in the Admin console and acts as an administrator of yours.',
    fields: ['serviceAccountKey', 'keyPath', 'adminEmail'],
    oneOf: ['serviceAccountKey', 'keyPath'],
    interactive: false,
  },
]

export const fields: readonly SettingField[] = [
  ...keyFields,
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
  tokenField,
]
