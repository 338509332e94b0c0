/** One client in the estate: what it is called, what it was given, by whom and how long ago. */
export interface ClientPlan {
  readonly archetype: number | null
  readonly clientId: string
  readonly name: string
  readonly scopes: readonly string[]
  /** Indices of those who consented; empty for a client with domain-wide delegation only. */
  readonly people: readonly number[]
  readonly consentedDaysAgo: number
  /** Null: never in the time the log keeps. */
  readonly usedDaysAgo: number | null
  /** Of which products it called an interface then. */
  readonly calls: readonly string[]
  readonly nativeApp: boolean
  /** Stands in the organisation's list of clients with this website. */
  readonly website: string | null
  /** Allowed for the whole domain, this many days ago; null: not. */
  readonly delegatedDaysAgo: number | null
  readonly answer: {
    readonly isAgent: boolean
    readonly expected?: 'critical' | 'high' | 'medium' | 'low' | 'not-listed' | 'suggested' | null
    readonly expectedFactors?: readonly string[]
  }
}

export const plainClient: Omit<ClientPlan, 'clientId' | 'name' | 'answer'> = {
  archetype: null,
  scopes: ['openid', 'https://www.googleapis.com/auth/userinfo.email'],
  people: [],
  consentedDaysAgo: 60,
  usedDaysAgo: 1,
  calls: ['DRIVE'],
  nativeApp: false,
  website: null,
  delegatedDaysAgo: null,
}

/** The product that a scope lets into, as the provider's log names it. */
export function productOf(scope: string): string {
  const [, family = ''] = /^https:\/\/www\.googleapis\.com\/auth\/([a-z]+)/.exec(scope) ?? []
  return products[family] ?? (scope === 'openid' ? 'IDENTITY' : 'OTHER')
}

const products: Readonly<Record<string, string>> = {
  admin: 'GSUITE_ADMIN',
  calendar: 'CALENDAR',
  contacts: 'CONTACTS',
  documents: 'DRIVE',
  drive: 'DRIVE',
  gmail: 'GMAIL',
  presentations: 'DRIVE',
  userinfo: 'IDENTITY',
}

const auth = (names: string): readonly string[] => names.split(' ').map((name) => `https://www.googleapis.com/auth/${name}`)

/** What applications of one sort ask for. */
export const asks = {
  signIn: ['openid', ...auth('userinfo.email userinfo.profile')],
  notes: ['openid', ...auth('userinfo.email calendar.readonly contacts.readonly meetings.space.readonly')],
  mail: ['openid', ...auth('userinfo.email gmail.modify calendar.events')],
  files: ['openid', ...auth('userinfo.email drive documents presentations')],
  read: ['openid', ...auth('userinfo.email drive.readonly gmail.readonly')],
  domain: auth('gmail.readonly gmail.send calendar drive.readonly admin.directory.user.readonly'),
  unknown: [...auth('userinfo.email'), 'https://www.googleapis.com/auth/meridian.experimental'],
} as const
