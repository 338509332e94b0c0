import { expect, test } from 'vitest'
import { matchPress, pressName, shortcutCaps } from './keys.ts'

const press = (key: string, more: { readonly ctrlKey?: boolean } = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })
const items = [{ shortcut: 'a' }, { shortcut: 'g i' }, { shortcut: 'mod+k' }, { shortcut: '?' }]

test('a single key hits', () => {
  expect(matchPress(items, '', press('a'))).toEqual({ kind: 'hit', item: { shortcut: 'a' } })
})

test('a pair waits for its second key, then hits', () => {
  expect(matchPress(items, '', press('g'))).toEqual({ kind: 'wait', prefix: 'g' })
  expect(matchPress(items, 'g', press('i'))).toEqual({ kind: 'hit', item: { shortcut: 'g i' } })
})

test('a wrong second key counts as a first key', () => {
  expect(matchPress(items, 'g', press('a'))).toEqual({ kind: 'hit', item: { shortcut: 'a' } })
})

test('a bare k is not mod+k, and control and command are the same', () => {
  expect(matchPress(items, '', press('k'))).toEqual({ kind: 'miss' })
  expect(pressName(press('K', { ctrlKey: true }))).toBe('mod+k')
})

test('key caps are written for the system', () => {
  expect(shortcutCaps('mod+k', true)).toEqual(['⌘', 'K'])
  expect(shortcutCaps('g i', false)).toEqual(['G', 'I'])
})
