import { createHash } from 'node:crypto'
import { type SecretStore, secretStores } from './secret-stores.ts'

/** Longest part of a path that stands in a key as it is. */
const longest = 240

/** The key of something a repository's file defines: `file/owner/repo/path#name`, cut and hashed where somebody made it very long. */
export function fileKey(repository: string, path: string, name = ''): string {
  const whole = `${repository}/${path}${name === '' ? '' : `#${name}`}`
  if (whole.length <= longest) return `file/${whole}`
  return `file/${whole.slice(0, longest - 40)}…${createHash('sha256').update(whole).digest('hex').slice(0, 16)}`
}

export const installationKey = (id: string): string => `installation/${id}`
export const tokenKey = (id: string): string => `token/${id}`
export const credentialKey = (id: string): string => `credential/${id}`

/** Where keys of a store's secrets begin, of an organisation or of repositories. Those of Actions came first and have no name before them. */
export const secretPrefix = ({ id }: SecretStore, of: 'organization' | 'repository'): string =>
  `${id === 'actions' ? '' : `${id}-`}${of === 'organization' ? '' : 'repository-'}secret/`

/** The store that keeps the secret of a key; null where it is no key of a secret. */
export const storeOf = (key: string): SecretStore | null =>
  secretStores.find((store) => idIn(key, secretPrefix(store, 'organization')) ?? idIn(key, secretPrefix(store, 'repository'))) ?? null

export const copilotKey = 'copilot/seats'
export const cloudAgentKey = 'copilot/cloud-agent'

/** The part after a prefix, or null when the key is another one's. */
export function idIn(key: string, prefix: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null
}
