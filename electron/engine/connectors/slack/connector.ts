import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { fields, signIn } from './settings.ts'
import { activity } from './steps/activity.ts'
import { apps } from './steps/apps.ts'
import { auditLog } from './steps/audit-log.ts'
import { installLog, organisation, users } from './steps/people.ts'
import { workflows } from './steps/workflows.ts'

/** Slack: the apps and workflows of an organisation or of one workspace. */
export const slack: Connector = {
  id: 'slack',
  title: 'Slack',
  summary: 'Apps that are installed, approved, restricted or asked for, their scopes, and workflows that use them.',
  category: 'saas',
  ownIds: ['slack-app-id'],
  neverReads: ['messages', 'files', 'who talks to whom'],
  howToGrant: (permission) =>
    `api.slack.com/apps, the app, OAuth & Permissions, User Token Scopes: add ${permission}, then install the app on the organisation again.`,
  fields,
  signIn,
  calls,
  quotas,
  grants,
  steps: [organisation, users, installLog, apps, workflows, activity, auditLog],
  probe,
  classify,
  revoke,
}
