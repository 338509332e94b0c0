import type { Difference } from './peer.ts'

/** A difference that somebody looked into: no longer a failure. What stands nowhere here is let through by nobody. */
interface Known {
  readonly provider: string
  readonly what: RegExp
  readonly whose: Exclude<Difference['whose'], 'unknown'>
  readonly because: string
}

const known: readonly Known[] = [
  {
    provider: 'slack',
    what: /422 .*must have required property 'token'/,
    whose: 'the description',
    because: 'the token is sent as a bearer, as the provider’s pages say; the description still wants a header named token',
  },
  {
    provider: 'microsoft-365',
    what: /servicePrincipals 422 .*query","\$(select","11|expand","0)"/,
    whose: 'the description',
    because: 'the description lists neither the date of creation among what may be selected nor a selection inside an expansion',
  },
  {
    provider: 'github',
    what: /audit-log 200: \/\*\/(application_client_id|programmatic_access_type) /,
    whose: 'the description',
    because: 'audit entries carry what the provider’s pages on events name and the description leaves open',
  },
  {
    provider: 'github',
    what: /access_tokens 201: \/permissions\/(organization_(dependabot|codespaces|agent)_secrets|agent_secrets) /,
    whose: 'the description',
    because: 'permissions that the provider’s list for applications names are not all in the description',
  },
  {
    provider: 'slack',
    what: /auth\.test 200: \/enterprise_id /,
    whose: 'the description',
    because: 'auth.test names the organisation since organisation-wide tokens exist; the description is from before',
  },
  {
    provider: 'microsoft-365',
    what: /servicePrincipals 200: \/value\/\*\/createdDateTime /,
    whose: 'the description',
    because: 'a service principal has a date of creation, which the service sends and the description lacks',
  },
  {
    provider: 'microsoft-365',
    what: /lacks @odata\.type$/,
    whose: 'the description',
    because: 'a type is sent only with elements of a derived one; the description, made by a program, demands it of all',
  },
  {
    provider: 'microsoft-365',
    what: /\/@odata\.context is not in the description$/,
    whose: 'the description',
    because: 'every list is sent with its context, which the description leaves out',
  },
]

export const verdictOn = (provider: string, what: string): Known | null =>
  known.find((one) => one.provider === provider && one.what.test(what)) ?? null
