import { expect, test } from 'vitest'
import { placeAfter, stepped } from './model.ts'

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
