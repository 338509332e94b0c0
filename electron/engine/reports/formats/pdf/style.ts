import type { Weight } from './fonts.ts'

/** Measures in points. A4, an 8-point rhythm, one accent; colour otherwise is for risk only. */
export const paper = { short: 595.28, long: 841.89 } as const
export const margin = { left: 56, right: 56, top: 72, bottom: 64 } as const

export const colour = {
  ink: '#1b2127',
  soft: '#5a6670',
  line: '#d3dadf',
  shade: '#f4f6f7',
  accent: '#24506e',
  bar: '#5b7486',
  warning: '#c8571b',
} as const

export interface TextStyle {
  readonly weight: Weight
  readonly size: number
  /** Distance from line to line. */
  readonly leading: number
  readonly colour: string
}

export const type = {
  title: { weight: 'light', size: 38, leading: 44, colour: colour.ink },
  subtitle: { weight: 'regular', size: 14, leading: 20, colour: colour.soft },
  organisation: { weight: 'bold', size: 12, leading: 16, colour: colour.accent },
  lead: { weight: 'regular', size: 12.5, leading: 19, colour: colour.ink },
  section: { weight: 'light', size: 24, leading: 30, colour: colour.ink },
  heading: { weight: 'bold', size: 12.5, leading: 17, colour: colour.ink },
  caption: { weight: 'bold', size: 10, leading: 14, colour: colour.ink },
  body: { weight: 'regular', size: 10, leading: 15, colour: colour.ink },
  soft: { weight: 'regular', size: 9, leading: 13, colour: colour.soft },
  cell: { weight: 'regular', size: 8, leading: 11, colour: colour.ink },
  cellSoft: { weight: 'regular', size: 8, leading: 11, colour: colour.soft },
  cellHead: { weight: 'bold', size: 7.5, leading: 10, colour: colour.soft },
  figure: { weight: 'light', size: 30, leading: 34, colour: colour.ink },
  running: { weight: 'regular', size: 7.5, leading: 10, colour: colour.soft },
} as const satisfies Readonly<Record<string, TextStyle>>
