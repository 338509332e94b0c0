import { blankSubject, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { keysByName } from '../model-key-names.ts'
import { secretPrefix } from './keys.ts'
import type { Secret } from './schema.ts'
import type { SecretStore } from './secret-stores.ts'

/** Who can use a secret of the organisation, by GitHub's word for it. */
const visibleTo: Readonly<Record<string, string>> = {
  all: 'every repository',
  private: 'private and internal repositories',
  selected: 'selected repositories',
}

/** What keeps a secret. */
export interface SecretOwner {
  readonly store: SecretStore
  /** The organisation's name, or the repository's in full. */
  readonly owner: string
  readonly repository: boolean
  /** The environment of the repository that keeps it. */
  readonly environment?: string
}

/** A secret whose name is that of a model vendor's key; any other is let go. What uses it GitHub does not tell. */
export function observeSecret(secret: Secret, { store, owner, repository, environment }: SecretOwner): readonly Observation[] {
  const { signals, vendors } = keysByName([secret.name])
  if (signals.length === 0) return []
  const set = secret.updated_at ?? secret.created_at ?? null
  const within = environment === undefined ? owner : `${owner}/${environment}`
  const subject: Subject = {
    ...blankSubject,
    key: `${secretPrefix(store, repository ? 'repository' : 'organization')}${within}/${secret.name}`,
    role: 'identity',
    name: `${secret.name} of ${within}`,
    nativeIds: [{ kind: 'github-secret', value: `${within}/${store.id === 'actions' ? '' : `${store.id}/`}${secret.name}`, joins: false }],
    agentKind: 'ai-application',
    platform: store.platform,
    autonomy: { floor: 'A0', ceiling: 'A4', because: store.because },
    signals,
    createdAt: secret.created_at ?? null,
    changedAt: secret.updated_at ?? null,
    models: vendors.map((vendor) => ({ vendor, name: null })),
    credentials: [{ kind: 'api-key', name: secret.name, createdAt: set, expiresAt: null }],
    exposure: repository || secret.visibility === 'selected' ? 'group' : 'tenant',
    details: {
      'Kept by': `${repository ? 'repository' : 'organisation'} ${owner}`,
      ...(environment === undefined ? {} : { Environment: environment }),
      'Usable by': usableBy(secret, { store, owner, repository, ...(environment === undefined ? {} : { environment }) }),
    },
  }
  return [subject]
}

function usableBy({ visibility }: Secret, { store, repository, environment }: SecretOwner): string {
  if (environment !== undefined) return `${store.users} of this repository that name the environment`
  if (repository) return `${store.users} of this repository`
  const where = visibleTo[visibility ?? '']
  return where === undefined ? 'not told' : `${store.users} of ${where}`
}
