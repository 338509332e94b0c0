import { blankSubject, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import type { Exposure, Trait } from '../../../../shared/domain/vocabulary.ts'
import { vendorOfHost } from '../catalogue/recognise.ts'
import { identitiesOf, observeIdentity, runsAs } from './identities.ts'
import { observeOwners } from './owners.ts'
import { keyOf, type ResourceId } from './resource-id.ts'
import { type Bot, instant } from './schema.ts'

const botKey = (id: ResourceId): string => keyOf('bot', id)

/** Who is let in by a channel. Web chat and direct line take a secret that stands in a page: who holds it is not told. */
const channels: Readonly<Record<string, Exposure>> = {
  msteams: 'tenant',
  outlook: 'tenant',
  m365extensions: 'tenant',
  email: 'public',
  facebook: 'public',
  kik: 'public',
  line: 'public',
  sms: 'public',
  telegram: 'public',
  alexa: 'public',
  slack: 'group',
}

const widest: readonly Exposure[] = ['public', 'tenant', 'group']

/** A bot that is registered with the bot service; what answers behind its address is not visible here. */
export function observeBot(bot: Bot, id: ResourceId): readonly Observation[] {
  const { properties } = bot
  const cut = properties.publicNetworkAccess === 'Disabled'
  const exposures = properties.enabledChannels.map((name) => channels[name.toLowerCase()] ?? 'unknown')
  const exposure = widest.find((one) => exposures.includes(one)) ?? 'unknown'
  const open = exposure === 'public' && !cut
  const vendor = properties.endpoint ? vendorOfHost(properties.endpoint) : null
  const identities = identitiesOf(bot.identity, bot.name)
  const subject: Subject = {
    ...blankSubject,
    key: botKey(id),
    role: 'agent',
    name: properties.displayName?.trim() || bot.name,
    nativeIds: [
      { kind: 'azure-resource-id', value: bot.id.toLowerCase(), joins: false },
      ...(properties.msaAppId ? [{ kind: 'entra-app-id', value: properties.msaAppId.toLowerCase(), joins: true }] : []),
    ],
    agentKind: 'chatbot',
    platform: 'Azure Bot Service',
    autonomy: { floor: 'A0', ceiling: 'A3', because: 'it answers in a conversation; what runs behind its address is not visible here' },
    signals: [{ by: 'provider', value: 'bot registration', certainty: 'certain', vendor: 'Microsoft' }],
    purpose: properties.description?.trim().slice(0, 2_000) || null,
    enabled: cut ? false : null,
    createdAt: instant(bot.systemData?.createdAt),
    changedAt: instant(bot.systemData?.lastModifiedAt),
    models: vendor === null ? [] : [{ vendor, name: null }],
    exposure: cut ? 'owner' : exposure,
    endpoint: properties.endpoint?.split('?')[0]?.slice(0, 500) || null,
    relations: runsAs(identities),
    traits: traitsOf(properties.endpoint ?? '', open, cut),
    details: Object.fromEntries(
      [
        ['Channels', properties.enabledChannels.slice(0, 30).join(', ')],
        ['Identity', properties.msaAppType],
        ['Resource group', id.group],
        ['Channel secrets', properties.disableLocalAuth === true ? 'switched off' : null],
        ['Network', cut ? 'cut off from its channels' : null],
      ].flatMap(([label, value]) => (label && value ? [[label, value.slice(0, 1_000)]] : [])),
    ),
  }
  return [subject, ...identities.map(observeIdentity), ...observeOwners(subject.key, [bot.tags], bot.systemData)]
}

function traitsOf(endpoint: string, open: boolean, cut: boolean): readonly Trait[] {
  return [
    ...(open ? (['public-chat', 'untrusted-input'] as const) : []),
    ...(endpoint.startsWith('http:') ? (['plain-http'] as const) : []),
    ...(cut ? (['disabled'] as const) : []),
  ]
}
