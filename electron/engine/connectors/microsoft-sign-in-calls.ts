import type { CallDeclaration } from './connector.ts'

const signIn = { base: 'loginUrl', access: 'sign-in', permissions: [] } as const

/** What Microsoft's sign-in library sends, for every connector that signs in at a directory. */
export const microsoftSignInCalls: readonly CallDeclaration[] = [
  {
    ...signIn,
    id: 'discovery',
    method: 'GET',
    path: '/{tenant}/v2.0/.well-known/openid-configuration',
    why: 'find the sign-in addresses of this cloud',
  },
  {
    ...signIn,
    id: 'instance',
    method: 'GET',
    path: '/common/discovery/instance',
    why: 'find out which cloud the sign-in address belongs to',
  },
  { ...signIn, id: 'token', method: 'POST', path: '/{tenant}/oauth2/v2.0/token', why: 'sign in' },
  { ...signIn, id: 'device-code', method: 'POST', path: '/{tenant}/oauth2/v2.0/devicecode', why: 'sign in with a code on another device' },
]
