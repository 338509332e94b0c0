import type { SettingField } from '../../../../shared/domain/connection.ts'
import { loginField, signInFields } from '../microsoft-sign-in-settings.ts'
import { powerClouds } from './power/hosts.ts'

export const publicGraph = 'https://graph.microsoft.com'
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
  ...signInFields,
  {
    key: 'baseUrl',
    label: 'Graph address',
    help: 'Change it for sovereign clouds, a proxy or a test server.',
    kind: 'url',
    required: false,
    placeholder: publicGraph,
    default: publicGraph,
  },
  loginField,
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
