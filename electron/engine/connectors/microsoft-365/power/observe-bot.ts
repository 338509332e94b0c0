import { blankSubject, type Ownership, type Subject } from '../../../../../shared/domain/observation.ts'
import type { Exposure, Trait } from '../../../../../shared/domain/vocabulary.ts'
import { instant } from '../directory.ts'
import type { BotParts } from './component.ts'
import type { Environment } from './environments.ts'
import type { Bot } from './schema.ts'
import { reachTraits } from './traits.ts'

const noAuthentication = 1
const exposures: Readonly<Record<number, Exposure>> = { 0: 'tenant', 1: 'group', 2: 'group', 3: 'guest' }

/** What an environment says of everything in it. */
export interface Surroundings {
  readonly environment: Environment
  readonly guardrails: readonly string[]
}

export const botKey = (environment: Pick<Environment, 'id'>, bot: string): string => `bot:${environment.id}/${bot}`

/** An agent built in the studio, from its environment's tables. `parts` null: they could not be read. */
export function observeBot(bot: Bot, parts: BotParts | null, { environment, guardrails }: Surroundings): Subject {
  const published = instant(bot.publishedon)
  const open = bot.authenticationmode === noAuthentication
  const tools = parts?.tools ?? null
  const reach = {
    powers: (tools ?? []).flatMap(({ powers }) => powers),
    knowledge: parts?.knowledge ?? [],
    inbound: parts?.inbound ?? false,
  }
  return {
    ...blankSubject,
    key: botKey(environment, bot.botid),
    role: 'agent',
    name: bot.name ?? bot.schemaname ?? bot.botid,
    nativeIds: [
      { kind: 'copilot-studio-bot', value: bot.botid, joins: true },
      { kind: 'power-platform-environment', value: environment.id, joins: false },
    ],
    agentKind: open ? 'chatbot' : (parts?.triggers ?? 0) > 0 ? 'autonomous-agent' : 'assistant',
    platform: 'Copilot Studio',
    autonomy: autonomyOf(parts),
    signals: [{ by: 'provider', value: 'Copilot Studio agent', certainty: 'certain' }],
    environment: environment.standing,
    // An active record says nothing of quarantine: only that it is off is sure here.
    enabled: bot.statecode === 1 ? false : null,
    createdAt: instant(bot.createdon),
    changedAt: instant(bot.modifiedon),
    models: parts?.models ?? [],
    tools,
    dataSources: parts?.knowledge ?? [],
    credentials: parts?.signsInAs.has('maker')
      ? [{ kind: 'stored', name: 'connections of its maker', createdAt: null, expiresAt: null }]
      : null,
    exposure: published === null ? 'owner' : open ? 'public' : exposureOf(bot.accesscontrolpolicy),
    guardrails,
    instructionsHash: parts?.instructionsHash ?? null,
    relations: (parts?.flows ?? []).map((flow) => ({ to: `flow:${environment.id}/${flow}`, relation: 'hands-off-to' })),
    traits: [
      ...new Set([...openTraits(open, published !== null), ...reachTraits(reach), ...(bot.statecode === 1 ? (['disabled'] as const) : [])]),
    ],
    details: {
      'Schema name': bot.schemaname ?? '',
      Published: bot.publishedon ?? 'never',
      Environment: environment.name,
      ...(parts === null || parts.signsInAs.size === 0
        ? {}
        : {
            'Its tools sign in as': [...parts.signsInAs]
              .sort()
              .map((one) => words[one])
              .join(' and '),
          }),
    },
  }
}

const words = { invoker: 'whoever talks to it', maker: 'the person who built it' } as const

/** A page that answers without a sign-in takes in what strangers write, once it is published. */
export function openTraits(open: boolean, published: boolean): readonly Trait[] {
  if (!open) return []
  return published ? ['no-authentication', 'public-chat', 'untrusted-input'] : ['no-authentication']
}

function autonomyOf(parts: BotParts | null): Subject['autonomy'] {
  if (parts === null) return { floor: 'A0', ceiling: 'A4', because: 'it answers in a conversation; its triggers could not be read' }
  if (parts.triggers > 0) return { floor: 'A4', ceiling: 'A4', because: 'it has a trigger that starts it without a person' }
  return parts.tools.length > 0
    ? { floor: 'A0', ceiling: 'A3', because: 'it uses its tools in a conversation and has no trigger' }
    : { floor: 'A0', ceiling: 'A1', because: 'it answers in a conversation and has neither tool nor trigger' }
}

function exposureOf(policy: number | null | undefined): Exposure {
  return policy === null || policy === undefined ? 'unknown' : (exposures[policy] ?? 'unknown')
}

/** Who owns a record of an environment; nothing when the environment did not say. */
export function observeTableOwner(record: Pick<Bot, 'owninguser'>, subjectKey: string, prefix: string): readonly Ownership[] {
  const owner = record.owninguser
  if (owner === undefined) return []
  const place = subjectKey.slice(subjectKey.indexOf(':') + 1)
  const id = owner?.azureactivedirectoryobjectid
  if (!owner || !id) return [{ kind: 'ownership', key: `${prefix}:${place}/none`, subjectKey, role: 'owner', person: null }]
  const active = owner.isdisabled === null || owner.isdisabled === undefined ? null : !owner.isdisabled
  return [
    {
      kind: 'ownership',
      key: `${prefix}:${place}/${id}`,
      subjectKey,
      role: 'owner',
      person: { key: `user:${id}`, name: owner.fullname ?? id, type: 'user', active },
    },
  ]
}
