import { blankSubject, type Grant, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { adminKeyAutonomy } from '../model-key.ts'
import { owns, platform, signals } from './observe-key.ts'
import { type Members, personRef } from './organization.ts'
import type { AdminKeyActivity } from './schema.ts'

/** A key that administers the organisation. No list shows these; the activity feed tells of their making, by whom, and with which scopes. */
export function observeAdminKey(made: AdminKeyActivity, changedAt: string | null, members: Members | null): readonly Observation[] {
  const id = made.admin_api_key_id
  const subjectKey = `admin-key/${id}`
  const name = `Administration key ${id.slice(-8)}`
  const subject: Subject = {
    ...blankSubject,
    key: subjectKey,
    role: 'identity',
    name,
    nativeIds: [{ kind: 'anthropic-admin-api-key-id', value: id, joins: true }],
    agentKind: 'automation-identity',
    platform,
    autonomy: adminKeyAutonomy('it administers keys and members'),
    signals,
    createdAt: made.created_at ?? null,
    changedAt,
    models: [{ vendor: 'Anthropic', name: null }],
    credentials: [{ kind: 'api-key', name, createdAt: made.created_at ?? null, expiresAt: null }],
    exposure: 'owner',
    details: { 'Kind of key': 'administration' },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: 'Claude administration',
    resourceKey: null,
    permissions: ['organization:admin-key', ...(made.scopes ?? [])],
    type: 'application',
    consent: 'tenant',
    principalKey: null,
    grantedAt: made.created_at ?? null,
  }
  const maker = made.actor?.user_id
  return [subject, grant, ...(maker ? [owns(subjectKey, personRef(maker, made.actor?.email_address ?? null, members))] : [])]
}
