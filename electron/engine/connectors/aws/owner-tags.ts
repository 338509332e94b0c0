import type { Observation, Ownership, Person, PersonRef } from '../../../../shared/domain/observation.ts'

/** Tags by which people say who answers for a thing, and who made it, in the ways that are common. */
const ownerTags = /^(owner|owned[-_ ]?by|contact|owner[-_ ]?(e?mail|contact)|responsible|technical[-_ ]?owner|business[-_ ]?owner)$/i
const creatorTags = /^(created[-_ ]?by|creator|createdby[-_ ]?user)$/i

const mailForm = /^[^\s@<>"']{1,64}@[^\s@<>"']{3,190}$/

export type Tags = Readonly<Record<string, string>>

/** Who answers for a thing by its tags. `tags` null: not looked up, so nothing is said; without an owner's tag nobody does. */
export function ownersByTags(subjectKey: string, tags: Tags | null): readonly Observation[] {
  if (tags === null) return []
  const of = (form: RegExp) =>
    Object.entries(tags).flatMap(([name, value]) => (form.test(name) && value.trim() !== '' ? [value.trim()] : []))
  const owners = of(ownerTags)
  const nobody: readonly Ownership[] = owners.length === 0 ? [ownershipOf(subjectKey, 'owner', null)] : []
  return [
    ...nobody,
    ...owners.flatMap((text) => told(subjectKey, 'owner', text)),
    ...of(creatorTags).flatMap((text) => told(subjectKey, 'creator', text)),
  ]
}

function told(subjectKey: string, role: Ownership['role'], text: string): readonly Observation[] {
  const person = personOf(text)
  return [ownershipOf(subjectKey, role, person.ref), ...person.observed]
}

/** A person as a tag or a log names one. By mail they are the same person in every system; whether they are still there, others know. */
export function personOf(text: string): { readonly ref: PersonRef; readonly observed: readonly Person[] } {
  const mail = text.toLowerCase()
  if (!mailForm.test(mail))
    return { ref: { key: `name/${text.slice(0, 200)}`, name: text.slice(0, 200), type: 'user', active: null }, observed: [] }
  const ref: PersonRef = { key: `mail/${mail}`, name: mail, type: 'user', active: null }
  return { ref, observed: [{ kind: 'person', key: ref.key, name: mail, mail, department: null, active: true, type: 'user' }] }
}

export function ownershipOf(subjectKey: string, role: Ownership['role'], person: PersonRef | null): Ownership {
  return { kind: 'ownership', key: `${subjectKey}/${role}/${person?.key ?? 'none'}`, subjectKey, role, person }
}

/** Tags that say what a thing is for and where it runs. */
export function environmentOf(tags: Tags | null): 'production' | 'test' | 'development' | 'unknown' {
  const value = Object.entries(tags ?? {}).find(([name]) => /^(env|environment|stage)$/i.test(name))?.[1] ?? ''
  if (/^(prod|production|prd|live)$/i.test(value)) return 'production'
  if (/^(test|qa|uat|staging|stage)$/i.test(value)) return 'test'
  return /^(dev|development|sandbox)$/i.test(value) ? 'development' : 'unknown'
}
