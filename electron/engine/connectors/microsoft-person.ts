import {
  AuthError,
  type AuthenticationResult,
  type Configuration,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-node'
import type { ConnectorContext } from './connector.ts'

export type PersonKind = 'device-code' | 'browser'

/**
 * What the sign-in library remembers of a person who signed in, by application and tenant: in this process only, until half an hour
 * after its last use. So a scan, a plan and its proof ask once. It is never written anywhere.
 */
const remembered = new Map<string, { readonly cache: string; readonly until: number }>()
const rememberMs = 30 * 60_000

/** A person signs in; a second resource, or a second call within the time above, does not ask again. `stale`: the last token was refused. */
export async function byPerson(
  context: ConnectorContext,
  base: Configuration,
  scopes: string[],
  kind: PersonKind,
  stale: boolean,
): Promise<AuthenticationResult | null> {
  const key = `${base.auth.authority} ${base.auth.clientId}`
  // Steps run side by side; the first one asks the person, the others go on with what it got.
  const turn = `sign-in turn ${key}`
  const before = context.memory.get(turn) as Promise<unknown> | undefined
  const mine = (before ?? Promise.resolve()).catch(() => {}).then(() => signIn(context, base, scopes, kind, key, stale))
  context.memory.set(turn, mine)
  return mine
}

async function signIn(context: ConnectorContext, base: Configuration, scopes: string[], kind: PersonKind, key: string, stale: boolean) {
  const client = new PublicClientApplication(base)
  const cache = client.getTokenCache()
  const now = context.now().getTime()
  for (const [other, { until }] of remembered) if (until < now) remembered.delete(other)
  const known = remembered.get(key)
  if (known !== undefined) cache.deserialize(known.cache)
  const [account] = await cache.getAllAccounts()
  const answer = (account ? await silently(client, account, scopes, stale) : null) ?? (await asked(context, client, scopes, kind))
  if (answer) remembered.set(key, { cache: cache.serialize(), until: now + rememberMs })
  return answer
}

/** Null where the person has to be asked again. */
async function silently(
  client: PublicClientApplication,
  account: NonNullable<AuthenticationResult['account']>,
  scopes: string[],
  stale: boolean,
): Promise<AuthenticationResult | null> {
  try {
    return await client.acquireTokenSilent({ account, scopes, forceRefresh: stale })
  } catch (problem) {
    // The provider remembers the sign-in no longer, or wants more of the person.
    if (problem instanceof InteractionRequiredAuthError || (problem instanceof AuthError && problem.errorCode === 'invalid_grant'))
      return null
    throw problem
  }
}

function asked(context: ConnectorContext, client: PublicClientApplication, scopes: string[], kind: PersonKind) {
  if (kind === 'browser')
    return client.acquireTokenInteractive({ scopes, openBrowser: async (url) => context.notice(`Sign in in your browser: ${url}`) })
  const request = { scopes, cancel: false, deviceCodeCallback: ({ message }: { readonly message: string }) => context.notice(message) }
  const stop = (): void => {
    request.cancel = true
  }
  context.signal.addEventListener('abort', stop, { once: true })
  return client.acquireTokenByDeviceCode(request).finally(() => context.signal.removeEventListener('abort', stop))
}
