import { expect, it } from 'vitest'
import { wrapText } from './wrap-text.ts'

const letters = (text: string) => Array.from(text).length

it('breaks between words, and says where it left lines out', () => {
  expect(wrapText('one two three four', 9, letters)).toEqual(['one two', 'three', 'four'])
  expect(wrapText('one two three four five six', 14, letters, 1)).toEqual(['one two… ‹cut›'])
})

it('leaves no half of a mark behind where it cuts', () => {
  expect(wrapText('a name… ‹+9,604 characters› and more', 24, letters, 1)).toEqual(['a name… ‹cut›'])
})
