import type { z } from 'zod'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { keyAdded, PeopleChange } from '../../../../shared/contract/people-change.ts'
import type { ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { People } from '../../../../shared/domain/people.ts'
import type { Recording } from '../governing.ts'
import { spendApproval } from '../keys/spent.ts'
import { withoutApproval } from '../keys/standing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { keyIdOf, publicKeyFrom } from '../ledger/sign.ts'
import { peopleOf } from './people-of.ts'
import { personOfKey } from './project-people.ts'

/**
 * Writes a change to people, keys or the rule into the ledger. While two keys are asked for anything, such a change takes two as well:
 * else one person could make a second one up. Fails with `invalid-input`, `not-found`, `conflict` or `permission-missing`.
 */
export function changePeople(recording: Recording, change: PeopleChange): Result<People> {
  const problem = problemOf(recording, change)
  if (problem !== null) return failed(problem)
  const { store, signer, ports } = recording
  const people = peopleOf(store)
  const subject = takesTwo(people) ? peopleSubject(people, change) : null
  const alone = subject === null ? null : withoutApproval(recording, subject)
  if (alone !== null) return failed(alone)
  store.transaction(() => {
    if (subject !== null) spendApproval(recording, subject)
    appendEntry(store.ledger, signer, { at: ports.clock().toISOString(), kind: change.kind, body: { ...change.body, actor: ports.actor } })
  })
  return ok(peopleOf(store))
}

/** What a second key is asked to agree to for such a change. */
export function peopleSubject(people: People, change: PeopleChange): ApprovalSubject {
  return { kind: 'people', says: [wordsOf(people, change)], entryKind: change.kind, entryBody: canonicalJson(change.body) }
}

const takesTwo = ({ rule }: Pick<People, 'rule'>): boolean => rule.revoke || rule.acceptCritical || rule.weakenPolicy

/** Whether the change makes sense here; null: it does. */
function problemOf({ store, signer }: Pick<Recording, 'store' | 'signer'>, change: PeopleChange): Failure | null {
  const people = peopleOf(store)
  switch (change.kind) {
    case 'person-added':
      return null
    case 'person-retired':
      return unknownPerson(people, change.body.personId)
    case 'person-key-added':
      return unknownPerson(people, change.body.personId) ?? problemOfKey(people, change.body, signer.keyId)
    case 'person-key-retired':
      return people.keys.some(({ keyId, retiredAt }) => keyId === change.body.keyId && retiredAt === null)
        ? null
        : failure('not-found', 'There is no such key here.', { subject: change.body.keyId, next: 'Look at People.' })
    case 'two-key-rule':
      return takesTwo({ ...people, rule: change.body }) && !hasSecond(people, signer.keyId)
        ? failure('conflict', 'Two keys can be asked for once two people have one: you on this device, and somebody else on another.', {
            next: 'Add yourself with the key of this device, and another lead with a key of theirs.',
          })
        : null
  }
}

function unknownPerson({ people }: People, personId: string): Failure | null {
  return people.some(({ id, retiredAt }) => id === personId && retiredAt === null)
    ? null
    : failure('not-found', 'There is no such person here.', { subject: personId, next: 'Look at People.' })
}

function problemOfKey(people: People, { keyId, publicKey, home }: z.infer<typeof keyAdded>, ownKeyId: string): Failure | null {
  if (publicKeyFrom(publicKey) === null || keyIdOf(publicKey) !== keyId)
    return failure('invalid-input', 'This is no Ed25519 public key.', {
      subject: 'publicKey',
      next: 'Export the key again on the other device.',
    })
  if (people.keys.some((key) => key.keyId === keyId))
    return failure('conflict', 'This key was given to somebody before.', { subject: keyId, next: 'Make a new key for this person.' })
  if ((home === 'this-device') === (keyId === ownKeyId)) return null
  return failure('invalid-input', home === 'this-device' ? 'This is not the key of this device.' : 'This is the key of this device.', {
    subject: keyId,
    next: 'Say where the key lives.',
  })
}

/** Whether two leads have a key each: one on this device, another elsewhere. */
function hasSecond(people: People, ownKeyId: string): boolean {
  const me = personOfKey(people, ownKeyId)
  return (
    me !== null &&
    people.keys.some(({ keyId, home }) => {
      const other = home === 'this-device' ? null : personOfKey(people, keyId)
      return other !== null && other.id !== me.id && other.role === 'lead'
    })
  )
}

function wordsOf({ people }: People, change: PeopleChange): string {
  const name = (id: string) => people.find((one) => one.id === id)?.name ?? id
  switch (change.kind) {
    case 'person-added':
      return `Add ${change.body.name} as ${change.body.role}.`
    case 'person-retired':
      return `${name(change.body.personId)} takes part no longer.`
    case 'person-key-added':
      return `Give ${name(change.body.personId)} the key ${change.body.keyId} (${change.body.home}).`
    case 'person-key-retired':
      return `The key ${change.body.keyId} counts no longer.`
    case 'two-key-rule': {
      const { revoke, acceptCritical, weakenPolicy, batchCap } = change.body
      return `Ask for two keys: to revoke ${yes(revoke)}, to accept critical risk ${yes(acceptCritical)}, to weaken a policy ${yes(weakenPolicy)}; at most ${batchCap} agents in a batch.`
    }
  }
}

const yes = (value: boolean): string => (value ? 'yes' : 'no')
