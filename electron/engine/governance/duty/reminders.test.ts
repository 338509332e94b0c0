import { expect, test } from 'vitest'
import { withWorkspace } from '../workspace-fixture.ts'
import { remind, remindersOf, setReminders } from './reminders.ts'

const schedule = {
  id: 's',
  name: 'Board audit',
  every: 'quarter',
  dueOn: '2026-11-30',
  remindDays: 5,
  scope: { businessUnits: [], connectionIds: [] },
  people: [],
} as const

test('what became overdue is told once, in counts; nothing while it is off, and no name unless that was chosen', () =>
  withWorkspace((workspace) => {
    const { store } = workspace
    const told = () => remind(store, new Date(workspace.now()))
    workspace.see({ id: 'a', name: 'Payroll helper', firstSeen: workspace.now() })
    workspace.advance(100)
    expect(remindersOf(store)).toEqual({ on: false, names: false })
    expect(told()).toEqual([])

    setReminders(store, { on: true, names: false })
    const [first] = told()
    expect(first).toEqual({ screen: 'triage', title: '1 decision is overdue', body: `1 ${workspace.store.agents.row('a')?.band}.` })
    expect(told()).toEqual([])

    workspace.see({ id: 'b', name: 'Payroll\u202e helper', firstSeen: workspace.now() })
    expect(told()).toEqual([])
    setReminders(store, { on: true, names: true })
    workspace.advance(100)
    expect(told()).toMatchObject([
      { title: '1 decision is overdue', body: expect.stringMatching(/2 are overdue in all\. Payroll.*helper$/) },
    ])
    expect(JSON.stringify(told())).not.toContain('\u202e')
    setReminders(store, { on: false, names: true })
    workspace.see({ id: 'c', firstSeen: '2026-01-01T00:00:00.000Z' })
    workspace.advance(100)
    expect(told()).toEqual([])
  }))

test('an audit is told when it becomes due, and again when it was missed', () =>
  withWorkspace((workspace) => {
    const { store } = workspace
    const told = () => remind(store, new Date(workspace.now()))
    store.audits.putSchedule(schedule)
    setReminders(store, { on: true, names: false })
    expect(told()).toEqual([])
    workspace.advance(4)
    expect(told()).toEqual([{ screen: 'audits', title: '1 audit is due', body: 'Open Rollcall to see which.' }])
    workspace.advance(1)
    expect(told()).toEqual([])
    setReminders(store, { on: true, names: true })
    workspace.advance(5)
    expect(told()).toEqual([{ screen: 'audits', title: '1 audit was missed', body: 'Board audit' }])
    expect(told()).toEqual([])
  }))
