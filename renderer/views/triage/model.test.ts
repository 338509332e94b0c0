import { expect, test } from 'vitest'
import { placeAfter, stepped, suggestedCounts, toggled } from './model.ts'

test('after a decision the next one comes, not the first', () => {
  expect(placeAfter(['a', 'c', 'd'], 'b', ['a', 'b', 'c', 'd'])).toBe('c')
})

test('after the last one the one before it comes', () => {
  expect(placeAfter(['a', 'b'], 'c', ['a', 'b', 'c'])).toBe('b')
})

test('new agents in the list do not move the cursor', () => {
  expect(placeAfter(['x', 'a', 'b'], 'b', ['a', 'b'])).toBe('b')
})

test('an empty list has no place', () => {
  expect(placeAfter([], 'a', ['a'])).toBeNull()
})

test('stepping stops at both ends', () => {
  expect(stepped(['a', 'b'], 'b', 1)).toBe('b')
  expect(stepped(['a', 'b'], 'a', -1)).toBe('a')
  expect(stepped(['a', 'b'], null, 1)).toBe('a')
})

test('what is suggested is counted, the most frequent first; marking twice is not marking', () => {
  const of = (action: 'approve' | 'review') => ({ suggestion: { action, because: '', ruleId: null } })
  expect(suggestedCounts([of('approve'), of('review'), { suggestion: null }, of('review')])).toEqual([
    { action: 'review', count: 2 },
    { action: 'approve', count: 1 },
  ])
  expect(toggled(toggled(['a'], 'b'), 'a')).toEqual(['b'])
})
