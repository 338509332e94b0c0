import { expect, it } from 'vitest'
import { hostileCorpus } from '../../shared/base/hostile-corpus.ts'
import { harmlessJson, plain } from './print.ts'

const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

it('prints no character that a terminal would obey or hide', () => {
  expect(hostileCorpus.filter((text) => obeyed.test(plain(text)))).toEqual([])
  expect(plain('admin\u202e\u001b[2J')).toBe('admin‹U+202E›‹U+001B›[2J')
})

it('prints JSON that is harmless and says the same', () => {
  for (const text of hostileCorpus) {
    const printed = harmlessJson({ [text]: [text] })
    expect(printed).not.toMatch(obeyed)
    expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify({ [text]: [text] })))
  }
})
