import { expect, test } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import type { RuleConditions } from '../../../../shared/domain/triage-rule.ts'
import { setInLedger, settingOf } from '../set-by-ledger.ts'
import { withWorkspace } from '../workspace-fixture.ts'
import { rulesDocument } from './shipped.ts'
import { holds, suggestionBy } from './suggest.ts'

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
