import { describe, expect, it } from 'vitest'
import type { PlannedCall, Revocation, RevocationPlan } from '../../../shared/domain/revocation.ts'
import { blastOf, outcomeWords, progressWords, sizeWords, standingWords } from './model.ts'

const call = (connectionId: string, effect: string): PlannedCall => ({
  id: `${connectionId}/1`,
  title: 'Disable the principal',
  connectionId,
  callId: 'off',
  method: 'PATCH',
  path: '/off',
  params: {},
  body: null,
  effect,
  reversible: true,
  undoTitle: null,
})

const planned = (agentId: string, more: Partial<RevocationPlan>): { readonly plan: RevocationPlan } => ({
  plan: {
    id: agentId,
    agentId,
    agentName: agentId.toUpperCase(),
    createdAt: '',
    calls: [],
    manual: [],
    alsoAffected: [],
    peopleAffected: [],
    cannotBeUndone: [],
    permissionsWanted: [],
    hash: '',
    ...more,
  },
})

describe('what a batch hits', () => {
  const other = { agentId: 'c', name: 'C', why: 'acts as this identity' }

  it('names each agent outside it once, with those through whom it is hit, and none inside it', () => {
    const blast = blastOf([
      planned('a', { alsoAffected: [other, { agentId: 'b', name: 'B', why: 'gets work from this agent' }] }),
      planned('b', { alsoAffected: [other, { agentId: null, name: 'a far system', why: 'is a server this agent uses' }] }),
    ])
    expect(blast.others).toEqual([
      { ...other, through: ['A', 'B'] },
      { agentId: null, name: 'a far system', why: 'is a server this agent uses', through: ['B'] },
    ])
  })

  it('says each person and each effect once', () => {
    const blast = blastOf([
      planned('a', { peopleAffected: ['Ann', 'Bo'], calls: [call('x', 'Sign-ins stop.')] }),
      planned('b', { peopleAffected: ['Bo'], calls: [call('x', 'Sign-ins stop.'), call('y', 'The key ends.')] }),
    ])
    expect([blast.people, blast.stops]).toEqual([
      ['Ann', 'Bo'],
      ['Sign-ins stop.', 'The key ends.'],
    ])
  })

  it('says how large it is', () => {
    expect(sizeWords([planned('a', { calls: [call('x', ''), call('y', '')] }), planned('b', {})])).toBe(
      '2 agents: 2 calls at 2 places, 1 by hand',
    )
  })
})

it('says how far it has come, and how it stands', () => {
  const at = (state: Revocation['state'], calls: readonly PlannedCall[]) => ({ state, ...planned(state, { calls }) })
  const one = [call('x', '')]
  expect(progressWords([at('verified', one), at('executing', one), at('planned', one)])).toBe('1 of 3 · EXECUTING is under way')
  expect(standingWords([at('planned', one)])).toBe('')
  expect(standingWords([at('verified', one), at('verified', one), at('failed', one), at('executed', []), at('executed', one)])).toBe(
    '2 off and proved, 1 not proved yet, 1 by hand still to do, 1 failed',
  )
})

it.each<[Revocation['state'], readonly PlannedCall[], RegExp]>([
  ['executed', [], /Waits for the steps/],
  ['executed', [call('x', '')], /not proved/],
  ['verified', [call('x', '')], /proved/],
  ['failed', [call('x', '')], /Failed/],
])('%s with %j', (state, calls, words) => {
  expect(outcomeWords({ state, plan: planned('a', { calls }).plan, failure: null, provedAfterMs: null })).toMatch(words)
})

it('says of a plan that was never run in its day that it is over', () => {
  const { plan } = planned('a', { calls: [call('x', '')], createdAt: '2026-11-22T09:00:00.000Z' })
  const one = { state: 'planned' as const, plan, failure: null, provedAfterMs: null }
  const at = (moment: string) => outcomeWords(one, Date.parse(moment))
  expect([at('2026-11-23T08:59:00.000Z'), at('2026-11-23T09:00:00.000Z')]).toEqual(['Planned', 'Never run; its day is over'])
})
