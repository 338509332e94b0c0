import type { SettingField, SignInMethod } from '../../../shared/domain/connection.ts'

export const publicLogin = 'https://login.microsoftonline.com'

/** The ways to sign in at a directory of this platform. */
export const signIn: readonly SignInMethod[] = [
  {
    id: 'client-secret',
    title: 'Application with a secret',
    help: 'An app registration with read permissions and admin consent.',
    fields: ['tenantId', 'clientId', 'clientSecret'],
    interactive: false,
  },
  {
    id: 'certificate',
    title: 'Application with a certificate',
    help: 'The same, with a certificate instead of a secret: safer, and recommended for scheduled audits.',
    fields: ['tenantId', 'clientId', 'certificate', 'certificatePath'],
    oneOf: ['certificate', 'certificatePath'],
    interactive: false,
  },
  {
    id: 'device-code',
    title: 'Code on another device',
    help: 'Sign in as an administrator by typing a short code into a browser.',
    fields: ['tenantId', 'clientId'],
    interactive: true,
  },
  {
    id: 'browser',
    title: 'Browser on this computer',
    help: 'Sign in as an administrator in your browser.',
    fields: ['tenantId', 'clientId'],
    interactive: true,
  },
]

/** What those ways take. */
export const signInFields: readonly SettingField[] = [
  {
    key: 'tenantId',
    label: 'Tenant',
    help: 'Directory (tenant) id or a verified domain.',
    kind: 'text',
    required: false,
    placeholder: 'contoso.onmicrosoft.com',
  },
  {
    key: 'clientId',
    label: 'Application id',
    help: 'Application (client) id of the app registration used for the audit.',
    kind: 'text',
    required: false,
  },
  {
    key: 'signIn',
    label: 'Sign-in',
    help: 'How to sign in; by what was given unless chosen.',
    kind: 'choice',
    required: false,
    choices: signIn.map(({ id, title }) => ({ value: id, label: title })),
  },
  { key: 'clientSecret', label: 'Client secret', help: 'The secret’s value, not its id.', kind: 'secret', required: false },
  {
    key: 'certificate',
    label: 'Certificate and key (PEM)',
    help: 'The text of a PEM file with the certificate and its private key.',
    kind: 'secret',
    required: false,
    lines: true,
  },
  {
    key: 'certificatePath',
    label: 'Certificate file',
    help: 'Path of a PEM file with the certificate and its private key.',
    kind: 'path',
    required: false,
  },
]

/** Where the sign-in is asked for. */
export const loginField: SettingField = {
  key: 'loginUrl',
  label: 'Sign-in address',
  help: 'Change it for sovereign clouds, a proxy or a test server.',
  kind: 'url',
  required: false,
  placeholder: publicLogin,
  default: publicLogin,
}
