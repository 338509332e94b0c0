import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { Policy, PolicyChange, PolicyContent, PolicyProblem } from '../../../../shared/domain/policy.ts'
import { inTurns } from '../../in-turns.ts'
import { checkPolicy } from '../../policy/check.ts'
import { compareLines } from '../../policy/content-lines.ts'
import { draftOf, policyFrom } from '../../policy/policy-from.ts'
import { type PolicySubject, subjectOf } from '../../policy/principal.ts'
import { weakeningOf } from '../../policy/weakening.ts'
import type { Store } from '../../store/store.ts'
import type { Recording } from '../governing.ts'
import { spendApproval } from '../keys/spent.ts'
import { withoutApproval } from '../keys/standing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { mayDecideEverywhere } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { policiesOf, policyKind, versionsOf } from './policies-of.ts'

/** After this many agents other work has its turn. */
const chunk = 200

/**
 * What a draft would change, line by line, and whether that permits more than before; every agent may have to be looked at, while other
 * work goes on. Fails where the draft's text does not hold.
 */
export async function changeOf(store: Store, content: PolicyContent, against: number | null = null): Promise<Result<PolicyChange>> {
  const broken = problemOf(content)
  if (broken !== null) return failed(broken)
  const before = against === null ? policyOf(store, content.id) : versionOf(store, content.id, against)
  if (against !== null && before === null)
    return fail('not-found', 'There is no such version of this policy.', {
      subject: `${content.id} ${against}`,
      next: 'Choose one that is listed.',
    })
  const after = draftOf(content, before ?? lastVersion(store, content.id))
  const weakening = before?.hash === after.hash ? [] : await weakeningOf(before, after, () => inTurns(subjectsOf(store), chunk))
  return ok({
    policyId: content.id,
    before: before === null ? null : { version: before.version, hash: before.hash },
    after: { version: after.version, hash: after.hash },
    lines: compareLines(before, content),
    weakening,
    needsSecondKey: weakening.length > 0 && peopleOf(store).rule.weakenPolicy,
  })
}

/**
 * Publishes a draft as the next version: a decision of a governance lead, in the ledger with its reason. What permits more than before
 * takes a second key where the two-key rule says so. Fails with `invalid-input` (its text), `conflict` (nothing changes, or somebody else
 * changed it meanwhile) or `permission-missing`.
 */
export async function publishPolicy(recording: Recording, content: PolicyContent, reason: string): Promise<Result<Policy>> {
  const { store, signer, ports } = recording
  const people = peopleOf(store)
  const mayNot = mayDecideEverywhere(people, signer.keyId)
  if (mayNot !== null) return failed(mayNot)
  const change = await changeOf(store, content)
  if (!change.ok) return change
  const { before, after, weakening, needsSecondKey } = change.value
  if (before?.hash === after.hash)
    return fail('conflict', 'This is what is in force already.', { subject: content.id, next: 'Change something, then publish it.' })
  if (policyOf(store, content.id)?.hash !== before?.hash)
    return fail('conflict', 'This policy was changed while the draft was compared with it.', {
      subject: content.id,
      next: 'Look at the difference again, then publish it.',
      retry: { afterMs: 0 },
    })
  const subject = needsSecondKey ? policySubject(store, content) : null
  const alone = subject === null ? null : withoutApproval(recording, subject)
  if (alone !== null) return failed({ ...alone, message: `${alone.message} ${weakening.join(' ')}` })
  const body = {
    actor: ports.actor,
    policyId: content.id,
    version: after.version,
    hash: after.hash,
    previous: before?.hash ?? null,
    reason: reason.trim(),
    weakening,
    content,
  }
  store.transaction(() => {
    if (subject !== null) spendApproval(recording, subject)
    appendEntry(store.ledger, signer, { at: ports.clock().toISOString(), kind: policyKind, body })
  })
  const published = policyOf(store, content.id)
  return published === null ? fail('bug', 'The policy was written and cannot be read.', { subject: content.id }) : ok(published)
}

/** What a second key is asked to agree to: from which version to which, with every line that goes and comes. */
export function policySubject(store: Store, content: PolicyContent): ApprovalSubject {
  const before = policyOf(store, content.id)
  return {
    kind: 'policy',
    policyId: content.id,
    title: content.title,
    before: before?.hash ?? '',
    after: draftOf(content, before).hash,
    says: compareLines(before, content)
      .filter(({ mark }) => mark !== ' ')
      .map(({ mark, text }) => `${mark} ${text}`),
  }
}

export function policyOf(store: Pick<Store, 'ledger'>, id: string): Policy | null {
  return policiesOf(store).find((one) => one.id === id) ?? null
}

/** The policies in force, with a draft in the place of its own id. */
export function policiesWith(store: Pick<Store, 'ledger'>, draft: PolicyContent | null): readonly Policy[] {
  const policies = policiesOf(store)
  if (draft === null) return policies
  return [...policies.filter(({ id }) => id !== draft.id), draftOf(draft, policyOf(store, draft.id))]
}

/** One version, as a policy. */
function versionOf(store: Pick<Store, 'ledger'>, id: string, version: number): Policy | null {
  const found = versionsOf(store, id).find((one) => one.version === version)
  return found === undefined ? null : policyFrom(found.content, found.version, 'own', found.published)
}

/** The newest version of a policy that was withdrawn: numbers go on where they stopped. */
function lastVersion(store: Pick<Store, 'ledger'>, id: string): Pick<Policy, 'version' | 'origin'> | null {
  const [last] = versionsOf(store, id)
  return last === undefined ? null : { version: last.version, origin: 'own' }
}

/** What policies look at of every recorded agent that is still there. */
export function* subjectsOf(store: Store): Iterable<PolicySubject> {
  for (const agent of store.agents.every()) if (!agent.gone) yield subjectOf(agent)
}

/** The first error of a draft's text as a failure; null: it holds. */
export function problemOf({ cedar }: Pick<PolicyContent, 'cedar'>): Failure | null {
  const first = checkPolicy(cedar).find(({ severity }) => severity === 'error')
  return first === undefined ? null : failure('invalid-input', first.message, { subject: placeWords(first), next: first.next })
}

const placeWords = ({ line, column }: PolicyProblem) => `line ${line}, column ${column}`
