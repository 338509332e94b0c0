import { createHash } from 'node:crypto'

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
/** Secrets of Actions: the organisation's own, and those of one repository. */
export const secretKey = (organization: string, name: string): string => `secret/${organization}/${name}`
export const repositorySecretKey = (repository: string, name: string): string => `repository-secret/${repository}/${name}`
export const copilotKey = 'copilot/seats'
export const cloudAgentKey = 'copilot/cloud-agent'

/** The part after a prefix, or null when the key is another one's. */
export function idIn(key: string, prefix: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null
}
