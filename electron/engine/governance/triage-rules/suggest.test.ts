import { expect, test } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import type { RuleConditions, TriageRule } from '../../../../shared/domain/triage-rule.ts'
import { setInLedger, settingOf } from '../set-by-ledger.ts'
import { withWorkspace } from '../workspace-fixture.ts'
import { problemWith } from './check-rules.ts'
import { rulesDocument } from './shipped.ts'
import { holds, suggestionBy } from './suggest.ts'
import { tryRules } from './try-rules.ts'

const now = '2026-11-22T09:30:00.000Z'
const reads = { action: 'read', resource: 'files', sensitivity: 'internal', reach: 'user' } as never

test('what was not looked up meets no condition: unknown is neither yes nor no', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a', publisher: null, lastActive: null, capabilities: [] })
    const row = workspace.store.agents.row('a')
    if (row === null) throw new Error('no row')
    const facts = { row, agent: workspace.agent('a'), now }
    const unmet: readonly RuleConditions[] = [
      { publisherVerified: true },
      { publisherVerified: false },
      { onlyReads: true },
      { onlyReads: false },
      { idleDays: 1 },
      { businessUnits: ['Sales'] },
    ]
    for (const when of unmet) expect([when, holds(when, facts)]).toEqual([when, false])
    expect(holds({}, facts)).toBe(true)
    expect(holds({ autonomyAtMost: ['A1'], ownerStates: ['known'] }, facts)).toBe(true)
  }))

test('first-party and read-only suggests to approve, unless a source did not show everything', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a', firstParty: true, capabilities: [reads] })
    const row = workspace.store.agents.row('a')
    if (row === null) throw new Error('no row')
    const agent = agentWith({ firstParty: true, capabilities: [reads] })
    expect(suggestionBy(rulesDocument.ships, { row, agent, now })).toMatchObject({ id: 'first-party-reads', suggest: 'approve' })
    expect(suggestionBy(rulesDocument.ships, { row: { ...row, partial: true }, agent, now })?.suggest).toBe('policy')
  }))

test('rules are changed by signed entries only, and the last of them counts', () =>
  withWorkspace((workspace) => {
    const { store } = workspace
    const rules = rulesDocument.ships.map((rule) => ({ ...rule, on: false }))
    expect(settingOf(store, rulesDocument)).toMatchObject({ set: null })
    expect(setInLedger(workspace, rulesDocument, rules, 'Not yet.').ok).toBe(true)
    expect(settingOf(store, rulesDocument)).toMatchObject({ value: rules, set: { by: 'lead', reason: 'Not yet.' } })
    expect(store.ledger.head()?.kind).toBe('triage-rules')
  }))

test('rules that are tried say for how many each would speak, what would change, and change nothing', () =>
  withWorkspace((workspace) => {
    const { store } = workspace
    for (const id of ['a', 'b', 'c'])
      workspace.see({ id, name: id, firstParty: id !== 'c', capabilities: [reads], lastSeen: workspace.now() })
    const mine: TriageRule = {
      id: 'mine',
      title: 'Mine',
      on: true,
      when: { firstParty: true },
      suggest: 'reject',
      because: 'We want none.',
    }
    const size = store.ledger.count()
    const tried = tryRules(store, [mine, ...rulesDocument.ships], workspace.now())
    expect(tried).toMatchObject({ waiting: 3, tried: 3, byOwners: 0, movedCount: 2 })
    expect(tried.rules[0]).toEqual({ id: 'mine', speaks: 2, holds: 2 })
    expect(tried.moved.map(({ id, after }) => [id, after]).sort()).toEqual([
      ['a', 'reject'],
      ['b', 'reject'],
    ])
    expect(tryRules(store, rulesDocument.ships, workspace.now()).movedCount).toBe(0)
    expect(tryRules(store, [{ ...mine, on: false }], workspace.now())).toMatchObject({ silent: 3, rules: [{ speaks: 0, holds: 0 }] })
    expect(store.ledger.count()).toBe(size)
  }))

test('a value that no agent can have, and a title given twice, are refused in a sentence', () => {
  const [rule] = rulesDocument.ships
  if (rule === undefined) throw new Error('no rule ships')
  expect(problemWith(rulesDocument.ships)).toBeNull()
  expect(problemWith([{ ...rule, when: { bands: ['hihg'] } }])?.message).toContain('asks for “hihg” in “Risk”')
  expect(problemWith([rule, { ...rule, id: 'other' }])?.message).toContain('Two rules are called')
})
