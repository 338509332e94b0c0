import type { StaffMember } from '../people.ts'

/** The tenant that owns the platform's own applications. */
export const platformTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** A service principal as the generator thinks of it; `graph-json.ts` writes it in the provider's words. */
export interface Principal {
  readonly index: number
  readonly id: string
  readonly appId: string
  readonly name: string
  readonly kind: 'application' | 'agent-identity' | 'blueprint' | 'managed-identity'
  /** `own`: registered in this tenant. */
  readonly home: 'own' | 'platform' | 'foreign'
  readonly publisher: string | null
  readonly replyUrls: readonly string[]
  readonly tags: readonly string[]
  readonly owners: readonly StaffMember[]
  readonly sponsors: readonly StaffMember[]
  readonly enabled: boolean
  readonly createdDaysAgo: number
  /** Null: no sign-in on record. */
  readonly lastSignInDaysAgo: number | null
  /** Ages in days of the secrets of an application registered here. */
  readonly secretAges: readonly number[]
  readonly description: string | null
  readonly appRoles: readonly string[]
}

/** One consent on the directory API: for everyone, or for the people named by number. */
export interface Consent {
  readonly scope: string
  readonly people: 'all' | readonly number[]
}

/** An archetype's principal together with what it was granted. */
export interface PrincipalPlan {
  readonly archetype: number | null
  readonly principal: Omit<Principal, 'index' | 'id' | 'appId'> & { readonly appId?: string }
  readonly consents: readonly Consent[]
  readonly applicationPermissions: readonly string[]
  readonly answer: {
    readonly isAgent: boolean
    readonly agentKind?: string
    readonly expectedFactors?: readonly string[]
    readonly expected: 'critical' | 'high' | 'medium' | 'low' | 'not-listed' | 'suggested' | null
    /** Left out of the key: neither listing it nor leaving it out is wrong. */
    readonly open?: boolean
  }
}

/** An application registered by somebody else, with nothing else said. */
export const plainPrincipal: Omit<Principal, 'index' | 'id' | 'appId' | 'name'> = {
  kind: 'application',
  home: 'foreign',
  publisher: null,
  replyUrls: [],
  tags: [],
  owners: [],
  sponsors: [],
  enabled: true,
  createdDaysAgo: 400,
  lastSignInDaysAgo: 1,
  secretAges: [],
  description: null,
  appRoles: [],
}
