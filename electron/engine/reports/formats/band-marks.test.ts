import { expect, it } from 'vitest'
import { bands } from '../../../../shared/domain/vocabulary.ts'
import { bandMarks, bandOf } from './band-marks.ts'

/** How light a colour is without its colour, 0 to 1 (Rec. 709 weights). */
function grey(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

it('tells bands apart in grey, darkest first', () => {
  const greys = bands.map((band) => grey(bandMarks[band].colour))
  for (const [index, lightness] of greys.slice(1).entries()) expect(lightness - (greys[index] ?? 1)).toBeGreaterThan(0.1)
})

it('tells bands apart by shape alone', () => {
  expect(new Set(bands.map((band) => JSON.stringify(bandMarks[band].shape))).size).toBe(bands.length)
})

it('knows a band by its word, and nothing else', () => {
  expect(bandOf('Critical')).toBe('critical')
  expect(bandOf('toString')).toBeNull()
  expect(bandOf(null)).toBeNull()
})
