import type { Power } from '../../../shared/domain/observation.ts'
import { googleScopes } from './google-workspace/classify.ts'
import { graphPermissions } from './microsoft-365/classify.ts'
import { slackScopes } from './slack/classify.ts'

/** The classification tables a reviewer can ask for: provider → permission → what it allows. */
export const permissionTables: Readonly<Record<string, Readonly<Record<string, Power>>>> = {
  'microsoft-graph': graphPermissions,
  'google-workspace': googleScopes,
  slack: slackScopes,
}
