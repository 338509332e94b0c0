import { keyAdded, keyRetired, type PeopleChange, personAdded, personRetired, ruleSet } from '../../../../shared/contract/people-change.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import type { People, Person, PersonKey, TwoKeyRule } from '../../../../shared/domain/people.ts'

/** Before anybody wrote another: one key decides, and a batch is as large as somebody can look through. */
const firstRule: TwoKeyRule = { revoke: false, acceptCritical: false, weakenPolicy: false, batchCap: 25 }

/** Kinds of entries that say who takes part, with which key, under which rule. */
export const peopleKinds = [
  'person-added',
  'person-retired',
  'person-key-added',
  'person-key-retired',
  'two-key-rule',
] as const satisfies readonly PeopleChange['kind'][]

/** Who takes part, as the ledger says: entries in order, the later word counts. Pure; an entry that makes no sense changes nothing. */
export function projectPeople(entries: readonly LedgerEntry[]): People {
  const people = new Map<string, Person>()
  const keys = new Map<string, PersonKey>()
  let rule = firstRule
  for (const { kind, body, at } of entries) {
    const said: unknown = JSON.parse(body)
    switch (kind as PeopleChange['kind']) {
      case 'person-added': {
        const parsed = personAdded.safeParse(said)
        if (!parsed.success) break
        const { personId: id, ...rest } = parsed.data
        people.set(id, { id, ...rest, addedAt: people.get(id)?.addedAt ?? at, retiredAt: null })
        break
      }
      case 'person-retired': {
        const parsed = personRetired.safeParse(said)
        const person = parsed.success ? people.get(parsed.data.personId) : undefined
        if (person !== undefined) people.set(person.id, { ...person, retiredAt: at })
        break
      }
      case 'person-key-added': {
        const parsed = keyAdded.safeParse(said)
        // A key belongs to the first person it was given to, for ever: else an old approval would change hands.
        if (parsed.success && !keys.has(parsed.data.keyId)) keys.set(parsed.data.keyId, { ...parsed.data, addedAt: at, retiredAt: null })
        break
      }
      case 'person-key-retired': {
        const parsed = keyRetired.safeParse(said)
        const key = parsed.success ? keys.get(parsed.data.keyId) : undefined
        if (key !== undefined) keys.set(key.keyId, { ...key, retiredAt: at })
        break
      }
      case 'two-key-rule': {
        const parsed = ruleSet.safeParse(said)
        if (parsed.success) rule = parsed.data
        break
      }
    }
  }
  return { people: [...people.values()], keys: [...keys.values()], rule }
}

/** The person whose active key this is; null where there is none. */
export function personOfKey({ people, keys }: People, keyId: string): Person | null {
  const key = keys.find((one) => one.keyId === keyId && one.retiredAt === null)
  return people.find(({ id, retiredAt }) => id === key?.personId && retiredAt === null) ?? null
}
