/** What stands where lines were left out. */
const cutMark = '… ‹cut›'

/**
 * Breaks text into lines no wider than `width`: between words, and inside a word only where it alone is too wide.
 * At most `mostLines`; a cut says so.
 */
export function wrapText(
  text: string,
  width: number,
  measure: (text: string) => number,
  mostLines: number = Number.POSITIVE_INFINITY,
): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (lines.length > mostLines) break
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = measure(word) <= width ? [word] : breakWord(word, width, measure)
    lines.push(...pieces.slice(0, -1))
    line = pieces[pieces.length - 1] ?? ''
  }
  lines.push(line)
  if (lines.length <= mostLines) return lines
  const last = lines[mostLines - 1] ?? ''
  return [...lines.slice(0, mostLines - 1), fitted(last, width, measure)]
}

/** Pieces of a word too wide for a line; breaks after separators where one is near. */
function breakWord(word: string, width: number, measure: (text: string) => number): readonly string[] {
  const characters = Array.from(word)
  const pieces: string[] = []
  let start = 0
  while (start < characters.length) {
    let end = start + longestFit(characters, start, width, measure)
    const separator = characters.slice(start, end).findLastIndex((character) => '/-_.:,@›'.includes(character))
    if (end < characters.length && separator > (end - start) / 2) end = start + separator + 1
    pieces.push(characters.slice(start, end).join(''))
    start = end
  }
  return pieces
}

/** How many characters from `start` fit, found by halving; at least one. */
function longestFit(characters: readonly string[], start: number, width: number, measure: (text: string) => number): number {
  let low = 1
  let high = Math.min(characters.length - start, 400)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(characters.slice(start, start + middle).join('')) <= width) low = middle
    else high = middle - 1
  }
  return low
}

function fitted(line: string, width: number, measure: (text: string) => number): string {
  const characters = Array.from(line)
  while (characters.length > 0 && measure(characters.join('') + cutMark) > width) characters.pop()
  return withoutBrokenMark(characters.join('')) + cutMark
}

/** `‹+9,6` says nothing: a mark that the cut went through goes whole. */
function withoutBrokenMark(line: string): string {
  const open = line.lastIndexOf('‹')
  return open > line.lastIndexOf('›') ? line.slice(0, open).replace(/[… ]+$/u, '') : line
}
