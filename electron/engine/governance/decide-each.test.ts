import { expect, test } from 'vitest'
import { decideEach } from './decide-each.ts'
import { withWorkspace } from './workspace-fixture.ts'

const approval = { action: 'approve', reason: 'Looked at.', until: null, conditions: null, policyId: null, owner: null } as const

test('each agent gets an entry of its own, and one that cannot be decided never loses the others', () =>
  withWorkspace((workspace) => {
    for (const id of ['a', 'b', 'c']) workspace.see({ id, name: id, gone: id === 'b' })
    const { taken, left } = decideEach(workspace, { ...approval, agentIds: ['a', 'b', 'nobody', 'c', 'a'] })
    expect(taken.map(({ agentId }) => agentId)).toEqual(['a', 'c'])
    expect(new Set(taken.map(({ seq }) => seq)).size).toBe(2)
    expect(left.map(({ agentId, agentName, failure }) => [agentId, agentName, failure.code])).toEqual([
      ['b', 'b', 'conflict'],
      ['nobody', null, 'not-found'],
    ])
    expect([workspace.standing('a').status, workspace.standing('c').status]).toEqual(['approved', 'approved'])
  }))

test('a preview tells what would be left, and writes nothing', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a', name: 'a' })
    const before = workspace.store.ledger.count()
    expect(decideEach(workspace, { ...approval, agentIds: ['a', 'nobody'], dryRun: true })).toMatchObject({
      taken: [],
      left: [{ agentId: 'nobody' }],
    })
    expect(workspace.store.ledger.count()).toBe(before)
  }))
