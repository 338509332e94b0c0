import { isUnseen, marksPerLetter, pointName } from '../../shared/base/visible-text.ts'

/** A piece of a provider's text: ordinary characters, or one character that would otherwise hide or turn the text. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly mark: string; readonly name: string }

// Characters that turn the direction of what follows, or draw nothing at all.
const named: Readonly<Record<number, readonly [mark: string, name: string]>> = {
  9: ['⇥', 'tab'],
  10: ['⏎', 'line break'],
  13: ['⏎', 'carriage return'],
  27: ['␛', 'escape'],
  173: ['SHY', 'soft hyphen'],
  847: ['CGJ', 'grapheme joiner'],
  1564: ['ALM', 'arabic letter mark'],
  6158: ['MVS', 'vowel separator'],
  8203: ['ZWSP', 'zero-width space'],
  8204: ['ZWNJ', 'zero-width non-joiner'],
  8206: ['LRM', 'left-to-right mark'],
  8207: ['RLM', 'right-to-left mark'],
  8232: ['⏎', 'line separator'],
  8233: ['⏎', 'paragraph separator'],
  8234: ['LRE', 'left-to-right embedding'],
  8235: ['RLE', 'right-to-left embedding'],
  8236: ['PDF', 'end of direction'],
  8237: ['LRO', 'left-to-right override'],
  8238: ['RLO', 'right-to-left override'],
  8288: ['WJ', 'word joiner'],
  8294: ['LRI', 'left-to-right isolate'],
  8295: ['RLI', 'right-to-left isolate'],
  8296: ['FSI', 'first strong isolate'],
  8297: ['PDI', 'end of isolate'],
  65279: ['BOM', 'byte order mark'],
}

const combining = /\p{M}/u

function markOf(point: number, char: string): Piece | null {
  const known = named[point]
  if (known !== undefined) return { kind: 'mark', mark: known[0], name: `${pointName(char)} ${known[1]}` }
  if (point < 32) return { kind: 'mark', mark: String.fromCodePoint(0x2400 + point), name: `${pointName(char)} control character` }
  // The joiner inside an emoji is drawn, and so is a variation selector; neither hides anything.
  if (point === 8205 || (point >= 0xfe00 && point <= 0xfe0f)) return null
  return isUnseen(char) ? { kind: 'mark', mark: pointName(char), name: `${pointName(char)} invisible character` } : null
}

/**
 * Cuts text from outside into pieces that can be drawn safely: nothing in them turns the direction of the surroundings, hides,
 * or breaks a line. Lone surrogates become marks. `max` counts characters; `cut` says how many were left out.
 */
export function visiblePieces(text: string, max: number): { readonly pieces: readonly Piece[]; readonly cut: number } {
  const chars = Array.from(text)
  const pieces: Piece[] = []
  let run = ''
  let stacked = 0
  for (const char of chars.slice(0, max)) {
    stacked = combining.test(char) ? stacked + 1 : 0
    if (stacked > marksPerLetter) continue
    const mark = markOf(char.codePointAt(0) ?? 0, char)
    if (mark === null) {
      run += char
      continue
    }
    if (run !== '') pieces.push({ kind: 'text', text: run })
    run = ''
    pieces.push(mark)
  }
  if (run !== '') pieces.push({ kind: 'text', text: run })
  return { pieces, cut: Math.max(0, chars.length - max) }
}

/** The same as one plain string, for accessible names and titles. */
export function visibleString(text: string, max = 120): string {
  const { pieces, cut } = visiblePieces(text, max)
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.mark}]`)).join('') + (cut > 0 ? '…' : '')
}
