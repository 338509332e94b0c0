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

/** Only where an environment of the low-code studio is read. */
const dataverseRole: GrantForm = {
  id: 'dataverse-role',
  title: 'Security role in the Dataverse environment, where its agents are read',
  format: 'text',
  takes: (permission) => dataversePermission.test(permission),
  write: ({ permissions }) => permissions.map(roleRow).join(''),
  howTo: () => [
    'Power Platform admin center › the environment › Settings › Security roles › New role: tick exactly these table privileges.',
    'Settings › Application users › New app user: choose the app registration, and give it this role and no other.',
  ],
}

export const grants: readonly GrantForm[] = [application, delegated, dataverseRole]
