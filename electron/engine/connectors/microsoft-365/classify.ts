import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'
import type { Classify } from '../connector.ts'
import table from './permissions/table.json' with { type: 'json' }

/** What one permission allows: `action` is the strongest thing, `also` what comes with it. */
export interface PermissionMeaning {
  readonly action: Action
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
  readonly also?: readonly Action[]
}

/** Every permission of Microsoft Graph, value → meaning. Generated from `rules.ts`, checked in so that it can be read and reviewed. */
export const graphPermissions: Readonly<Record<string, PermissionMeaning>> = table as Readonly<Record<string, PermissionMeaning>>

/** Permissions of other APIs of the platform that amount to whole mailboxes or sites. */
const elsewhere: Readonly<Record<string, PermissionMeaning>> = {
  full_access_as_app: { action: 'administer', resource: 'mail', sensitivity: 'restricted', also: ['read', 'write', 'delete', 'send'] },
  'EWS.AccessAsUser.All': { action: 'administer', resource: 'mail', sensitivity: 'restricted', also: ['read', 'write', 'delete', 'send'] },
  'AllSites.FullControl': { action: 'administer', resource: 'sites', sensitivity: 'confidential', also: ['read', 'write', 'delete'] },
  'AllSites.Read': { action: 'read', resource: 'sites', sensitivity: 'confidential' },
  'AllSites.Write': { action: 'write', resource: 'sites', sensitivity: 'confidential', also: ['read'] },
  user_impersonation: { action: 'write', resource: 'other', sensitivity: 'confidential', also: ['read'] },
}

const platformApis: ReadonlySet<string> = new Set(['Microsoft Graph', 'Office 365 Exchange Online', 'Office 365 SharePoint Online'])

/** What a permission allows; null for permissions that nobody has classified, e.g. those of an in-house API. */
export const classify: Classify = (permission, _type, resource) => {
  const graph = platformApis.has(resource) || resource.startsWith('application ') ? ownValue(graphPermissions, permission) : undefined
  const meaning = graph ?? ownValue(elsewhere, permission)
  return meaning ? powersOf(meaning) : null
}

function powersOf({ action, resource, sensitivity, also = [] }: PermissionMeaning): readonly Power[] {
  return [action, ...also].map((one) => ({ action: one, resource, sensitivity }))
}

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
