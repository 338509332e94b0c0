import { describe, expect, it } from 'vitest'
import { installedAsLocked } from './install.mjs'
import { atLeast } from './node.mjs'

describe('the Node at hand', () => {
  it('is compared by its numbers', () => {
    expect(atLeast('v24.21.0', [22, 14])).toBe(true)
    expect(atLeast('v22.14.0', [22, 14])).toBe(true)
    expect(atLeast('v22.9.0', [22, 14])).toBe(false)
    expect(atLeast('v20.20.2', [22, 14])).toBe(false)
    expect(atLeast('v9.0.0', [20, 0])).toBe(false)
  })
})

describe('the installed packages', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/b': { version: '2.0.0', integrity: 'y', optional: true },
  }

  it('are as locked when each has its version and hash, but for optional ones', () => {
    expect(installedAsLocked(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'x' } })).toBe(true)
  })

  it.each([
    ['nothing is installed', null],
    ['one is missing', {}],
    ['one has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'x' } }],
    ['one has another hash', { 'node_modules/a': { version: '1.0.0', integrity: 'z' } }],
  ])('are not as locked when %s', (_name, installed) => {
    expect(installedAsLocked(locked, installed)).toBe(false)
  })
})
