import { z } from 'zod'

const claimsSchema = z.object({
  roles: z.array(z.string()).optional(),
  scp: z.string().optional(),
})

/**
 * What an access token says it may do: the application's roles, or the scopes on behalf of a person. Null where the token cannot be
 * read: it is the provider's own, and its form is no promise, so this only ever explains what a call was answered.
 */
export function rightsOf(token: string): ReadonlySet<string> | null {
  const [, payload = ''] = token.split('.')
  try {
    const { roles, scp } = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    return roles === undefined && scp === undefined ? null : new Set([...(roles ?? []), ...(scp ?? '').split(' ').filter(Boolean)])
  } catch {
    return null
  }
}
