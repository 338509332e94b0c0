import type { SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'
import { powerClouds } from './power/hosts.ts'

export const publicGraph = 'https://graph.microsoft.com'
export const publicLogin = 'https://login.microsoftonline.com'

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

const cloudNames = {
  public: 'Public',
  gcc: 'US government (GCC)',
  'gcc-high': 'US government (GCC High)',
  dod: 'US defence (DoD)',
  china: 'China',
} as const

/** Whether a person signs in for the calls that answer nobody else. */
export const hasAdministrator = (settings: Readonly<Record<string, string>>): boolean =>
  isPerson(settings.adminSignIn) || isPerson(settings.signIn)

const isPerson = (method: string | undefined): boolean => method === 'device-code' || method === 'browser'

export const fields: readonly SettingField[] = [
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
  {
    key: 'baseUrl',
    label: 'Graph address',
    help: 'Change it for sovereign clouds, a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicGraph,
    default: publicGraph,
  },
  {
    key: 'loginUrl',
    label: 'Sign-in address',
    help: 'Change it for sovereign clouds, a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicLogin,
    default: publicLogin,
  },
  {
    key: 'dataverseUrl',
    label: 'Dataverse environment',
    help: 'Address of one environment, where only that one is to be read. Leave it out to read every environment of the tenant.',
    kind: 'url',
    required: false,
    placeholder: 'https://org.crm.dynamics.com',
  },
  {
    key: 'adminSignIn',
    label: 'Power Platform sign-in',
    help: 'The inventory of the whole tenant and the quarantine answer a signed-in administrator only, never an application. Needed where the sign-in above is an application.',
    kind: 'choice',
    required: false,
    choices: [
      { value: 'device-code', label: 'Administrator, code on another device' },
      { value: 'browser', label: 'Administrator, browser on this computer' },
    ],
  },
  {
    key: 'powerCloud',
    label: 'Power Platform cloud',
    help: 'Change it for sovereign clouds.',
    kind: 'choice',
    required: false,
    choices: powerClouds.map((cloud) => ({ value: cloud, label: cloudNames[cloud] })),
    default: 'public',
  },
  {
    key: 'powerUrl',
    label: 'Power Platform address',
    help: 'For a proxy or a test server; {host} stands for the provider’s own host. Leave it out otherwise.',
    kind: 'url',
    required: false,
  },
  {
    key: 'export',
    label: 'Recorded pages',
    help: 'A folder or NDJSON file of recorded replies, read instead of the network.',
    kind: 'path',
    required: false,
  },
]
