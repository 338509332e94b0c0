import { blankSubject, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { keysByName } from '../model-key-names.ts'
import { repositorySecretKey, secretKey } from './keys.ts'
import type { Secret } from './schema.ts'

/** Who can use a secret of the organisation, by GitHub's word for it. */
const visibleTo: Readonly<Record<string, string>> = {
  all: 'workflows of every repository',
  private: 'workflows of private and internal repositories',
  selected: 'workflows of selected repositories',
}

/** A secret whose name is that of a model vendor's key; any other is let go. Which workflow uses it GitHub does not tell. */
export function observeSecret(secret: Secret, of: { readonly owner: string; readonly repository: boolean }): readonly Observation[] {
  const { signals, vendors } = keysByName([secret.name])
  if (signals.length === 0) return []
  const set = secret.updated_at ?? secret.created_at ?? null
  const subject: Subject = {
    ...blankSubject,
    key: (of.repository ? repositorySecretKey : secretKey)(of.owner, secret.name),
    role: 'identity',
    name: `${secret.name} of ${of.owner}`,
    nativeIds: [{ kind: 'github-secret', value: `${of.owner}/${secret.name}`, joins: false }],
    agentKind: 'ai-application',
    platform: 'GitHub Actions',
    autonomy: { floor: 'A0', ceiling: 'A4', because: 'a workflow needs nobody to run; which ones use the key is not told' },
    signals,
    createdAt: secret.created_at ?? null,
    changedAt: secret.updated_at ?? null,
    models: vendors.map((vendor) => ({ vendor, name: null })),
    credentials: [{ kind: 'api-key', name: secret.name, createdAt: set, expiresAt: null }],
    exposure: of.repository || secret.visibility === 'selected' ? 'group' : 'tenant',
    details: {
      'Kept by': of.repository ? `repository ${of.owner}` : `organisation ${of.owner}`,
      'Usable by': of.repository ? 'workflows of this repository' : (visibleTo[secret.visibility ?? ''] ?? 'not told'),
    },
  }
  return [subject]
}
