import type { Credential, NativeId } from '../../../../shared/domain/observation.ts'
import { own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

/** A reference from a node to a stored credential: names only, the server never hands out values. */
export interface CredentialUse {
  readonly id: string | null
  readonly type: string
  readonly name: string
}

/** The credentials that enabled nodes use, each once. */
export function credentialsUsed(nodes: readonly WorkflowNode[]): readonly CredentialUse[] {
  const uses = new Map<string, CredentialUse>()
  for (const node of nodes) {
    if (node.disabled) continue
    for (const [type, reference] of Object.entries(node.credentials)) {
      const id = own(reference, 'id')
      const name = own(reference, 'name')
      const use = {
        id: typeof id === 'string' && id !== '' ? id : null,
        type: type.slice(0, 200),
        name: typeof name === 'string' ? name.slice(0, 500) : '',
      }
      uses.set(`${use.type}/${use.id ?? use.name}`, use)
    }
  }
  return [...uses.values()].slice(0, 100)
}

/** A credential type in the domain's words. */
function kindOfCredential(type: string): Credential['kind'] {
  if (/oauth/i.test(type)) return 'oauth'
  if (/basic|password|smtp|imap|postgres|mysql|mongo|redis|microsoftSql|ssh|ftp|ldap/i.test(type)) return 'secret'
  if (/token/i.test(type)) return 'token'
  if (/certificate|ssl|googleApi$/i.test(type)) return 'certificate'
  return 'api-key'
}

export function toCredential(use: CredentialUse, createdAt: string | null = null): Credential {
  return { kind: kindOfCredential(use.type), name: `${use.type}: ${use.name}`, createdAt, expiresAt: null }
}

const guid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i
const serviceAccount = /\b[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9]\.iam\.gserviceaccount\.com\b/i
const keyId = /\b[0-9a-f]{40}\b/i

/**
 * Identifiers that another system knows, where an administrator wrote them into the credential's name: the only place in which
 * this server shows them. An application id in a Microsoft credential, a service account or its key id in a Google one.
 */
export function foreignIds(use: { readonly type: string; readonly name: string }): readonly NativeId[] {
  const join = (kind: string, found: RegExpExecArray | null): readonly NativeId[] =>
    found === null ? [] : [{ kind, value: found[0].toLowerCase(), joins: true }]
  if (/^(microsoft|azure)/i.test(use.type)) return join('entra-app-id', guid.exec(use.name))
  if (/^google/i.test(use.type))
    return [...join('gcp-service-account', serviceAccount.exec(use.name)), ...join('gcp-service-account-key-id', keyId.exec(use.name))]
  return []
}
