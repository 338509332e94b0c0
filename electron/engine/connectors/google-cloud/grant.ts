import { stringify } from 'yaml'
import type { GrantForm } from '../grant-form.ts'

/** A custom role, in the form in which the role's page and the command line's `--file` take it. */
const customRole: GrantForm = {
  id: 'custom-role',
  title: 'Custom role',
  format: 'yaml',
  write: ({ permissions, purpose }) =>
    stringify(
      {
        title: purpose === 'read' ? 'Rollcall audit' : 'Rollcall revoke',
        description: 'Exactly the calls that Rollcall declares.',
        stage: 'GA',
        includedPermissions: permissions.toSorted(),
      },
      { lineWidth: 0 },
    ),
  howTo: ({ purpose }) => [
    'Console, with the organisation chosen at the top: IAM & Admin › Roles › Create role; id ' +
      (purpose === 'read' ? 'rollcallAudit' : 'rollcallRevoke') +
      ', stage General availability.',
    'Add permissions: filter by each name under includedPermissions, tick it and add it. With the command line instead: organisation-level “iam roles create” with this file.',
    purpose === 'read'
      ? 'IAM, at the organisation: Grant access to the service account of the audit, with this role and no other.'
      : 'Give it to a second service account, beside the role for reading, for the time of the revocation only.',
  ],
}

export const grants: readonly GrantForm[] = [customRole]
