import type { Failure } from '../../../../shared/base/failure.ts'
import { failure } from '../../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { IdentityWanted } from '../../../../shared/contract/identity.ts'
import { agentsIn, type IdentityChange, type IdentityEntry, type MemberKey } from '../../../../shared/domain/identity-change.ts'
import type { Store } from '../../store/store.ts'
import type { Deciding } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { mayDecide } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { identitiesOf, identityKind } from './standing.ts'

/** Which thing is to be counted as which agent. */
interface Move {
  readonly to: string
  readonly members: readonly MemberKey[]
}

interface Planned {
  readonly change: IdentityChange
  readonly moves: readonly Move[]
  /** Agents to be assessed again. */
  readonly agents: readonly string[]
}

/**
 * Joins, takes apart or names agents, as a signed entry, in one transaction with what follows from it. Nothing seen is lost, and no
 * decision moves: an approval binds to the facts it was given for, so it lapses where those changed. Fails with `not-found`, `conflict`,
 * `invalid-input` or `permission-missing`.
 */
export function changeIdentity(
  deciding: Deciding & { readonly newId: () => string },
  wanted: IdentityWanted,
  reason: string,
): Result<IdentityEntry> {
  const { store, signer, ports } = deciding
  const planned = plan(store, wanted, deciding.newId)
  if (!planned.ok) return planned
  const { change, moves, agents } = planned.value
  const mayNot = firstProblem(deciding, agents)
  if (mayNot !== null) return failed(mayNot)
  const at = ports.clock().toISOString()
  const entry = store.transaction(() => {
    const written = appendEntry(store.ledger, signer, {
      at,
      kind: identityKind,
      body: { actor: ports.actor, reason: reason.trim(), change },
    })
    for (const { to, members } of moves)
      for (const { connectionId, subjectKey } of members) store.agents.setMember(connectionId, subjectKey, to)
    deciding.assess(agents, null)
    for (const id of agents)
      store.agents.note(id, { at, kind: 'decision', text: `${noteOf(store, change, id)}: ${reason.trim()}`, scanId: null })
    return written.seq
  })
  const kept = identitiesOf(store).entries.find((one) => one.entry === entry)
  return kept === undefined ? fail('bug', 'The change was written and cannot be read.', { subject: String(entry) }) : ok(kept)
}

/** What happened to one of the agents, as its history tells it. */
function noteOf(store: Store, change: IdentityChange, id: string): string {
  const name = (other: string) => `“${store.agents.row(other)?.name ?? other}”`
  switch (change.kind) {
    case 'merge':
      return id === change.into
        ? `Merged with ${change.from.map(({ agentId }) => name(agentId)).join(', ')}`
        : `Merged into ${name(change.into)}`
    case 'split':
      return id === change.from ? `A part of it became ${name(change.to)}` : `Was a part of ${name(change.from)}`
    case 'apart':
      return `Said not to be ${name(id === change.one ? change.other : change.one)}`
    case 'rename':
      return change.after === null ? 'Called as its source calls it' : `Named “${change.after}”`
    case 'undo':
      return `Took back what entry ${change.entry} said`
  }
}

function plan(store: Store, wanted: IdentityWanted, newId: () => string): Result<Planned> {
  switch (wanted.kind) {
    case 'merge':
      return planMerge(store, wanted.into, [...new Set(wanted.from)])
    case 'split':
      return planSplit(store, wanted.agentId, wanted.members, newId())
    case 'apart':
      return wanted.one === wanted.other
        ? fail('invalid-input', 'These are the same agent.', { subject: wanted.one, next: 'Name two.' })
        : ok({ change: wanted, moves: [], agents: [wanted.one, wanted.other] })
    case 'rename': {
      const before = identitiesOf(store).names.get(wanted.agentId) ?? null
      if (before === wanted.name)
        return fail('conflict', 'It is called that already.', { subject: wanted.agentId, next: 'Choose another name.' })
      return ok({ change: { kind: 'rename', agentId: wanted.agentId, before, after: wanted.name }, moves: [], agents: [wanted.agentId] })
    }
    case 'undo':
      return planUndo(store, wanted.entry)
  }
}

