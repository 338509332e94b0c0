import type { Capability } from '../../../shared/domain/capability.ts'
import type { Grant, Power } from '../../../shared/domain/observation.ts'
import type { Action, Reach } from '../../../shared/domain/vocabulary.ts'
import type { Classify } from '../connectors/connector.ts'
import type { Member } from './member.ts'

/** Strongest first: what a reader must see when only six fit. */
const strength: Readonly<Record<Action, number>> = {
  administer: 9,
  pay: 8,
  execute: 7,
  delete: 6,
  write: 5,
  send: 4,
  read: 3,
  receive: 2,
  invoke: 1,
}

const sensitivityRank = { restricted: 4, unknown: 3, confidential: 2, internal: 1, public: 0 } as const

/** An unknown permission is a visible gap, never silently harmless. */
const unclassified: readonly Power[] = [{ action: 'read', resource: 'unknown', sensitivity: 'unknown' }]

/** What a resolved agent can do, from the grants, tools, data and models of all its members; each said once, strongest first. */
export function capabilitiesOf(members: readonly Member[], classifierOf: (provider: string) => Classify | null): readonly Capability[] {
  const found = new Map<string, Capability>()
  for (const member of members) {
    for (const capability of memberCapabilities(member, classifierOf(member.provider))) {
      const key = [capability.action, capability.resource, capability.reach, capability.via, capability.system].join('\u0000')
      const known = found.get(key)
      if (known === undefined) found.set(key, capability)
      // The same through two grants is unused only where both are; one of which nothing is known leaves it open.
      else if (known.used !== capability.used) found.set(key, { ...known, used: known.used || capability.used ? true : null })
    }
  }
  return [...found.values()].sort(byStrength)
}

/** At most six `action resource` words, strongest first, for a line of the inventory. */
export function canWords(capabilities: readonly Capability[]): readonly string[] {
  return [...new Set(capabilities.map((one) => `${one.action} ${one.resource}`))]
}

function* memberCapabilities(member: Member, classify: Classify | null): Iterable<Capability> {
  for (const { observation: grant, callId } of member.grants) {
    for (const permission of grant.permissions) {
      const powers = classify?.(permission, grant.type, grant.resource) ?? unclassified
      // Used it may have been where it is not among the unused: many providers tell of the service, not of each permission. Of one that
      // allows several things, use tells nothing of any single one.
      const wasUsed = powers.length === 1 && grant.used?.includes(permission)
      const used = grant.unused?.includes(permission) ? false : wasUsed ? true : null
      for (const power of powers) yield { ...power, ...ofGrant(grant), via: permission, used, lastUsed: null, callId }
    }
  }
  const { subject, callId } = member
  const rest = { used: null, lastUsed: null, callId }
  for (const tool of subject.tools ?? []) {
    for (const power of tool.powers)
      yield { ...power, reach: reachOf(power), via: tool.name, source: 'tool', system: tool.server ?? subject.platform, ...rest }
  }
  for (const source of subject.dataSources) {
    const power: Power = { action: 'read', resource: source.resource, sensitivity: source.sensitivity }
    yield { ...power, reach: 'group', via: source.name, source: 'data-source', system: subject.platform, ...rest }
  }
  for (const model of subject.models) {
    const via = model.name ?? model.vendor ?? 'a model'
    yield {
      action: 'invoke',
      resource: 'model',
      sensitivity: 'internal',
      reach: 'external',
      via,
      source: 'credential',
      system: model.vendor ?? subject.platform,
      ...rest,
    }
  }
}

function ofGrant(grant: Grant): { readonly reach: Reach; readonly source: Capability['source']; readonly system: string } {
  const system = grant.resource
  if (grant.type === 'application') return { reach: 'tenant', source: 'application-permission', system }
  if (grant.type === 'delegated') return { reach: grant.consent === 'tenant' ? 'tenant' : 'user', source: 'delegated-permission', system }
  return { reach: 'unknown', source: grant.type === 'tool' ? 'tool' : 'credential', system }
}

function reachOf(power: Power): Reach {
  if (power.action === 'send' || power.resource === 'web' || power.resource === 'social') return 'external'
  return 'user'
}

function byStrength(a: Capability, b: Capability): number {
  return (
    strength[b.action] - strength[a.action] || sensitivityRank[b.sensitivity] - sensitivityRank[a.sensitivity] || (a.via < b.via ? -1 : 1)
  )
}
