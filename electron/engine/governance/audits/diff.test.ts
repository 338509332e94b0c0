import { appendFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packs } from '../../policy/registry.ts'
import { weights } from '../../risk/weights.ts'
import { decide } from '../decide.ts'
import { diffSides } from './diff.ts'
import { readWeights, replay } from './replay.ts'
import { approval, withAudited } from './seal-fixture.ts'
import { openSide } from './sides.ts'

test('two audits differ in what is new, gone, changed, decided and lapsed, and each fact is told before and after', () =>
  withAudited(async (workspace, { seal }) => {
    const { store } = workspace
    const clock = () => new Date(workspace.now())
    await seal('2026-Q3')
    workspace.advance(90)
    decide(workspace, { ...approval, agentIds: ['agent-2'] })
    workspace.see({ ...workspace.agent('agent-2'), exposure: 'public' })
    workspace.see({ ...workspace.agent('agent-3'), gone: true })
    workspace.see({ id: 'agent-5', connectionId: 'c1', sources: [] })
    await seal('2026-Q4')
    const [before, after] = [openSide(store, '2026-Q3', clock), openSide(store, '2026-Q4', clock)]
    if (!before.ok || !after.ok) throw new Error('a side is missing')
    const found = diffSides(before.value, after.value)
    expect(found.counts).toMatchObject({ agentsBefore: 4, agentsAfter: 4, new: 1, gone: 1, decided: 1 })
    expect(found.agents.find((one) => one.id === 'agent-5')?.kind).toBe('new')
    expect(found.agents.find((one) => one.id === 'agent-3')?.kind).toBe('gone')
    const changed = found.agents.find((one) => one.id === 'agent-2')
    expect(changed?.facts.find((fact) => fact.field === 'sharing')?.after).toEqual(['public'])
    expect(changed?.risk?.factors.some((factor) => factor.title.startsWith('Exposure') || factor.after > factor.before)).toBe(true)
    expect(found.decided.map((one) => one.agentId)).toEqual(['agent-2'])
    const same = openSide(store, '2026-Q4', clock)
    expect(same.ok && diffSides(after.value, same.value).agents).toEqual([])
    const live = openSide(store, 'now', clock)
    expect(live.ok && diffSides(after.value, live.value).counts).toMatchObject({ new: 0, gone: 0, changed: 0 })
  }))

test('a replay moves the figures and leaves the sealed audit as it is', () =>
  withAudited(async (workspace, { seal }) => {
    const path = await seal('2026-Q3')
    const side = openSide(workspace.store, '2026-Q3', () => new Date(workspace.now()))
    if (!side.ok) throw new Error(side.failure.message)
    const same = replay(side.value, { weights: null, policyId: null, policies: packs })
    expect(same.ok && same.value).toMatchObject({ agents: 4, movedCount: 0 })
    const other = readWeights(JSON.stringify({ ...weights, version: 'mine', bands: { critical: 100, high: 90, medium: 0 } }))
    const moved = other.ok ? replay(side.value, { weights: other.value, policyId: null, policies: packs }) : other
    expect(moved.ok && moved.value).toMatchObject({
      weightsAfter: 'mine',
      movedCount: 4,
      bandsBefore: { low: 4 },
      bandsAfter: { medium: 4, low: 0 },
    })
    const policy = replay(side.value, { weights: null, policyId: 'read-only-assistant', policies: packs })
    expect(policy.ok && policy.value.policy).toBe('read-only-assistant')
    side.value.close()
    appendFileSync(path, ' ')
    const changed = openSide(workspace.store, '2026-Q3', () => new Date(workspace.now()))
    expect(changed.ok ? null : changed.failure.message).toBe('The file of this audit is not the one that was sealed.')
  }))

test.each([
  ['no JSON', '{'],
  ['another shape', '{"points":7}'],
  ['a factor left out', JSON.stringify({ ...weights, points: {} })],
  ['a member more', JSON.stringify({ ...weights, more: 1 })],
])('weights with %s are refused in a sentence', (_, text) => {
  const read = readWeights(text)
  expect(read.ok ? null : read.failure.code).toBe('invalid-input')
})