function planMerge(store: Store, into: string, ids: readonly string[]): Result<Planned> {
  if (ids.includes(into)) return fail('invalid-input', 'An agent cannot be merged with itself.', { subject: into, next: 'Name two.' })
  const from = ids.map((agentId) => ({ agentId, members: store.agents.members(agentId) }))
  const empty = [{ agentId: into, members: store.agents.members(into) }, ...from].find(({ members }) => members.length === 0)
  if (empty !== undefined)
    return fail('conflict', 'This agent is merged into another one already, or nothing is seen of it.', {
      subject: empty.agentId,
      next: 'Look at the changes, and undo that one first.',
    })
  const busy = [into, ...ids].find((id) => ['revoking', 'revoked'].includes(store.agents.row(id)?.status ?? ''))
  if (busy !== undefined)
    return fail('conflict', 'An agent that is being revoked, or was, keeps to itself.', {
      subject: busy,
      next: 'Undo its revocation first.',
    })
  return ok({
    change: { kind: 'merge', into, from },
    moves: [{ to: into, members: from.flatMap(({ members }) => members) }],
    agents: [into, ...ids],
  })
}

function planSplit(store: Store, from: string, members: readonly MemberKey[], to: string): Result<Planned> {
  const present = store.agents.members(from)
  const stranger = members.find((one) => !present.some((member) => isSame(one, member)))
  if (stranger !== undefined)
    return fail('not-found', 'This is no part of the agent.', { subject: stranger.subjectKey, next: 'Choose among its sources.' })
  if (present.every((member) => members.some((one) => isSame(one, member))))
    return fail('conflict', 'Something must be left of the agent.', { subject: from, next: 'Choose some of its parts, not all.' })
  return ok({ change: { kind: 'split', from, to, members }, moves: [{ to, members }], agents: [from, to] })
}

/** Takes a change back as far as what it moved is still where it put it. */
function planUndo(store: Store, entry: number): Result<Planned> {
  const found = identitiesOf(store).entries.find((one) => one.entry === entry)
  if (found === undefined || found.change.kind === 'undo')
    return fail('not-found', 'There is no such change.', { subject: String(entry), next: 'List the changes and choose one.' })
  if (found.undone) return fail('conflict', 'This change was taken back already.', { subject: String(entry), next: 'List the changes.' })
  const { change } = found
  const moves = movesBack(store, change)
  const movedOn = moves.flatMap(({ members, of }) =>
    members.filter((one) => store.agents.memberOf(one.connectionId, one.subjectKey) !== of),
  )[0]
  if (movedOn !== undefined)
    return fail('conflict', 'A later change moved a part of it.', { subject: movedOn.subjectKey, next: 'Undo the later change first.' })
  if (change.kind === 'rename' && (identitiesOf(store).names.get(change.agentId) ?? null) !== change.after)
    return fail('conflict', 'It was given another name since.', { subject: change.agentId, next: 'Undo the later change first.' })
  return ok({ change: { kind: 'undo', entry }, moves, agents: agentsIn(change) })
}

function movesBack(store: Store, change: IdentityChange): readonly (Move & { readonly of: string })[] {
  if (change.kind === 'merge') return change.from.map(({ agentId, members }) => ({ to: agentId, of: change.into, members }))
  // What joined the part meanwhile goes along: it was joined to it, and nothing else is left there.
  if (change.kind === 'split') return [{ to: change.from, of: change.to, members: [...change.members, ...store.agents.members(change.to)] }]
  return []
}

const isSame = (one: MemberKey, other: MemberKey): boolean => one.connectionId === other.connectionId && one.subjectKey === other.subjectKey

/** Whether all of these agents are there, and the holder of this key may decide about them; an agent that only comes to be is nobody's yet. */
function firstProblem({ store, signer }: Deciding, ids: readonly string[]): Failure | null {
  const people = peopleOf(store)
  for (const [at, id] of ids.entries()) {
    const agent = store.agents.get(id)?.agent
    if (agent === undefined && at === 0)
      return failure('not-found', 'This agent is not in the inventory.', { subject: id, next: 'Look it up in the inventory again.' })
    const problem = agent === undefined ? null : mayDecide(people, signer.keyId, agent)
    if (problem !== null) return problem
  }
  return null
}
