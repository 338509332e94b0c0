/**
 * Everything a provider, a file or a person wrote is hostile text. A reader must see what is there: characters that
 * hide, reorder or break lines are shown by their code point, and what is cut is counted. Full text stands in the JSON.
 */

/** Characters without a shape of their own: controls, bidi and zero-width marks, surrogates without a partner, private, unassigned. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?![ \u00a0])\p{Zs}/gu

/** Combining marks on one letter at most: more than any living script uses would paint over the lines around. */
export const marksPerLetter = 4

const piledMarks = new RegExp(`(\\p{M}{${marksPerLetter}})(\\p{M}+)`, 'gu')

/** Longest text shown to people, in code points; longer text is cut and the rest is counted. */
export const longestShown = 400

/** Longest paragraph: the report's own sentences, in which a name may stand. */
export const longestParagraph = 4_000

/** Whether a character has no shape of its own, so that a reader could not see that it is there. */
export function isUnseen(character: string): boolean {
  return character.search(unseen) === 0
}

/** `U+202E`: the name of a character that cannot be shown. */
export function pointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * The text as a reader may see it: one line, nothing hidden, at most `longest` code points.
 * @example visibleText('invoice\u202Efdp.exe') // 'invoice‹U+202E›fdp.exe'
 */
export function visibleText(text: string, longest: number = longestShown): string {
  const points = text.length > longest ? Array.from(text) : null
  const kept = points !== null && points.length > longest ? points.slice(0, longest).join('') : text
  const left = points === null ? 0 : Math.max(0, points.length - longest)
  const shown = kept
    .replace(unseen, (character) => `‹${pointName(character)}›`)
    .replace(piledMarks, (_, first: string, rest: string) => `${first}‹+${Array.from(rest).length} marks›`)
  return left === 0 ? shown : `${shown}… ‹+${left.toLocaleString('en-GB')} characters›`
}
