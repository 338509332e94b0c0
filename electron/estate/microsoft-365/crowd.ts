import type { People } from '../people.ts'
import type { Random } from '../random.ts'
import { type Principal, plainPrincipal } from './principal.ts'

type Crowd = Omit<Principal, 'index' | 'id' | 'appId'>

/** AI products in the crowd: the name a tenant shows, the vendor's domain, its publisher, what it asks for. */
const aiProducts = [
  ['Fireflies.ai Notetaker', 'fireflies.ai', 'Fireflies.AI Corp', 'User.Read Calendars.Read OnlineMeetings.Read'],
  ['Read AI Meeting Notes', 'read.ai', 'Read AI', 'User.Read Calendars.ReadWrite OnlineMeetings.Read Chat.Read'],
  ['Grammarly', 'grammarly.com', 'Grammarly, Inc.', 'User.Read openid profile'],
  ['Perplexity Enterprise', 'perplexity.ai', 'Perplexity', 'User.Read Files.Read.All Sites.Read.All'],
  ['Glean', 'glean.com', 'Glean Technologies', 'User.Read Files.Read.All Sites.Read.All Mail.Read'],
  ['Jasper', 'jasper.ai', 'Jasper AI', 'User.Read openid'],
  ['Lindy', 'lindy.ai', 'Lindy', 'User.Read Mail.ReadWrite Mail.Send Calendars.ReadWrite'],
  ['Moveworks', 'moveworks.com', 'Moveworks', 'User.Read.All Directory.Read.All'],
  ['Cursor', 'cursor.com', 'Anysphere', 'User.Read openid email'],
  ['Synthesia', 'synthesia.io', 'Synthesia', 'User.Read'],
  ['Harvey', 'harvey.ai', 'Harvey', 'User.Read Files.ReadWrite.All'],
  ['Tactiq', 'tactiq.io', 'Tactiq', 'User.Read OnlineMeetings.Read'],
] as const

const nouns =
  'Ledger Roster Depot Pricing Badge Canteen Freight Payroll Survey Parking Visitor Warranty Claims Tariff Shift Catalogue Timesheet Expense Lease Audit'.split(
    ' ',
  )
const suffixes = 'Portal Sync Export Gateway Connector Dashboard Workspace Scheduler Archive Importer'.split(' ')
const units = 'Finance Sales Care Logistics Staff Plant Group Treasury'.split(' ')
const saasVendors = 'Northwell Brightpath Kestrelworks Lumenfield Oakbridge Quaysoft Tidemark Velloway Windrose Yarnspool'.split(' ')
const agentTasks =
  'Invoice Matching,Travel Booking,Shift Planning,Complaint Triage,Stock Forecast,Policy Question,Candidate Screening,Contract Summary,Quote Drafting,Password Reset,Returns,Freight Tracking'.split(
    ',',
  )

/** An AI vendor's application that staff consented to. */
export function aiApp(random: Random, index: number): Crowd & { readonly scope: string } {
  const product = aiProducts[index % aiProducts.length] ?? aiProducts[0]
  const round = Math.floor(index / aiProducts.length)
  return {
    ...plainPrincipal,
    name: round === 0 ? product[0] : `${product[0]} (${random.pick(units)} ${round})`,
    publisher: random.chance(0.6) ? product[2] : null,
    replyUrls: [`https://${random.pick(['app', 'auth', 'www'])}.${product[1]}/oauth/callback`],
    enabled: !random.chance(0.05),
    createdDaysAgo: 20 + random.below(700),
    lastSignInDaysAgo: random.chance(0.8) ? random.below(30) : random.chance(0.5) ? 90 + random.below(300) : null,
    scope: `${product[3]} offline_access`,
  }
}

/** An agent identity that one of the platform's builders made. */
export function agentIdentity(random: Random, people: People, botId: string | null): Crowd {
  const owner = people.at(random.below(people.count))
  return {
    ...plainPrincipal,
    name: `${random.pick(agentTasks)} Agent`,
    kind: 'agent-identity',
    home: 'own',
    owners: random.chance(0.75) ? [owner] : [],
    sponsors: random.chance(0.6) ? [people.at(random.below(people.count))] : [],
    enabled: !random.chance(0.08),
    tags: botId ? ['AgentCreatedBy:CopilotStudio', `power-virtual-agents-${botId}`] : ['AgentCreatedBy:Foundry'],
    createdDaysAgo: 5 + random.below(220),
    lastSignInDaysAgo: random.chance(0.85) ? random.below(40) : 120 + random.below(100),
    description: 'Made with the platform’s agent builder',
  }
}

export function blueprint(random: Random, people: People): Crowd {
  return {
    ...plainPrincipal,
    name: `${random.pick(agentTasks)} Blueprint`,
    kind: 'blueprint',
    home: 'own',
    owners: [people.at(random.below(people.count))],
    createdDaysAgo: 230,
  }
}

/** The platform's own applications: hundreds, and none of them shadow (archetype 13). */
export function firstPartyApp(random: Random, index: number): Crowd {
  const area = random.pick(['Office 365', 'Azure', 'Dynamics 365', 'Teams', 'SharePoint', 'Exchange', 'Intune', 'Power Platform'] as const)
  return {
    ...plainPrincipal,
    name: `${area} ${random.pick(nouns)} ${random.pick(suffixes)} ${index}`,
    home: 'platform',
    publisher: 'Microsoft Services',
    createdDaysAgo: 1_000 + random.below(1_500),
  }
}

/** Everything else: in-house applications, managed identities, ordinary software as a service. None of it is AI. */
export function ordinaryApp(random: Random, people: People, index: number, inHouse: boolean): Crowd {
  if (inHouse) {
    return {
      ...plainPrincipal,
      name: `${random.pick(units)} ${random.pick(nouns)} ${random.pick(suffixes)}`,
      home: 'own',
      owners: random.chance(0.7) ? [people.at(random.below(people.count))] : [],
      createdDaysAgo: 30 + random.below(2_000),
      lastSignInDaysAgo: random.chance(0.7) ? random.below(60) : null,
      secretAges: random.chance(0.6) ? [random.below(1_000)] : [],
    }
  }
  if (index % 4 === 0) {
    const name = `mi-${random.pick(units)}-${random.pick(nouns)}-${index}`.toLowerCase()
    return { ...plainPrincipal, name, kind: 'managed-identity', home: 'own', createdDaysAgo: 10 + random.below(900) }
  }
  const vendor = random.pick(saasVendors)
  return {
    ...plainPrincipal,
    name: `${vendor} ${random.pick(nouns)} ${random.pick(suffixes)}`,
    publisher: random.chance(0.7) ? vendor : null,
    replyUrls: [`https://${vendor.toLowerCase()}.example/sso`],
    createdDaysAgo: 30 + random.below(1_500),
    lastSignInDaysAgo: random.chance(0.6) ? random.below(90) : null,
  }
}
