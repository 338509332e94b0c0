import type { Result } from '../../../../shared/base/result.ts'
import type { PeopleChange } from '../../../../shared/contract/people-change.ts'
import type { Approval, ApprovalRequest, ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { People } from '../../../../shared/domain/people.ts'
import { keyIdOf, type Signer, signerFrom } from '../ledger/sign.ts'
import { changePeople } from '../people/change-people.ts'
import type { Workspace } from '../workspace-fixture.ts'
import { answer, unsignedAnswer } from './answer.ts'
import { requestApproval } from './request-approval.ts'
import { answerText } from './signed-text.ts'
import { takeAnswer } from './take-answer.ts'

/** For tests: a second person's key, as another device would hold it. */
export const secondKey: Signer = signerFrom(new Uint8Array(32).fill(201))
export const thirdKey: Signer = signerFrom(new Uint8Array(32).fill(202))

export const person = (
  personId: string,
  name: string,
  role: 'lead' | 'delegate' | 'auditor' | 'owner' = 'lead',
  businessUnits: string[] = [],
): PeopleChange => ({
  kind: 'person-added',
  body: { personId, name, role, businessUnits },
})

export const keyFor = (
  personId: string,
  { keyId, publicKey }: Signer,
  home: 'this-device' | 'other-device' | 'hardware' = 'other-device',
): PeopleChange => ({
  kind: 'person-key-added',
  body: { personId, keyId, publicKey, home, label: '' },
})

export const rule = (
  more: Partial<{ revoke: boolean; acceptCritical: boolean; weakenPolicy: boolean; batchCap: number }>,
): PeopleChange => ({
  kind: 'two-key-rule',
  body: { revoke: false, acceptCritical: false, weakenPolicy: false, batchCap: 25, ...more },
})

export function changed(workspace: Workspace, change: PeopleChange): People {
  return got(changePeople(workspace, change))
}

/** A lead on this device and another elsewhere, with a rule. */
export function withTwoLeads(workspace: Workspace, more: Parameters<typeof rule>[0]): void {
  changed(workspace, person('one', 'Lead One'))
  changed(workspace, keyFor('one', workspace.signer, 'this-device'))
  changed(workspace, person('two', 'Lead Two'))
  changed(workspace, keyFor('two', secondKey))
  changed(workspace, rule(more))
}

/** The other key says yes. */
export function approve(request: ApprovalRequest, by: Signer, now: Date): Approval {
  const given = answer(request, { agrees: true }, by, now)
  if (given.format !== 'rollcall-approval/1') throw new Error('it refused')
  return given
}

/** The same by a key that OpenSSH holds. */
export function approveBySsh(request: ApprovalRequest, publicKey: string, now: Date, sign: (text: string) => string) {
  const unsigned = unsignedAnswer(request, { agrees: true }, { keyId: keyIdOf(publicKey), scheme: 'sshsig' }, now)
  return { ...unsigned, signature: sign(answerText(unsigned)) }
}

/** Asks, and has the other key agree. */
export function agreed(workspace: Workspace, subject: ApprovalSubject, by: Signer = secondKey) {
  const request = got(requestApproval(workspace, subject))
  return takeAnswer(workspace, JSON.stringify(approve(request, by, workspace.ports.clock())))
}

/** What makes an agent's risk critical, as a scan sees it. */
export const criticalAgent = {
  id: 'a',
  exposure: 'public',
  autonomy: { floor: 'A5', ceiling: 'A5', because: 'test' },
  traits: ['private-data', 'untrusted-content', 'way-out'],
  capabilities: (['read', 'write', 'send', 'execute', 'pay'] as const).map((action) => ({
    action,
    resource: 'mail',
    sensitivity: 'restricted',
    reach: 'tenant',
    via: 'All',
    grantKey: null,
    used: null,
    call: null,
  })),
} as const

export function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}
