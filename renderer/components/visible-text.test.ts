import { expect, test } from 'vitest'
import { visiblePieces, visibleString } from './visible-text.ts'

test('ordinary text stays one piece', () => {
  expect(visiblePieces('Help desk – Zürich', 100)).toEqual({ pieces: [{ kind: 'text', text: 'Help desk – Zürich' }], cut: 0 })
})

test('a direction override is drawn as a mark and no longer turns the line', () => {
  const { pieces } = visiblePieces('invoice\u202Efdp.exe', 100)
  expect(pieces.map((piece) => (piece.kind === 'mark' ? piece.mark : piece.text))).toEqual(['invoice', 'RLO', 'fdp.exe'])
})

test.each([
  ['zero-width space', 'a\u200Bb', 'a[ZWSP]b'],
  ['line break', 'a\nb', 'a[⏎]b'],
  ['escape sequence', '\u001B[31mred', '[␛][31mred'],
  ['null', 'a\u0000b', 'a[␀]b'],
  ['tag character', 'a\u{E0041}b', 'a[U+E0041]b'],
  ['lone surrogate', 'a\uD800b', 'a[U+D800]b'],
  ['hangul filler', 'a\u3164b', 'a[U+3164]b'],
])('%s becomes visible', (_, text, shown) => {
  expect(visibleString(text)).toBe(shown)
})

test('right-to-left words and emoji are left as they are', () => {
  expect(visibleString('مساعد 👩‍💻')).toBe('مساعد 👩‍💻')
})

test('long text is cut by characters and says by how many', () => {
  const { pieces, cut } = visiblePieces('x'.repeat(10_000), 200)
  expect(pieces).toEqual([{ kind: 'text', text: 'x'.repeat(200) }])
  expect(cut).toBe(9_800)
})

test('stacked marks are capped', () => {
  expect(visibleString(`a${'\u0301'.repeat(50)}b`)).toBe(`a${'\u0301'.repeat(4)}b`)
})

test('markup stays text', () => {
  expect(visibleString('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
})
