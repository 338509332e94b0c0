import type { Action } from '../../../../../shared/domain/vocabulary.ts'

/** What the word after the first dot allows: the strongest action first, then what comes with it. First match wins. */
export const operations: readonly { readonly word: RegExp; readonly action: Action; readonly also?: readonly Action[] }[] = [
  {
    word: /^(FullControl|Manage|ManageProtection|ManageIdentities|ManageSelected\w*|AccessAsUser)$/,
    action: 'administer',
    also: ['read', 'write', 'delete'],
  },
  // Installs an app together with the rights it asks for.
  { word: /^ReadWriteAndConsent\w*$/, action: 'administer', also: ['read', 'write', 'delete'] },
  {
    word: /^(EnableDisable|EnableDisableAccount|RevokeSessions|AddRemoveCreds|UpdateAuthProperties|CreateAsManager|ReadApprove)$/,
    action: 'administer',
    also: ['write'],
  },
  { word: /^(DeleteRestore|Delete|ManageDeletion|Remove)$/, action: 'delete' },
  { word: /^(Send|Invite)$/, action: 'send' },
  { word: /^Receive$/, action: 'receive' },
  {
    word: /^(Command|Start|Activate|Initiate|InitiateGroupCall|JoinGroupCall|JoinGroupCallAsGuest|AccessMedia|PrivilegedOperations|Sign)$/,
    action: 'execute',
  },
  { word: /^(ReadWrite\w*|ReadUpdate|Edit|ImportExport)$/, action: 'write', also: ['read'] },
  {
    word: /^(Write|Create|CreateFromOwnedTemplate|Submit|Upload|Ingest|Migrate|Migration|Archive|UpdateBranding|UpdatePolicyViolation|ReportSyntheticMedia)$/,
    action: 'write',
  },
  { word: /^(Selected|SelectedOperations)$/, action: 'write', also: ['read'] },
  { word: /^(Read\w*|Export|Evaluate|Compute|Process)$/, action: 'read' },
]
