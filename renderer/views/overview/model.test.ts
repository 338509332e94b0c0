import { expect, test } from 'vitest'
import type { Overview } from '../../../shared/contract/workspace.ts'
import { changes, decisionsDue, headline, heatFilter, heatRows, heatShare, thinned } from './model.ts'

const none = { critical: 0, high: 0, medium: 0, low: 0 }
const calm: Overview = {
  agents: 0,
  identitiesSeen: 0,
  shadow: 0,
  governed: 0,
  bands: none,
  shadowByBand: none,
  byStatus: [],
  heat: [],
  overTime: [],
  changed: { since: null, appeared: 0, gone: 0, changed: 0, lapsed: 0 },
  overdue: 0,
  undecided: 0,
  layers: [],
}

test('the line of state says how many, how bad and whether it gets better', () => {
  const overview: Overview = {
    ...calm,
    agents: 60,
    shadow: 31,
    shadowByBand: { ...none, critical: 4 },
    overTime: [
      { at: '2026-09-30', scanId: 'a', shadow: 33, governed: 20 },
      { at: '2026-12-31', scanId: 'b', shadow: 31, governed: 29 },
    ],
  }
  expect(headline(overview)).toBe('31 agents nobody approved, 4 of them critical; 2 fewer than in the scan before.')
})

test('one is spoken of as one, and nothing critical is said', () => {
  expect(headline({ ...calm, agents: 2, shadow: 1 })).toBe('1 agent nobody approved, none of them critical.')
})

test('an empty workspace says so instead of praising itself', () => {
  expect(headline(calm)).toBe('No agents have been found yet.')
})

test('the unit with the worst agents comes first', () => {
  const heat = [
    { unit: 'Sales', ...none, high: 9 },
    { unit: 'Finance', ...none, critical: 1 },
  ]
  expect(heatRows({ ...calm, heat }).map((row) => row.unit)).toEqual(['Finance', 'Sales'])
  expect(heatShare({ ...calm, heat }, 'critical', 0)).toBe(0)
  expect(heatShare({ ...calm, heat }, 'high', 9)).toBe(1)
})

test('a long history is thinned and keeps its ends', () => {
  const points = thinned(Array.from({ length: 8_000 }, (_, index) => index))
  expect(points).toHaveLength(600)
  expect([points[0], points.at(-1)]).toEqual([0, 7_999])
})

test('only what changed is told', () => {
  expect(
    changes({ ...calm, changed: { ...calm.changed, since: '2026-09-30', appeared: 1, lapsed: 2 } }).map((change) => change.words),
  ).toEqual(['1 agent appeared', '2 decisions lapsed because facts changed or time ran out'])
})

test('a cell opens its rows by unit, or by connection where no unit is known', () => {
  const connections = [{ id: 'c1', label: 'Main tenant', businessUnit: null }]
  expect(heatFilter('Finance', 'high', connections)).toEqual({ band: ['high'], businessUnit: ['Finance'] })
  expect(heatFilter('Main tenant', 'high', connections)).toEqual({ band: ['high'], businessUnit: [''], connectionId: ['c1'] })
})

test('what waits is told, overdue and worst first, each with its rows, and nothing of what is nothing', () => {
  expect(decisionsDue(calm)).toEqual([])
  const overview = { ...calm, undecided: 9, overdue: 1, shadowByBand: { ...none, critical: 2 } }
  expect(decisionsDue(overview).map((due) => [due.words, due.rows?.band?.[0] ?? 'triage'])).toEqual([
    ['1 decision overdue', 'triage'],
    ['2 critical agents undecided', 'critical'],
    ['9 agents undecided in all', 'triage'],
  ])
})

test('in the first scan everything appeared, which is no change', () => {
  expect(changes({ ...calm, changed: { ...calm.changed, appeared: 31 } })).toEqual([])
})
