import type { Grant, Subject } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { classify } from './classify.ts'

/** What the grants of one principal amount to, as bits: a hundred thousand of them fit into little memory. */
const bit = {
  application: 1,
  delegated: 2,
  everyone: 4,
  offline: 8,
  privateData: 16,
  untrustedInput: 32,
  outbound: 64,
  selfModifying: 128,
} as const

export type Standing = number

/** Adds up grants by subject key. */
export function standings(grants: Iterable<Grant>): ReadonlyMap<string, Standing> {
  const bySubject = new Map<string, Standing>()
  const ofPermissions = new Map<string, Standing>()
  for (const grant of grants) {
    const key = `${grant.type} ${grant.resource} ${grant.permissions.join(' ')}`
    const bits = ofPermissions.get(key) ?? permissionBits(grant)
    ofPermissions.set(key, bits)
    const kind = grant.type === 'application' ? bit.application : bit.delegated | (grant.consent === 'tenant' ? bit.everyone : 0)
    bySubject.set(grant.subjectKey, (bySubject.get(grant.subjectKey) ?? 0) | bits | kind)
  }
  return bySubject
}

function permissionBits(grant: Grant): Standing {
  let bits = 0
  for (const permission of grant.permissions) {
    if (permission === 'offline_access') bits |= bit.offline
    for (const power of classify(permission, grant.type, grant.resource) ?? []) {
      const reads = power.action === 'read'
      if (reads && (power.sensitivity === 'confidential' || power.sensitivity === 'restricted')) bits |= bit.privateData
      // Anybody can write to a mailbox.
      if (reads && power.resource === 'mail') bits |= bit.untrustedInput
      if (power.action === 'send') bits |= bit.outbound
      if (
        grant.type === 'application' &&
        (power.action === 'write' || power.action === 'administer') &&
        (power.resource === 'agent' || power.resource === 'application')
      )
        bits |= bit.selfModifying
    }
  }
  return bits
}

export function standingTraits(standing: Standing): readonly Trait[] {
  const traits: readonly (readonly [number, Trait])[] = [
    [bit.privateData, 'private-data'],
    [bit.untrustedInput, 'untrusted-input'],
    [bit.outbound, 'outbound-channel'],
    [bit.selfModifying, 'self-modifying'],
  ]
  return traits.filter(([mask]) => (standing & mask) !== 0).map(([, trait]) => trait)
}

/** How freely it can act, with the permission that says so; null while it holds none. */
export function standingAutonomy(standing: Standing): Subject['autonomy'] {
  if (standing & bit.application) {
    const ceiling = standing & bit.selfModifying ? 'A5' : 'A4'
    return { floor: 'A4', ceiling, because: 'it holds application permissions, which work without a signed-in user' }
  }
  if (standing & bit.delegated) {
    return standing & bit.offline
      ? { floor: 'A1', ceiling: 'A4', because: 'it acts for its users only, but keeps their access while they are away (offline_access)' }
      : { floor: 'A0', ceiling: 'A3', because: 'it holds delegated permissions only, which need a signed-in user' }
  }
  return null
}

/** Who can use it, as far as consents tell. */
export function standingExposure(standing: Standing): Subject['exposure'] {
  if (standing & bit.everyone) return 'tenant'
  return standing & bit.delegated ? 'named' : 'unknown'
}
