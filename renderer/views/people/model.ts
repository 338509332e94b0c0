import type { Input, Value } from '../../../shared/contract/contract.ts'
import type { ApprovalRequest } from '../../../shared/domain/approval.ts'
import type { KeyHome, People, Person, Role, TwoKeyRule } from '../../../shared/domain/people.ts'

export const roleWords: Readonly<Record<Role, { readonly title: string; readonly may: string }>> = {
  lead: { title: 'Governance lead', may: 'Decides everywhere, and may be somebody’s second key.' },
  delegate: { title: 'Delegate', may: 'Decides for the agents of the named business units only.' },
  auditor: { title: 'Auditor', may: 'Reads everything and decides nothing.' },
  owner: { title: 'Owner', may: 'Answers for agents and decides nothing.' },
}

export const homeWords: Readonly<Record<KeyHome, string>> = {
  'this-device': 'on this device',
  'other-device': 'on another device',
  hardware: 'on a hardware token',
}

type RuleFlag = Exclude<keyof TwoKeyRule, 'batchCap'>

/** Each rule, and what follows from it in plain words, switched on and off. */
export const ruleWords: readonly { readonly flag: RuleFlag; readonly title: string; readonly on: string; readonly off: string }[] = [
  {
    flag: 'revoke',
    title: 'Revoking agents',
    on: 'Nobody switches an agent off alone. A plan waits until another lead has signed exactly its calls; the signature counts for a day.',
    off: 'One lead can switch agents off, up to the size of a batch at once.',
  },
  {
    flag: 'acceptCritical',
    title: 'Letting agents of critical risk go on',
    on: 'Accepting, approving, bringing under policy or setting aside an agent of critical risk waits for another lead.',
    off: 'One lead can accept any risk.',
  },
  {
    flag: 'weakenPolicy',
    title: 'Weakening a policy',
    on: 'A change that permits more than before waits for another lead.',
    off: 'One lead can loosen what agents may do.',
  },
]

export const anyRule = (rule: TwoKeyRule): boolean => ruleWords.some(({ flag }) => rule[flag])

/** Who could be the second key of whoever sits here: other active leads with an active key elsewhere. */
export function secondKeys({ people, keys, me }: Pick<Value<'people.list'>, 'people' | 'keys' | 'me'>): readonly Person[] {
  return people.filter(
    ({ id, role, retiredAt }) =>
      id !== me &&
      role === 'lead' &&
      retiredAt === null &&
      keys.some((key) => key.personId === id && key.retiredAt === null && key.home !== 'this-device'),
  )
}

/** The state of it all in one sentence. */
export function standingOf(list: Pick<Value<'people.list'>, 'people' | 'keys' | 'rule' | 'me'>): string {
  const active = list.people.filter(({ retiredAt }) => retiredAt === null)
  if (active.length === 0) return 'Nobody was added: whoever sits at this computer decides, alone.'
  if (list.me === null) return 'The key of this device belongs to nobody here, so nothing can be decided on it.'
  const seconds = secondKeys(list)
  if (!anyRule(list.rule))
    return seconds.length === 0
      ? 'One key decides everything. Two keys need another lead with a key on another device.'
      : 'One key decides everything. Two keys can be asked for below.'
  if (seconds.length === 0) return 'Two keys are asked for, and nobody is left who could be the second.'
  return `Two keys are asked for. ${seconds.map(({ name }) => name).join(', ')} can be the second.`
}

/** Activity first, then names; those who left come last. */
export function inOrder(people: People['people']): readonly Person[] {
  return people.toSorted((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null) || a.name.localeCompare(b.name))
}

export type Allowed =
  | { readonly kind: 'decide'; readonly args: Input<'governance.decide'> }
  | { readonly kind: 'change'; readonly args: Input<'people.change'> }
  | { readonly kind: 'resolve'; readonly args: Input<'audits.resolveConflict'> }

/** What a signed request allows to be done from the queue, exactly as it was asked; null: it has a place of its own. */
export function allowedBy({ subject }: ApprovalRequest): Allowed | null {
  switch (subject.kind) {
    case 'accept-risk': {
      const { action, agents, until, conditions, policyId, reason } = subject
      return {
        kind: 'decide',
        args: { agentIds: agents.map(({ agentId }) => agentId), action, reason, until, conditions, policyId, owner: null },
      }
    }
    case 'conflict': {
      const { conflict, stands, reason } = subject
      return { kind: 'resolve', args: { resolution: { ...stands, conflict: conflict.id }, reason } }
    }
    case 'people':
      // The engine checks the change as it checks any other; what is not the very same is not covered by the signature.
      return {
        kind: 'change',
        args: { change: { kind: subject.entryKind, body: JSON.parse(subject.entryBody) } as Input<'people.change'>['change'] },
      }
    case 'revocation':
    case 'policy':
      return null
  }
}
