import type { Power } from '../../../shared/domain/observation.ts'
import { graphPermissions } from './microsoft-365/classify.ts'

/** The classification tables a reviewer can ask for: provider → permission → what it allows. */
export const permissionTables: Readonly<Record<string, Readonly<Record<string, Power>>>> = {
  'microsoft-graph': graphPermissions,
}
