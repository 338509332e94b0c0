/** Whether the embedded typeface has a shape for a code point. All weights have the same set. */
export function glyphTest(doc: PDFKit.PDFDocument): (point: number) => boolean {
  doc.font('regular')
  const { _font } = doc as unknown as { readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } } }
  const known = new Map<number, boolean>()
  return (point) => {
    const found = known.get(point) ?? _font.font.hasGlyphForCodePoint(point)
    known.set(point, found)
    return found
  }
}

/** Letters without a shape, by their code points instead of empty boxes: `‹U+4E2D U+6587›`. */
export function drawable(text: string, hasGlyph: (point: number) => boolean): string {
  let shown = ''
  let missing: string[] = []
  const close = () => {
    if (missing.length > 0) shown += `‹${missing.join(' ')}›`
    missing = []
  }
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (hasGlyph(point)) {
      close()
      shown += character
    } else missing.push(`U+${point.toString(16).toUpperCase().padStart(4, '0')}`)
  }
  close()
  return shown
}
