import { expect, it } from 'vitest'
import { hostileCorpus } from './hostile-corpus.ts'

it('holds a thousand different texts and every kind of trouble', () => {
  expect(hostileCorpus.length).toBeGreaterThanOrEqual(1_000)
  expect(new Set(hostileCorpus).size).toBe(hostileCorpus.length)
  expect(hostileCorpus.some((text) => text.length >= 10_000)).toBe(true)
  expect(hostileCorpus.some((text) => !text.isWellFormed())).toBe(true)
  expect(hostileCorpus).toContain('__proto__')
})
