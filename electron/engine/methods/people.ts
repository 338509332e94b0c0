import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { EngineHandlers, Input } from '../../../shared/contract/contract.ts'
import type { Approval, ApprovalSubject } from '../../../shared/domain/approval.ts'
import { endOf } from '../governance/check-content.ts'
import { acceptRiskSubject } from '../governance/decide.ts'
import { requestApproval, requestsOf } from '../governance/keys/request-approval.ts'
import { revocationSubject } from '../governance/keys/subject.ts'
import { takeApproval } from '../governance/keys/take-approval.ts'
import { changePeople, peopleSubject } from '../governance/people/change-people.ts'
import { peopleOf } from '../governance/people/people-of.ts'
import { personOfKey } from '../governance/people/project-people.ts'
import type { EngineContext } from './engine-context.ts'

export function peopleMethods(context: EngineContext): EngineHandlers['people'] {
  const { store, signer, emit, ports } = context
  return {
    list: () => {
      const people = peopleOf(store)
      return ok({ ...people, keyId: signer.keyId, publicKey: signer.publicKey, me: personOfKey(people, signer.keyId)?.id ?? null })
    },
    change: ({ change }) => {
      const changed = changePeople(context, change)
      if (changed.ok) emit('decisions-changed')
      return changed
    },
    ask: ({ for: wanted }) => {
      const subject = subjectOf(context, wanted)
      return subject.ok ? requestApproval(context, subject.value) : subject
    },
    take: ({ text }) => {
      const taken = takeApproval(context, text)
      if (taken.ok) emit('decisions-changed')
      return taken
    },
    approvals: () => {
      const people = peopleOf(store)
      const now = ports.clock().toISOString()
      const given = store.ledger
        .ofKinds(['approval-given'])
        .map(({ body }) => JSON.parse(body) as { readonly approval: Approval; readonly personId: string })
      return ok(
        requestsOf(context).map((request) => {
          const answers = given.filter(({ approval }) => approval.requestId === request.id)
          return {
            request,
            state: answers.some(({ approval }) => approval.expiresAt > now) ? 'given' : request.expiresAt <= now ? 'expired' : 'open',
            by: answers.map(({ personId }) => people.people.find(({ id }) => id === personId)?.name ?? personId),
          } as const
        }),
      )
    },
  }
}

/** What is asked for, whole, as it stands now. */
function subjectOf({ store }: EngineContext, wanted: Input<'people.ask'>['for']): Result<ApprovalSubject> {
  switch (wanted.kind) {
    case 'revocation': {
      const found = store.revocations.get(wanted.id)
      return found === null ? missing(wanted.id) : ok(revocationSubject([found.plan]))
    }
    case 'batch': {
      const batch = store.revocations.batch(wanted.id)
      return batch === null
        ? missing(wanted.id)
        : ok(revocationSubject(batch.revocationIds.flatMap((id) => store.revocations.get(id)?.plan ?? [])))
    }
    case 'accept-risk': {
      const agents = wanted.agentIds.flatMap((id) => store.agents.get(id)?.agent ?? [])
      const until = endOf(wanted.until)
      if (until === null) return fail('invalid-input', 'This date cannot be read.', { subject: 'until', next: 'Write it like 2027-03-31.' })
      return agents.length === wanted.agentIds.length
        ? ok(acceptRiskSubject(agents, until))
        : fail('not-found', 'One of these agents is not in the inventory.', { next: 'Look it up in the inventory again.' })
    }
    case 'people':
      return ok(peopleSubject(peopleOf(store), wanted.change))
  }
}

const missing = (id: string): Result<never> =>
  failed({ code: 'not-found', message: 'There is no such revocation or batch.', subject: id, next: 'Plan it first.' })
