import type { GrantForm } from '../grant-form.ts'

/** Domain-wide delegation takes the scopes as one list with commas. */
const scopes: GrantForm = {
  id: 'delegation',
  title: 'Scopes for domain-wide delegation',
  format: 'text',
  write: ({ permissions }) => `${permissions.join(',')}\n`,
  howTo: ({ purpose }) => [
    'Admin console › Security › Access and data control › API controls › Domain-wide delegation › Add new.',
    purpose === 'read'
      ? 'Enter the service account’s numeric client id, paste the list under OAuth scopes, and authorise.'
      : 'The scope is the same as for reading consents: nothing is added there. What revoking takes beside it is the confirmation in Rollcall.',
  ],
}

/**
 * The privilege an administrator's role needs for each scope. Source:
 * https://support.google.com/a/answer/1219251 (privileges of administrators), as the console names them.
 */
export const privilegeOfScope: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/auth/admin.directory.user.readonly': 'Admin API privileges › Users › Read',
  'https://www.googleapis.com/auth/admin.directory.user.security': 'Admin API privileges › User Security Management',
  'https://www.googleapis.com/auth/admin.reports.audit.readonly': 'Admin console privileges › Reports',
}

const adminRole: GrantForm = {
  id: 'admin-role',
  title: 'Privileges of the administrator’s role',
  format: 'text',
  takes: (permission) => Object.hasOwn(privilegeOfScope, permission),
  write: ({ permissions }) => permissions.map((permission) => `${privilegeOfScope[permission]}\n`).join(''),
  howTo: () => [
    'Admin console › Account › Admin roles › Create new role: tick exactly these privileges.',
    'Give the role to one account made for the audit; its address is the “Administrator” of the connection.',
  ],
}

export const grants: readonly GrantForm[] = [scopes, adminRole]
