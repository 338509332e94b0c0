import { blankSubject, type NativeId, type Ownership, type Subject } from '../../../../../shared/domain/observation.ts'
import type { Exposure } from '../../../../../shared/domain/vocabulary.ts'
import { instant } from '../directory.ts'
import { modelOf, webSearch } from './component.ts'
import { isInbound, toolOfUse } from './connector-powers.ts'
import { openTraits, type Surroundings } from './observe-bot.ts'
import type { ConnectorUse, ResourceRow } from './schema.ts'
import { reachTraits } from './traits.ts'

/** An owner the platform lost: looked up, nobody. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** One use of a connector; `operation` null: it is bound as a table and names none. */
export interface ConnectorUsed {
  readonly connector: string
  readonly operation: string | null
}

/** Every connector with each of its operations. */
export function usesOf(connectors: readonly ConnectorUse[]): readonly ConnectorUsed[] {
  return connectors.flatMap(({ connectorId, operations }): readonly ConnectorUsed[] =>
    operations.length === 0
      ? [{ connector: connectorId, operation: null }]
      : operations.map(({ operationId }) => ({ connector: connectorId, operation: operationId })),
  )
}

/** An agent as the tenant-wide inventory tells it: the published version. `fresh`: what is known of quarantine since, null nothing. */
export function observeInventoryAgent(
  row: ResourceRow,
  surroundings: Surroundings | null,
  fresh: (environment: string, bot: string) => boolean | null,
): readonly (Subject | Ownership)[] {
  const { name, properties } = row
  const bot = properties.botId || name
  const key = `studio:${properties.environmentId}/${bot}`
  const published = instant(properties.lastPublishedAt)
  const open = properties.authentication === 'None'
  const connectors = properties.powerPlatformConnectors ?? null
  const uses = usesOf(connectors ?? [])
  const search = properties.isWebSearchEnabledForKnowledge === true
  const tools = [...uses.map(({ connector, operation }) => toolOfUse(connector, operation)), ...(search ? [webSearch] : [])]
  const triggers = properties.triggers?.length ?? null
  const told = fresh(properties.environmentId, bot) ?? properties.isQuarantined ?? null
  const quarantined = told === true
  const inbound = search || uses.some(({ connector }) => isInbound(connector))
  return [
    {
      ...blankSubject,
      key,
      role: 'agent',
      name: properties.displayName ?? properties.schemaName ?? name,
      nativeIds: idsOf(row, bot),
      agentKind: open ? 'chatbot' : (triggers ?? 0) > 0 ? 'autonomous-agent' : 'assistant',
      platform: properties.createdIn || 'Copilot Studio',
      autonomy: autonomyOf(triggers, tools.length),
      signals: [{ by: 'provider', value: 'agent of the tenant’s inventory', certainty: 'certain' }],
      purpose: properties.description || null,
      environment: surroundings?.environment.standing ?? 'unknown',
      enabled: quarantined ? false : told === false && published !== null ? true : null,
      createdAt: instant(properties.createdAt),
      changedAt: published,
      models: properties.model ? [modelOf(properties.model)] : [],
      tools: connectors === null ? null : tools,
      exposure: published === null ? 'owner' : open ? 'public' : exposureOf(properties.sharedWithViewers),
      guardrails: surroundings?.guardrails ?? [],
      traits: [
        ...new Set([
          ...openTraits(open, published !== null),
          ...reachTraits({ powers: tools.flatMap(({ powers }) => powers), knowledge: [], inbound }),
          ...(quarantined ? (['blocked'] as const) : []),
        ]),
      ],
      details: detailsOf(row, surroundings, quarantined),
    },
    ...observeInventoryOwners(key, 'studio-owner', properties),
  ]
}

function idsOf({ name, properties }: ResourceRow, bot: string): readonly NativeId[] {
  return [
    { kind: 'copilot-studio-bot', value: bot, joins: true },
    ...(properties.entraAgentId ? [{ kind: 'entra-agent-id', value: properties.entraAgentId, joins: true }] : []),
    ...(properties.entraAppId ? [{ kind: 'entra-app-id', value: properties.entraAppId, joins: true }] : []),
    { kind: 'power-platform-resource', value: name, joins: false },
    { kind: 'power-platform-environment', value: properties.environmentId, joins: false },
  ]
}

function autonomyOf(triggers: number | null, tools: number): Subject['autonomy'] {
  if (triggers === null) return { floor: 'A0', ceiling: 'A4', because: 'it answers in a conversation; its triggers are not told' }
  if (triggers > 0) return { floor: 'A4', ceiling: 'A4', because: 'it has a trigger that starts it without a person' }
  return tools > 0
    ? { floor: 'A0', ceiling: 'A3', because: 'it uses its tools in a conversation and has no trigger' }
    : { floor: 'A0', ceiling: 'A1', because: 'it answers in a conversation and has neither tool nor trigger' }
}

type Shared = ResourceRow['properties']['sharedWithViewers']

function exposureOf(shared: Shared): Exposure {
  if (!shared) return 'unknown'
  if (shared.entireTenant === true) return 'tenant'
  if ((shared.groupCount ?? 0) > 0) return 'group'
  if ((shared.userCount ?? 0) > 0) return 'named'
  return shared.entireTenant === false && shared.userCount === 0 && shared.groupCount === 0 ? 'owner' : 'unknown'
}

function sharedWords(shared: Shared): string {
  if (!shared) return ''
  if (shared.entireTenant === true) return 'everybody in the tenant'
  return `${shared.userCount ?? 0} people and ${shared.groupCount ?? 0} groups`
}

function detailsOf({ properties }: ResourceRow, surroundings: Surroundings | null, quarantined: boolean): Readonly<Record<string, string>> {
  const told = properties.powerPlatformConnectors?.length ?? 0
  const distinct = properties.capabilitiesCounts?.distinctPowerPlatformConnectors ?? 0
  const entries: readonly (readonly [string, string | null | undefined])[] = [
    ['Environment', surroundings?.environment.name ?? properties.environmentId],
    ['Orchestration', properties.orchestration],
    ['Sign-in of its users', properties.authentication],
    ['Channels', properties.channels.join(', ')],
    ['Published', properties.lastPublishedAt || 'never'],
    ['May use it', sharedWords(properties.sharedWithViewers)],
    ['May change it', sharedWords(properties.sharedWithEditors)],
    ['Quarantine', quarantined ? 'in quarantine' : null],
    // Of very long lists the inventory sends two hundred at random.
    ['Connectors', distinct > told ? `${told} of ${distinct} are told` : null],
  ]
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => Boolean(entry[1])))
}

/** Who owns a row of the inventory and who made it; nothing where it does not say. Names come with the list of users. */
export function observeInventoryOwners(
  subjectKey: string,
  prefix: string,
  { ownerId, createdBy }: Pick<ResourceRow['properties'], 'ownerId' | 'createdBy'>,
): readonly Ownership[] {
  const place = subjectKey.slice(subjectKey.indexOf(':') + 1)
  const relation = (id: string, role: 'owner' | 'creator'): Ownership => ({
    kind: 'ownership',
    key: `${prefix}:${place}/${role}/${id}`,
    subjectKey,
    role,
    person: id === nobody ? null : { key: `user:${id}`, name: id, type: 'user', active: null },
  })
  return [...(ownerId ? [relation(ownerId, 'owner')] : []), ...(createdBy && createdBy !== nobody ? [relation(createdBy, 'creator')] : [])]
}
