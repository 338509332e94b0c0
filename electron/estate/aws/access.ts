import { guidAt } from '../ids.ts'
import { makeQuotaWindow, type QuotaWindow } from '../quota-window.ts'
import type { AccountPlan, Organisation } from './organisation.ts'

export const readingRole = 'RollcallAudit'
export const revokingRole = 'RollcallRevoke'
export const externalId = 'meridian-audit-7'

/** Who signed a request: the base user, or one of the two roles in an account. */
export interface Principal {
  readonly account: AccountPlan
  readonly arn: string
  readonly secret: string
  readonly token: string | null
  readonly allows: (action: string) => boolean
}

export interface Access {
  readonly baseKey: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** Null for a key that nobody has, or a token that is not its own. */
  principalOf(accessKeyId: string, token: string | null): Principal | null
  /** A session of a role, or null when its trust does not let this caller in. */
  assume(
    by: Principal,
    account: AccountPlan,
    role: string,
    externalId: string | null,
  ): { readonly id: string; readonly principal: Principal } | null
  /** Milliseconds to wait, or null when the call fits its quota. */
  throttle(account: string, region: string, service: string): number | null
}

export interface AccessOptions {
  readonly quotas: 'published' | 'off'
  /** What the reading role may do. */
  readonly reading: readonly string[]
  readonly revoking: readonly string[]
}

const perSecond: Readonly<Record<string, number>> = {
  'bedrock-agent': 10,
  agentcore: 10,
  lambda: 15,
  cloudtrail: 2,
  organizations: 8,
  account: 10,
  iam: 20,
  sts: 600,
  qbusiness: 10,
  sagemaker: 10,
}

const matching = (patterns: readonly string[]) => (action: string) => patterns.some((pattern) => pattern === action)

export function makeAccess({ seed, accounts }: Organisation, { quotas, reading, revoking }: AccessOptions): Access {
  const [management] = accounts
  if (management === undefined) throw new Error('an organisation has a management account')
  const hex = (space: string) => guidAt(seed, `aws/${space}`, 0).replaceAll('-', '')
  const baseKey = {
    accessKeyId: `AKIA${hex('key').toUpperCase().slice(0, 16)}`,
    secretAccessKey: `${hex('secret')}${hex('more').slice(0, 8)}`,
  }
  const base: Principal = {
    account: management,
    arn: `arn:aws:iam::${management.id}:user/rollcall`,
    secret: baseKey.secretAccessKey,
    token: null,
    allows: matching(['sts:AssumeRole']),
  }
  const sessions = new Map<string, Principal>([[baseKey.accessKeyId, base]])
  const windows = new Map<string, QuotaWindow>()
  let made = 0
  return {
    baseKey,
    principalOf: (accessKeyId, token) => {
      const found = sessions.get(accessKeyId)
      return found !== undefined && found.token === token ? found : null
    },
    assume: (by, account, role, given) => {
      if (!by.allows('sts:AssumeRole') || (role !== readingRole && role !== revokingRole) || given !== externalId) return null
      made += 1
      const mark = guidAt(seed, 'aws/session', made).replaceAll('-', '')
      const id = `ASIA${mark.toUpperCase().slice(0, 16)}`
      const principal: Principal = {
        account,
        arn: `arn:aws:sts::${account.id}:assumed-role/${role}/rollcall`,
        secret: `${mark}${mark.slice(0, 8)}`,
        token: `token-${mark}`,
        allows: matching(role === readingRole ? reading : [...reading, ...revoking]),
      }
      sessions.set(id, principal)
      return { id, principal }
    },
    throttle: (account, region, service) => {
      if (quotas === 'off') return null
      const key = `${account} ${region} ${service}`
      const known = windows.get(key) ?? makeQuotaWindow(perSecond[service] ?? 10, 1_000)
      windows.set(key, known)
      return known.take(1)
    },
  }
}
