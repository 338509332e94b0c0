import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Contract, EngineHandlers } from '../../../shared/contract/contract.ts'
import type { ArgsOf } from '../../../shared/contract/method.ts'
import type { ApprovalSubject } from '../../../shared/domain/approval.ts'
import { wordsOfSubject } from '../../../shared/domain/approval-words.ts'
import { subjectOfResolution } from '../governance/bundles/resolutions.ts'
import { subjectOfDecision } from '../governance/decide.ts'
import { readRequest } from '../governance/keys/answer.ts'
import { answerRequest } from '../governance/keys/answer-request.ts'
import { askedOf } from '../governance/keys/asked.ts'
import { requestApproval, requestOf } from '../governance/keys/request-approval.ts'
import { readSshPublicKey } from '../governance/keys/ssh-signature.ts'
import { revocationSubject } from '../governance/keys/subject.ts'
import { takeAnswer } from '../governance/keys/take-answer.ts'
import { keyIdOf, publicKeyFrom } from '../governance/ledger/sign.ts'
import { changePeople, peopleSubject } from '../governance/people/change-people.ts'
import { peopleOf } from '../governance/people/people-of.ts'
import { personOfKey } from '../governance/people/project-people.ts'
import { policyOf, policySubject } from '../governance/policies/change-policy.ts'
import { notInForce, withdrawalSubject } from '../governance/policies/withdraw-policy.ts'
import { keepShown } from '../governance/revoke/shown.ts'
import type { EngineContext } from './engine-context.ts'
import { federationOf } from './federation-of.ts'
import { saveFile } from './save-file.ts'

export function peopleMethods(context: EngineContext): EngineHandlers['people'] {
  const { store, signer, emit, ports } = context
  const changed = <T>(result: Result<T>): Result<T> => {
    if (result.ok) emit('decisions-changed')
    return result
  }
  return {
    list: () => {
      const people = peopleOf(store)
      return ok({ ...people, keyId: signer.keyId, publicKey: signer.publicKey, me: personOfKey(people, signer.keyId)?.id ?? null })
    },
    change: ({ change }) => changed(changePeople(context, change)),
    readKey: ({ text }) => {
      const line = text.trim()
      const ssh = readSshPublicKey(line)
      const publicKey = ssh?.publicKey ?? line
      return publicKeyFrom(publicKey) === null
        ? fail('invalid-input', 'This is no Ed25519 public key.', {
            subject: 'publicKey',
            next: 'Take the line that `rollcall key new` printed, or the one in the .pub file of a token.',
          })
        : ok({ publicKey, keyId: keyIdOf(publicKey), hardware: ssh?.hardware ?? false })
    },
    ask: ({ for: wanted }) => {
      const subject = subjectOf(context, wanted)
      return subject.ok ? changed(requestApproval(context, subject.value)) : subject
    },
    saveRequest: async ({ requestId, path }) => {
      const request = requestOf(context, requestId)
      return request.ok ? saveFile(path, `${JSON.stringify(request.value, null, 2)}\n`, 'request') : request
    },
    take: ({ text }) => changed(takeAnswer(context, text)),
    approvals: () => ok(askedOf(context).map((asked) => ({ ...asked, says: wordsOfSubject(asked.request.subject) }))),
    read: ({ text, from }) => {
      const read = readRequest(text, from, ports.clock())
      return read.ok ? ok({ ...read.value, says: wordsOfSubject(read.value.request.subject) }) : read
    },
    answer: async ({ text, from, verdict, with: by, path }) => {
      const read = readRequest(text, from, ports.clock())
      if (!read.ok) return read
      const answer = await answerRequest(read.value.request, verdict, by, signer, ports.clock())
      if (!answer.ok || path === null) return answer
      const saved = await saveFile(path, `${JSON.stringify(answer.value, null, 2)}\n`, 'answer')
      return saved.ok ? answer : saved
    },
  }
}

/** What is asked for, whole, as it stands now. */
function subjectOf(context: EngineContext, wanted: ArgsOf<Contract['people']['ask']>['for']): Result<ApprovalSubject> {
  const { store } = context
  switch (wanted.kind) {
    case 'revocation': {
      keepShown(context, wanted.id)
      const found = store.revocations.get(wanted.id)
      return found === null ? missing(wanted.id) : ok(revocationSubject([found.plan]))
    }
    case 'batch': {
      const batch = store.revocations.batch(wanted.id)
      return batch === null
        ? missing(wanted.id)
        : ok(revocationSubject(batch.revocationIds.flatMap((id) => store.revocations.get(id)?.plan ?? [])))
    }
    case 'decision':
      return subjectOfDecision(context, wanted.decision)
    case 'conflict':
      return subjectOfResolution(context, federationOf(context, Number.POSITIVE_INFINITY), wanted.said.resolution, wanted.said.reason)
    case 'policy':
      return ok(policySubject(store, wanted.content))
    case 'policy-withdrawal': {
      const policy = policyOf(store, wanted.policyId)
      return policy === null ? notInForce(wanted.policyId) : ok(withdrawalSubject(policy))
    }
    case 'people':
      return ok(peopleSubject(peopleOf(store), wanted.change))
  }
}

const missing = (id: string): Result<never> =>
  failed({ code: 'not-found', message: 'There is no such revocation or batch.', subject: id, next: 'Plan it first.' })
