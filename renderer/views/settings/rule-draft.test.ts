import { expect, test } from 'vitest'
import type { TriageRule } from '../../../shared/domain/triage-rule.ts'
import { freshRule, lacksIn, movedBy, optionsOf, withCondition } from './rule-draft.ts'

const rule = (id: string): TriageRule => ({ id, title: id, on: true, when: {}, suggest: 'review', because: 'Why.' })

test('a new rule has an id of its own, and lacks its title and its reason', () => {
  expect(freshRule([rule('rule-1'), rule('other')]).id).toBe('rule-2')
  expect(lacksIn(freshRule([]))).toContain('title')
  expect(lacksIn({ ...rule('a'), because: ' ' })).toContain('why')
  expect(lacksIn(rule('a'))).toBeNull()
})

test('a rule moves by one place, and not over the ends', () => {
  const ids = (rules: readonly TriageRule[]) => rules.map(({ id }) => id).join('')
  const three = ['a', 'b', 'c'].map(rule)
  expect([ids(movedBy(three, 0, 1)), ids(movedBy(three, 2, -1)), ids(movedBy(three, 0, -1)), ids(movedBy(three, 2, 1))]).toEqual([
    'bac',
    'acb',
    'abc',
    'abc',
  ])
})

test('a condition that says nothing is not there; no, as a word, is', () => {
  expect(withCondition({ bands: ['low'] }, 'bands', [])).toEqual({})
  expect(withCondition({}, 'onlyReads', false)).toEqual({ onlyReads: false })
  expect(withCondition({ idleDays: 3 }, 'idleDays', '')).toEqual({})
  expect(optionsOf('bands')?.map(({ label }) => label)).toEqual(['Critical', 'High', 'Medium', 'Low'])
  expect(optionsOf('providers')).toBeNull()
})
