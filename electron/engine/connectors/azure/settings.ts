import type { SettingField } from '../../../../shared/domain/connection.ts'
import { loginField, signInFields } from '../microsoft-sign-in-settings.ts'
import { clouds } from './clouds.ts'

/** Signing in takes what the directory's connector takes: one application can serve both. */
export const fields: readonly SettingField[] = [
  ...signInFields.map((field) => (field.key === 'tenantId' || field.key === 'clientId' ? { ...field, required: true } : field)),
  loginField,
  {
    key: 'subscriptions',
    label: 'Only these subscriptions',
    help: 'Ids of subscriptions, separated by commas. Leave it out to read every subscription the application may see.',
    kind: 'text',
    required: false,
  },
  {
    key: 'cloud',
    label: 'Cloud',
    help: 'Change it for sovereign clouds, and the sign-in address with it.',
    kind: 'choice',
    required: false,
    choices: Object.entries(clouds).map(([value, { title }]) => ({ value, label: title })),
    default: 'public',
  },
  {
    key: 'baseUrl',
    label: 'Address of the interfaces',
    help: 'For a proxy or a test server; {host} stands for the provider’s own host. Leave it out otherwise.',
    kind: 'url',
    required: false,
  },
]
