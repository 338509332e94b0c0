import { expect, test } from 'vitest'
import type { IdentityWanted } from '../../../../shared/contract/identity.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { decide } from '../decide.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { changeIdentity } from './change-identity.ts'
import { identitiesOf } from './standing.ts'
import { suggestMerges } from './suggest-merges.ts'

const part = (subjectKey: string) => ({ connectionId: 'connection-1', subjectKey })

function withTwo(work: (workspace: Workspace, change: (wanted: IdentityWanted) => ReturnType<typeof changeIdentity>) => void) {
  return withWorkspace((workspace) => {
    for (const id of ['a', 'b']) {
      workspace.see({ id, name: id })
      for (const nr of [1, 2]) workspace.store.agents.setMember('connection-1', `${id}/${nr}`, id)
    }
    work(workspace, (wanted) => changeIdentity(workspace, wanted, 'Because.'))
  })
}

const partsOf = ({ store }: Workspace, id: string) => store.agents.members(id).map(({ subjectKey }) => subjectKey)

test('merged, nothing is lost: every part is counted once, the other leaves the lists, and taking it back restores both', () =>
  withTwo((workspace, change) => {
    const merged = change({ kind: 'merge', into: 'a', from: ['b'] })
    expect(partsOf(workspace, 'a')).toEqual(['a/1', 'a/2', 'b/1', 'b/2'])
    expect(change({ kind: 'merge', into: 'a', from: ['b'] })).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(change({ kind: 'undo', entry: merged.ok ? merged.value.entry : 0 }).ok).toBe(true)
    expect([partsOf(workspace, 'a'), partsOf(workspace, 'b')]).toEqual([
      ['a/1', 'a/2'],
      ['b/1', 'b/2'],
    ])
    // What a declared key would join again stays apart now, until somebody merges them again.
    expect(identitiesOf(workspace.store).isApart('b', 'a')).toBe(true)
    change({ kind: 'merge', into: 'b', from: ['a'] })
    expect(identitiesOf(workspace.store).isApart('a', 'b')).toBe(false)
  }))

test('a change that a later one moved on is not taken back before it', () =>
  withTwo((workspace, change) => {
    const merged = change({ kind: 'merge', into: 'a', from: ['b'] })
    const split = change({ kind: 'split', agentId: 'a', members: [part('b/1')] })
    const entry = (of: typeof merged) => (of.ok ? of.value.entry : 0)
    expect(split.ok && identitiesOf(workspace.store).isApart('a', split.value.change.kind === 'split' ? split.value.change.to : '')).toBe(
      true,
    )
    expect(change({ kind: 'undo', entry: entry(merged) })).toMatchObject({ ok: false, failure: { next: 'Undo the later change first.' } })
    expect(change({ kind: 'undo', entry: entry(split) }).ok).toBe(true)
    expect(change({ kind: 'undo', entry: entry(merged) }).ok).toBe(true)
    expect(partsOf(workspace, 'b')).toEqual(['b/1', 'b/2'])
  }))

test.each([
  [{ kind: 'merge', into: 'a', from: ['a'] }, 'invalid-input'],
  [{ kind: 'merge', into: 'a', from: ['nobody'] }, 'conflict'],
  [{ kind: 'split', agentId: 'a', members: [part('b/1')] }, 'not-found'],
  [{ kind: 'split', agentId: 'a', members: [part('a/1'), part('a/2')] }, 'conflict'],
  [{ kind: 'rename', agentId: 'nobody', name: 'X' }, 'not-found'],
  [{ kind: 'rename', agentId: 'a', name: null }, 'conflict'],
  [{ kind: 'undo', entry: 99 }, 'not-found'],
] as const)('%o is refused as %s', (wanted, code) =>
  withTwo((_workspace, change) => {
    expect(change(wanted as unknown as IdentityWanted)).toMatchObject({ ok: false, failure: { code } })
  }),
)

test('set aside as no AI, with a reason, it leaves the queue and can be brought back', () =>
  withTwo((workspace) => {
    const said = { agentIds: ['a'], reason: 'A calculator.', until: null, conditions: null, policyId: null, owner: null }
    decide(workspace, { ...said, action: 'not-ai' })
    expect([workspace.agent('a').status, workspace.agent('a').waitingSince]).toEqual(['retired', null])
    workspace.advance(1)
    workspace.see({ id: 'a', name: 'a' })
    expect(workspace.agent('a').status).toBe('retired')
    decide(workspace, { ...said, action: 'review', reason: 'It has a model after all.' })
    expect(workspace.agent('a').status).toBe('in-review')
  }))

test('a name alone suggests nothing, and what a person kept apart is not suggested again', () => {
  const one = agentWith({
    id: 'one',
    name: 'Invoice bot',
    publisher: null,
    models: [],
    owner: { state: 'none', name: null, people: [], declared: false },
    nativeIds: [],
  })
  const other = { ...one, id: 'other', name: 'invoice-bot' }
  const never = () => false
  expect(suggestMerges([one, other], never)).toEqual([])
  const alike = { endpoint: 'https://agent.example' }
  expect(
    suggestMerges(
      [
        { ...one, ...alike },
        { ...other, ...alike },
      ],
      never,
    ),
  ).toMatchObject([
    { one: { id: 'one' }, other: { id: 'other' }, evidence: ['Same name: Invoice bot', 'Same address: https://agent.example'] },
  ])
  expect(
    suggestMerges(
      [
        { ...one, ...alike },
        { ...other, ...alike },
      ],
      () => true,
    ),
  ).toEqual([])
  expect(
    suggestMerges(
      [
        { ...one, ...alike },
        { ...other, ...alike, gone: true },
      ],
      never,
    ),
  ).toEqual([])
})
