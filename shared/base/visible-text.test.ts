import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it.each([
    ['a right-to-left override', 'invoice\u202Efdp.exe', 'invoice‹U+202E›fdp.exe'],
    ['a zero-width space', 'a\u200Bb', 'a‹U+200B›b'],
    ['a line feed', 'a\nb', 'a‹U+000A›b'],
    ['half a surrogate pair', 'a\uD83Db', 'a‹U+D83D›b'],
    ['an unassigned character', '\u{E0FFF}', '‹U+E0FFF›'],
    ['a letter that is empty', 'a\u3164b', 'a‹U+3164›b'],
    ['a wide space', 'a\u3000b', 'a‹U+3000›b'],
  ])('shows %s', (_, text, shown) => expect(visibleText(text)).toBe(shown))

  it('leaves living scripts as they are', () => {
    const text = 'Ωμέγα, 中文, العربية, हिन्दी, é, 😀 and “quotes”'
    expect(visibleText(text)).toBe(text)
  })

  it('counts what it cuts, in whole characters', () => {
    expect(visibleText('😀'.repeat(500), 10)).toBe(`${'😀'.repeat(10)}… ‹+490 characters›`)
  })

  it('keeps four marks on a letter and counts the rest', () => {
    expect(visibleText(`z${'\u0301'.repeat(60)}`)).toBe(`z${'\u0301'.repeat(4)}‹+56 marks›`)
  })
})
