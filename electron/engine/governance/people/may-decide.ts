import { type Failure, failure } from '../../../../shared/base/failure.ts'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { People } from '../../../../shared/domain/people.ts'
import { personOfKey } from './project-people.ts'

/** Whether the holder of this key may decide what holds for everybody, such as a policy: leads only. Null: yes. */
export function mayDecideEverywhere(people: People, keyId: string): Failure | null {
  if (people.people.length === 0) return null
  const person = personOfKey(people, keyId)
  return person?.role === 'lead'
    ? null
    : failure('permission-missing', 'Only a governance lead decides what holds for everybody, and the key of this device is no lead’s.', {
        next: 'Ask a governance lead to do it.',
      })
}

/**
 * Whether the holder of this key may decide about an agent: leads everywhere, delegates in their business units, auditors and owners
 * nowhere. As long as nobody was added, whoever sits at the computer is the lead. Null: yes.
 */
export function mayDecide(people: People, keyId: string, agent: Pick<Agent, 'id' | 'businessUnit'>): Failure | null {
  if (people.people.length === 0) return null
  const person = personOfKey(people, keyId)
  const next = 'Ask a governance lead to decide, or to change your role under People.'
  if (person === null)
    return failure('permission-missing', 'The key of this device belongs to nobody who may decide here.', { subject: agent.id, next })
  switch (person.role) {
    case 'lead':
      return null
    case 'delegate':
      return agent.businessUnit !== null && person.businessUnits.includes(agent.businessUnit)
        ? null
        : failure('permission-missing', `${person.name} decides for ${person.businessUnits.join(', ') || 'no business unit'} only.`, {
            subject: agent.id,
            next,
          })
    case 'auditor':
      return failure('permission-missing', `${person.name} is an auditor here: auditors read, they do not decide.`, {
        subject: agent.id,
        next,
      })
    case 'owner':
      return failure('permission-missing', `${person.name} is an owner here: owners answer for agents, they do not decide.`, {
        subject: agent.id,
        next,
      })
  }
}
