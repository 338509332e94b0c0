import type { Observation, Ownership, PersonRef } from '../../../../shared/domain/observation.ts'
import type { SystemData } from './schema.ts'

const mail = /^[^\s@]{1,200}@[^\s@]{1,200}\.[^\s@]{2,60}$/
/** Tag names that organisations keep an owner under; Azure has no field for it. */
const ownerTags: readonly string[] = [
  'owner',
  'owners',
  'ownedby',
  'owned-by',
  'technicalowner',
  'businessowner',
  'serviceowner',
  'contact',
]

/** What tags say of who answers for it; null: nothing. */
function ownerTag(tags: Readonly<Record<string, unknown>> | null | undefined): string | null {
  for (const wanted of ownerTags) {
    for (const [name, value] of Object.entries(tags ?? {}).slice(0, 100)) {
      const plain = name.toLowerCase().replace(/[\s_.]/g, '')
      if (plain === wanted && typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 300)
    }
  }
  return null
}

/** Of a resource: its owner by the first of these tags, or that there is none; its creator and last editor by the provider's record. */
export function observeOwners(
  subjectKey: string,
  tags: readonly (Readonly<Record<string, unknown>> | null | undefined)[],
  system: SystemData,
): readonly Observation[] {
  const owner = tags.map(ownerTag).find((value) => value !== null) ?? null
  return [
    ...ownership(subjectKey, 'owner', owner === null ? null : personOf(owner)),
    ...byRecord(subjectKey, 'creator', system?.createdBy, system?.createdByType),
    ...byRecord(subjectKey, 'editor', system?.lastModifiedBy, system?.lastModifiedByType),
  ]
}

function byRecord(subjectKey: string, role: 'creator' | 'editor', who: string | null | undefined, type: string | null | undefined) {
  if (!who) return []
  const service = type !== undefined && type !== null && type !== 'User'
  return ownership(subjectKey, role, service ? serviceOf(who) : personOf(who))
}

interface Named {
  readonly ref: PersonRef
  readonly mail: string | null
}

/** A tag may name a person by mail, or a team: a team answers for nothing by itself. */
export function personOf(text: string): Named {
  const address = mail.test(text) ? text.toLowerCase() : null
  return {
    ref: {
      key: `person/${text.toLowerCase().slice(0, 300)}`,
      name: text.slice(0, 300),
      type: address === null ? 'group' : 'user',
      active: null,
    },
    mail: address,
  }
}

const serviceOf = (id: string): Named => ({
  ref: { key: `service/${id.toLowerCase().slice(0, 300)}`, name: id.slice(0, 300), type: 'service', active: null },
  mail: null,
})

/** Whoever has a mail address is known elsewhere, where one also hears that somebody left. */
export function ownership(subjectKey: string, role: Ownership['role'], who: Named | null): readonly Observation[] {
  const edge: Ownership = { kind: 'ownership', key: `${subjectKey}/${role}`, subjectKey, role, person: who?.ref ?? null }
  if (who === null || who.mail === null) return [edge]
  const { key, name, type } = who.ref
  return [edge, { kind: 'person', key, name, mail: who.mail, department: null, active: true, type }]
}
