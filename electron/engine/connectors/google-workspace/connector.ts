import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { fields, signIn } from './settings.ts'
import { activity } from './steps/activity.ts'
import { applications } from './steps/applications.ts'
import { delegation } from './steps/delegation.ts'
import { gemini } from './steps/gemini.ts'
import { consentLog, users } from './steps/people.ts'
import { tokens } from './steps/tokens.ts'

/** Google Workspace: what staff gave applications access to, what acts for the whole domain, and what of it is used. */
export const googleWorkspace: Connector = {
  id: 'google-workspace',
  title: 'Google Workspace',
  summary: 'Applications that staff gave access to, clients that act for the whole domain, and Gemini in Google’s own applications.',
  category: 'saas',
  ownIds: ['google-client-id'],
  neverReads: ['mail', 'files', 'calendars', 'chats'],
  howToGrant: (permission) =>
    `Admin console, Security, Access and data control, API controls, Domain-wide delegation, the client, Edit: add ${permission}. The administrator’s role needs Users › Read, User Security Management and Reports.`,
  fields,
  signIn,
  calls,
  quotas,
  grants,
  steps: [users, consentLog, tokens, applications, delegation, gemini, activity],
  probe,
  classify,
  revoke,
}
