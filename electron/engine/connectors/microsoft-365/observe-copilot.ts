import { blankSubject, type DataSource, type Ownership, type Subject } from '../../../../shared/domain/observation.ts'
import type { Exposure, Trait } from '../../../../shared/domain/vocabulary.ts'
import { instant } from './directory.ts'
import type { Bot, Package } from './schema.ts'

const availability: Readonly<Record<string, Exposure>> = { all: 'tenant', some: 'group', none: 'owner' }

/** An entry of the tenant's catalogue of agents. */
export function observePackage(entry: Package): Subject {
  const blocked = entry.isBlocked === true
  return {
    ...blankSubject,
    key: `package:${entry.id}`,
    role: 'agent',
    name: entry.displayName ?? entry.id,
    nativeIds: [
      { kind: 'copilot-package-id', value: entry.id, joins: false },
      ...(entry.appId ? [{ kind: 'entra-app-id', value: entry.appId, joins: true }] : []),
    ],
    agentKind: 'assistant',
    platform: 'Microsoft 365 Copilot',
    signals: [{ by: 'provider', value: entry.elementTypes.join(', ') || 'catalogue of agents', certainty: 'certain' }],
    purpose: entry.shortDescription || null,
    publisher: entry.publisher ? { name: entry.publisher, verified: null } : null,
    enabled: entry.isBlocked === null || entry.isBlocked === undefined ? null : !blocked,
    changedAt: instant(entry.lastModifiedDateTime),
    exposure: availability[entry.availableTo ?? ''] ?? 'unknown',
    traits: [...(blocked ? (['blocked'] as const) : []), ...(entry.type === 'external' ? (['third-party'] as const) : [])],
    details: Object.fromEntries(
      [
        ['Type', entry.type],
        ['Version', entry.version],
        ['Elements', entry.elementTypes.join(', ')],
      ].filter((pair): pair is [string, string] => Boolean(pair[1])),
    ),
  }
}

const noAuthentication = 1
const anyone: ReadonlySet<number> = new Set([0, 3])

/** Words in a knowledge source's name or address that say whose data it is; whole words only. */
const subjects: readonly { readonly words: readonly string[]; readonly resource: DataSource['resource'] }[] = [
  { words: ['hr', 'personnel', 'payroll', 'salary', 'salaries', 'staff'], resource: 'hr' },
  { words: ['finance', 'invoices', 'ledger', 'accounting', 'treasury'], resource: 'finance' },
  { words: ['health', 'patients', 'medical'], resource: 'health' },
  { words: ['customers', 'crm', 'sales'], resource: 'crm' },
]

export function knowledgeSource(name: string | null | undefined, data: string | null | undefined): DataSource {
  const site = /https?:\/\/\S+/.exec(data ?? '')?.[0] ?? ''
  const words = `${name ?? ''} ${site.replace(/^https?:\/\/[^/]+/, '')}`.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const known = subjects.find((subject) => subject.words.some((word) => words.includes(word)))
  return {
    name: [name, site].filter(Boolean).join(' · ').slice(0, 500) || 'knowledge',
    resource: known?.resource ?? 'knowledge',
    sensitivity: known ? 'restricted' : 'internal',
  }
}

/** An agent built in the low-code studio, from its environment's tables. */
export function observeBot(bot: Bot, knowledge: readonly DataSource[]): Subject {
  const open = bot.authenticationmode === noAuthentication
  const traits: readonly Trait[] = [
    ...(open ? (['no-authentication', 'public-chat', 'untrusted-input'] as const) : []),
    ...(knowledge.some((source) => source.sensitivity !== 'public') ? (['private-data'] as const) : []),
    ...(bot.statecode === 1 ? (['disabled'] as const) : []),
  ]
  return {
    ...blankSubject,
    key: `bot:${bot.botid}`,
    role: 'agent',
    name: bot.name ?? bot.schemaname ?? bot.botid,
    nativeIds: [{ kind: 'copilot-studio-bot', value: bot.botid, joins: true }],
    agentKind: open ? 'chatbot' : 'assistant',
    platform: 'Copilot Studio',
    autonomy: { floor: 'A0', ceiling: 'A3', because: 'it answers in a conversation; its triggers are not read' },
    signals: [{ by: 'provider', value: 'Copilot Studio agent', certainty: 'certain' }],
    enabled: bot.statecode === null || bot.statecode === undefined ? null : bot.statecode === 0,
    createdAt: instant(bot.createdon),
    changedAt: instant(bot.modifiedon),
    dataSources: knowledge,
    exposure: open ? 'public' : exposureOf(bot.accesscontrolpolicy),
    traits,
    details: { 'Schema name': bot.schemaname ?? '', Published: bot.publishedon ?? 'never' },
  }
}

function exposureOf(policy: number | null | undefined): Exposure {
  if (policy === null || policy === undefined) return 'unknown'
  return policy === 3 ? 'guest' : anyone.has(policy) ? 'tenant' : 'group'
}

/** Who owns it; nothing when the environment did not say. */
export function observeBotOwner(bot: Bot): readonly Ownership[] {
  if (bot.owninguser === undefined) return []
  const subjectKey = `bot:${bot.botid}`
  const owner = bot.owninguser
  const id = owner?.azureactivedirectoryobjectid
  if (!owner || !id) return [{ kind: 'ownership', key: `bot-owner:${bot.botid}:none`, subjectKey, role: 'owner', person: null }]
  const active = owner.isdisabled === null || owner.isdisabled === undefined ? null : !owner.isdisabled
  return [
    {
      kind: 'ownership',
      key: `bot-owner:${bot.botid}:${id}`,
      subjectKey,
      role: 'owner',
      person: { key: `user:${id}`, name: owner.fullname ?? id, type: 'user', active },
    },
  ]
}
