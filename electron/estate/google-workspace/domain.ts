import { digitsAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import { mix, type Random } from '../random.ts'
import { clientArchetypes } from './archetypes.ts'
import { asks, type ClientPlan, plainClient } from './plan.ts'

/** One account of the domain. */
export interface Account extends StaffMember {
  /** The numeric id by which the directory knows it. */
  readonly userId: string
  /** The provider's id of the customer whose account it is. */
  readonly customerId: string
}

/** The Google Workspace domain of one part of the firm, as it was generated. */
export interface Domain {
  readonly accounts: readonly Account[]
  readonly clients: readonly ClientPlan[]
  /** Clients an account consented to. */
  clientsOf(account: Account): readonly ClientPlan[]
  account(userKey: string): Account | null
}

const aiProducts = [
  ['Fireflies.ai Notetaker', 'fireflies.ai', asks.notes],
  ['Read AI', 'read.ai', asks.notes],
  ['Grammarly', 'grammarly.com', asks.signIn],
  ['Fathom', 'fathom.video', asks.notes],
  ['Tactiq', 'tactiq.io', asks.notes],
  ['Lindy', 'lindy.ai', asks.mail],
  ['Glean', 'glean.com', asks.read],
  ['Jasper', 'jasper.ai', asks.signIn],
  ['Superhuman Draft AI', 'copy.ai', asks.mail],
  ['Gamma', 'gamma.app', asks.files],
] as const

const ordinaryNames = 'Northwell Brightpath Kestrelworks Lumenfield Oakbridge Quaysoft Tidemark Velloway Windrose Yarnspool'.split(' ')
const ordinaryThings = 'Roster Expenses Survey Parking Canteen Signage Timesheet Shipping Badges Travel'.split(' ')

const letters = (seed: number, place: string): string => {
  let text = ''
  for (let part = 0; text.length < 32; part += 1) text += mix(seed, place, part).toString(36)
  return text.slice(0, 32)
}

/** Makes the domain; the same seed gives the same one. */
export function makeDomain(options: {
  readonly seed: number
  readonly asOf: string
  readonly people: People
  readonly random: Random
  readonly accounts: number
  readonly ordinary: number
  /** Of another domain of the firm: its own seed. No archetypes are there, and products have the client ids they have everywhere. */
  readonly own?: number
}): Domain {
  const { seed, asOf, people, random, own: ownSeed } = options
  const customerId = ownSeed === undefined ? 'C01meridian' : `C0${digitsAt(ownSeed, 'google/customer', 0, 7)}`
  const accounts = Array.from({ length: Math.min(options.accounts, people.count) }, (_unused, index): Account => {
    return { ...people.at(index), customerId, userId: `1${digitsAt(ownSeed ?? seed, 'google/user', index, 20)}` }
  })
  const clientId = (place: string): string =>
    `${digitsAt(seed, `google/${place}`, 0, 12)}-${letters(seed, place)}.apps.googleusercontent.com`
  const serviceClientId = (place: string): string => `1${digitsAt(seed, `google/${place}`, 0, 20)}`
  const some = (source: Random, most: number): readonly number[] => [
    ...new Set(Array.from({ length: 1 + source.below(most) }, () => source.below(accounts.length))),
  ]
  const clients: readonly ClientPlan[] = [
    ...(ownSeed === undefined ? clientArchetypes({ accounts: accounts.length, asOf, clientId, serviceClientId }) : []),
    ...aiProducts.map(([name, site, scopes], index): ClientPlan => {
      const own = random.at('ai', index)
      return {
        ...plainClient,
        clientId: clientId(`ai ${index}`),
        name,
        scopes,
        people: some(own, 12),
        consentedDaysAgo: 5 + own.below(160),
        usedDaysAgo: own.below(20),
        website: `https://${site}`,
        answer: { isAgent: true, expected: null },
      }
    }),
    ...Array.from({ length: options.ordinary }, (_unused, index): ClientPlan => {
      const own = random.at('ordinary', index)
      return {
        ...plainClient,
        clientId: clientId(`ordinary ${ownSeed ?? ''}${index}`),
        name: `${own.pick(ordinaryNames)} ${own.pick(ordinaryThings)}`,
        scopes: own.pick([asks.signIn, asks.signIn, asks.files.slice(0, 2)] as const),
        people: some(own, 6),
        consentedDaysAgo: 5 + own.below(170),
        usedDaysAgo: own.below(60),
        answer: { isAgent: false, expected: 'not-listed' },
      }
    }),
  ]
  const byAccount = new Map<number, ClientPlan[]>()
  for (const client of clients) {
    for (const index of client.people) {
      const mine = byAccount.get(index) ?? []
      byAccount.set(index, mine)
      mine.push(client)
    }
  }
  const byKey = new Map(accounts.flatMap((account) => [[account.userId, account] as const, [account.mail, account] as const]))
  return {
    accounts,
    clients,
    clientsOf: (account) => byAccount.get(account.index) ?? [],
    account: (userKey) => byKey.get(userKey) ?? null,
  }
}
