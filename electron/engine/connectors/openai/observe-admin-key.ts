import { blankSubject, type Grant, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { adminKeyAutonomy } from '../model-key.ts'
import { keyId, lastUse, owns, platform, signals } from './observe-key.ts'
import { type Members, personRef } from './organization.ts'
import type { AdminKey } from './schema.ts'

/** A key that can administer the whole organisation: make further keys, accounts and members, and read the audit log. */
export function observeAdminKey(key: AdminKey, around: { readonly members: Members | null; readonly ours: boolean }) {
  const subjectKey = `admin-key/${key.id}`
  const name = (key.name || `Administration key ${key.id}`).slice(0, 20_000)
  const subject: Subject = {
    ...blankSubject,
    key: subjectKey,
    role: 'identity',
    name,
    nativeIds: [keyId(key.id)],
    agentKind: 'automation-identity',
    platform,
    autonomy: adminKeyAutonomy('it can make further keys and accounts'),
    signals,
    enabled: true,
    createdAt: key.created_at ?? null,
    models: [{ vendor: 'OpenAI', name: null }],
    credentials: [{ kind: 'api-key', name, createdAt: key.created_at ?? null, expiresAt: key.expires_at ?? null }],
    exposure: 'owner',
    details: { 'Kind of key': 'administration', ...(around.ours ? { 'Used by': 'this connection' } : {}) },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: 'OpenAI administration',
    resourceKey: null,
    permissions: ['organization:admin-key'],
    type: 'application',
    consent: 'tenant',
    principalKey: null,
    grantedAt: key.created_at ?? null,
  }
  const owner = key.owner?.id ? personRef({ id: key.owner.id, name: key.owner.name }, around.members) : null
  const use = lastUse(subjectKey, key.last_used_at ?? null, null)
  return [subject, grant, owns(subjectKey, owner), use] as const satisfies readonly Observation[]
}
