import { expect, test } from 'vitest'
import { decide } from '../decide.ts'
import { setInLedger } from '../set-by-ledger.ts'
import { withWorkspace } from '../workspace-fixture.ts'
import { calendarOf } from './calendar.ts'
import { dutyOf } from './duty.ts'
import { levelsDocument } from './levels.ts'

const tight = { days: { critical: 0, high: 0, medium: 0, low: 5 }, remindDays: 3, escalateTo: [{ who: 'The CIO', afterDays: 2 }] }

test('a decision is due so many days after the agent began to wait, reminded of before, and told to whom it goes when it is late', () =>
  withWorkspace((workspace) => {
    const { store } = workspace
    workspace.see({ id: 'a', name: 'Plain', firstSeen: workspace.now() })
    expect(dutyOf(store, workspace.now(), 10)).toMatchObject({ overdue: { low: 0 }, soon: 0, set: null, items: [] })
    expect(setInLedger(workspace, levelsDocument, tight, 'The board asks.').ok).toBe(true)
    workspace.advance(3)
    expect(dutyOf(store, workspace.now(), 10)).toMatchObject({
      overdue: { low: 0 },
      soon: 1,
      items: [{ due: { state: 'soon' }, tell: [] }],
    })
    workspace.advance(3)
    expect(dutyOf(store, workspace.now(), 10)).toMatchObject({ overdue: { low: 1 }, soon: 0, tell: [], set: { reason: 'The board asks.' } })
    workspace.advance(2)
    expect(dutyOf(store, workspace.now(), 10)).toMatchObject({ tell: [{ who: 'The CIO', agents: 1 }], items: [{ tell: ['The CIO'] }] })
  }))

test('looking into it does not stop the clock; a decision does, and a lapse starts it again', () =>
  withWorkspace((workspace) => {
    const said = { agentIds: ['a'], reason: 'Because.', until: null, conditions: null, policyId: null, owner: null }
    const since = () => workspace.agent('a').waitingSince
    workspace.see({ id: 'a', firstSeen: '2026-11-01T00:00:00.000Z' })
    decide(workspace, { ...said, action: 'review' })
    expect(since()).toBe('2026-11-01T00:00:00.000Z')
    decide(workspace, { ...said, action: 'approve' })
    expect(since()).toBeNull()
    workspace.advance(4)
    workspace.see({ id: 'a', exposure: 'public' })
    expect([workspace.agent('a').status, since()]).toEqual(['lapsed', workspace.now()])
    decide(workspace, { ...said, action: 'reject' })
    workspace.advance(1)
    expect(since()).toBe(new Date(Date.parse(workspace.now()) - 86_400_000).toISOString())
  }))

test('a calendar has one event a day, and what a stranger named is text in it', () =>
  withWorkspace((workspace) => {
    const hostile = 'A\r\nEND:VEVENT;\u202e,x'.repeat(5)
    for (const [id, name] of [
      ['a', hostile],
      ['b', 'B'],
    ] as const)
      workspace.see({ id, name, firstSeen: '2026-01-01T00:00:00.000Z' })
    const { text, events } = calendarOf(dutyOf(workspace.store, workspace.now(), 10))
    expect(events).toBe(1)
    expect(text.split('\r\n').filter((line) => line === 'END:VEVENT')).toHaveLength(1)
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(text).not.toContain('\u202e')
    expect(text).toContain('SUMMARY:2 agents are to be decided')
  }))
