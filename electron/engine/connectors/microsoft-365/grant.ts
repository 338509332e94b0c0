import { type GrantForm, type GrantWish, jsonText } from '../grant-form.ts'
import { graphPermissionIds } from './graph-permission-ids.ts'

/** The directory's interface, by the id it has in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000'

const isGraph = (permission: string): boolean => Object.hasOwn(graphPermissionIds, permission)

/** The member of an app registration's manifest that names what it asks for. */
const manifest = ({ permissions }: GrantWish, type: 'Role' | 'Scope'): string =>
  jsonText({
    requiredResourceAccess: [
      {
        resourceAppId: graphAppId,
        resourceAccess: permissions.map((permission) => ({
          id: graphPermissionIds[permission]?.[type === 'Role' ? 'role' : 'scope'],
          type,
        })),
      },
    ],
  })

const paste = ({ permissions, purpose }: GrantWish, kind: string): readonly string[] => [
  purpose === 'read'
    ? 'Entra admin center › App registrations › New registration; any name, this directory only.'
    : 'Make a second app registration for revoking, with the permissions for reading as well: before a change the present state is saved.',
  'Manifest: put the list under requiredResourceAccess in place of the one that is there, and save.',
  `API permissions: check that exactly these ${kind} permissions stand there: ${permissions.join(', ')}. Then choose “Grant admin consent”.`,
]

/** For a scan with a secret or certificate. */
const application: GrantForm = {
  id: 'application',
  title: 'App registration: application permissions',
  format: 'json',
  takes: isGraph,
  write: (wish) => manifest(wish, 'Role'),
  howTo: (wish) => paste(wish, 'application'),
}

/** For a scan by a person who signs in. */
const delegated: GrantForm = {
  id: 'delegated',
  title: 'App registration: delegated permissions, instead, where a person signs in',
  format: 'json',
  takes: isGraph,
  write: (wish) => manifest(wish, 'Scope'),
  howTo: (wish) => [
    ...paste(wish, 'delegated'),
    'Authentication: allow public client flows. The person who signs in needs a role that may see the same, such as Global Reader.',
  ],
}

const dataversePermission = /^Dataverse: (\w+) on (\w+)$/

/** `Dataverse: read on bot` as the row of a security role. */
function roleRow(permission: string): string {
  const [, privilege = '', table = ''] = dataversePermission.exec(permission) ?? []
  return `${table}: ${privilege}, access level Organization\n`
}

/** Only where environments of the low-code studio are read. */
const dataverseRole: GrantForm = {
  id: 'dataverse-role',
  title: 'Security role in each Dataverse environment whose agents and flows are read',
  format: 'text',
  takes: (permission) => dataversePermission.test(permission),
  write: ({ permissions }) => permissions.map(roleRow).join(''),
  howTo: () => [
    'Power Platform admin center › the environment › Settings › Security roles › New role: tick exactly these table privileges.',
    'Settings › Application users › New app user: choose the app registration, and give it this role and no other.',
  ],
}

const platformApi = 'Power Platform API: '

/** The power platform's own interface knows no permissions of applications for what is asked here. */
const platformScopes: GrantForm = {
  id: 'power-platform-scopes',
  title: 'Delegated permissions on the Power Platform API, for an administrator who signs in',
  format: 'text',
  takes: (permission) => permission.startsWith(platformApi),
  write: ({ permissions }) => permissions.map((permission) => `${permission.slice(platformApi.length)}\n`).join(''),
  howTo: ({ purpose }) => [
    'Entra admin center › App registrations › the application › API permissions › Add a permission › APIs my organization uses › Power Platform API › Delegated permissions: tick exactly these. Then choose “Grant admin consent”.',
    'Authentication: allow public client flows.',
    purpose === 'read'
      ? 'In this connection choose a Power Platform sign-in. The person who signs in needs the role AI Reader, Global Reader or Power Platform Administrator.'
      : 'The person who signs in needs the role AI Administrator, Power Platform Administrator or Global Administrator.',
  ],
}

/** Who may list environments is no permission of the directory: an administrator, or an application that one registered. */
const managementApplication: GrantForm = {
  id: 'management-application',
  title: 'Registration as a management application, where the environments are listed by an application',
  format: 'text',
  takes: (permission) => permission.startsWith('Power Platform: '),
  write: ({ permissions }) => permissions.map((permission) => `${permission}\n`).join(''),
  howTo: () => [
    'Not needed where an administrator signs in for the Power Platform.',
    'Else a Power Platform administrator runs once, with the application (client) id: New-PowerAppManagementApp -ApplicationId <id>. It also lets the application change environments; Rollcall’s gate lets nothing out but the declared reads.',
  ],
}

export const grants: readonly GrantForm[] = [application, delegated, dataverseRole, platformScopes, managementApplication]
