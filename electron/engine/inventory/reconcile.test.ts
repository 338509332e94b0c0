import { expect, it } from 'vitest'
import type { OwnerSummary } from '../../../shared/domain/agent.ts'
import { agentWith } from '../../../shared/domain/agent-fixture.ts'
import type { Claim } from '../../../shared/domain/observation.ts'
import { claimDetails, driftOf, reconcile } from './reconcile.ts'

const blank: Claim = { list: 'r.csv', entry: 'R-1', owner: '', model: '', vendor: '', department: '', status: '' }
const claim = (changes: Partial<Claim>): Claim => ({ ...blank, ...changes })
const seenModel = (...names: string[]) => agentWith({ models: names.map((name) => ({ vendor: null, name })) })
const owned = (state: OwnerSummary['state'], name: string | null): OwnerSummary => ({
  state,
  name,
  declared: false,
  people: name === null ? [] : [{ key: 'p', name, type: 'user', active: state === 'known', role: 'owner', callId: null }],
})

it.each([
  ['gpt-4o', 'gpt-4o-2024-08-06', 0],
  ['GPT-4o', 'gpt-4o', 0],
  ['gpt-4o, claude-sonnet-4', 'claude-sonnet-4', 0],
  ['gpt-4o', 'gpt-4o-mini', 1],
  ['gpt-4o', 'gpt-4.1', 1],
])('model %s against %s: %i differences', (claimed, seen, differences) => {
  expect(driftOf(claim({ model: claimed }), seenModel(seen))).toHaveLength(differences)
})

it('does not call unknown a difference', () => {
  const unknown = agentWith({ models: [], owner: owned('unknown', null), enabled: null })
  expect(driftOf(claim({ model: 'gpt-4o', owner: 'A. Person', status: 'active' }), unknown)).toEqual([])
})

it.each([
  ['Gisla Dunmarrow', owned('known', 'Gisla Dunmarrow'), 0],
  ['gisla.dunmarrow12@meridian.example', owned('known', 'Gisla Dunmarrow'), 0],
  ['Jorin Abermark', owned('known', 'Gisla Dunmarrow'), 1],
  ['Gisla Dunmarrow', owned('left', 'Gisla Dunmarrow'), 1],
  ['Gisla Dunmarrow', owned('none', null), 1],
])('owner %s', (claimed, owner, differences) => {
  expect(driftOf(claim({ owner: claimed }), agentWith({ owner }))).toHaveLength(differences)
})

it.each([
  ['retired', { enabled: true, gone: false }, 'still there'],
  ['active', { enabled: false, gone: false }, 'switched off'],
  ['approved', { enabled: true, gone: true }, 'gone'],
])('status %s', (status, state, seen) => {
  expect(driftOf(claim({ status }), agentWith(state))).toEqual([{ field: 'status', claimed: status, seen }])
})

it('is in both, only in the register or only in reality by ids; a name only suggests', () => {
  const known = agentWith({ id: 'a', name: 'Known', models: [{ vendor: null, name: 'gpt-4o' }] })
  const gone = agentWith({ id: 'g', name: 'Gone', gone: true })
  const told = reconcile(
    [
      { claim: claim({ model: 'gpt-3.5-turbo' }), name: 'Known', agent: known },
      { claim: claim({ entry: 'R-2' }), name: 'Gone', agent: gone },
      { claim: claim({ entry: 'R-3' }), name: ' unregistered ', agent: null },
    ],
    [known, gone, { id: 'u', name: 'Unregistered', gone: false }],
  )
  expect(told.both.map(({ claim: { entry } }) => entry)).toEqual(['R-1'])
  expect(told.drift[0]?.drift).toEqual([{ field: 'model', claimed: 'gpt-3.5-turbo', seen: 'gpt-4o' }])
  expect(told.onlyInRegister.map(({ claim: { entry }, looksLike }) => [entry, looksLike])).toEqual([
    ['R-2', []],
    ['R-3', ['Unregistered']],
  ])
  expect(told.onlyInReality).toEqual([{ id: 'u', name: 'Unregistered' }])
  expect(told).toMatchObject({ entries: 3, agents: 2 })
})

it('says on the agent what differs, and nothing where no list names it', () => {
  expect(claimDetails([], agentWith())).toEqual({})
  expect(claimDetails([claim({ model: 'gpt-3.5-turbo' })], seenModel('gpt-4o'))).toEqual({
    'In the register': 'R-1 of r.csv',
    'Differs from the register': 'model: registered as gpt-3.5-turbo, seen gpt-4o',
  })
})
