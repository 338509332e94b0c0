import { type Band, bands } from '../../../../shared/domain/vocabulary.ts'

/**
 * One shape and one colour for each band, so that bands are told apart in colour, in grey and by shape alone.
 * Shapes are polygons in a box of 10 × 10; on paper the darker, the more dangerous.
 */
export const bandMarks: Readonly<
  Record<Band, { readonly colour: string; readonly onDark: string; readonly shape: readonly (readonly [number, number])[] }>
> = {
  critical: {
    colour: '#9f1d20',
    onDark: '#e5575a',
    shape: [
      [0.5, 0.5],
      [9.5, 0.5],
      [9.5, 9.5],
      [0.5, 9.5],
    ],
  },
  high: {
    colour: '#c8571b',
    onDark: '#e8894f',
    shape: [
      [5, 0],
      [10, 5],
      [5, 10],
      [0, 5],
    ],
  },
  medium: {
    colour: '#d9a321',
    onDark: '#e6bd55',
    shape: [
      [5, 0.8],
      [10, 9.2],
      [0, 9.2],
    ],
  },
  low: {
    colour: '#c2ced5',
    onDark: '#8a99a3',
    shape: [
      [0.5, 3.8],
      [9.5, 3.8],
      [9.5, 6.2],
      [0.5, 6.2],
    ],
  },
}

/** The band a word or tone stands for; null where it stands for none. */
export function bandOf(word: string | number | null | undefined): Band | null {
  return bands.find((band) => band === String(word ?? '').toLowerCase()) ?? null
}
