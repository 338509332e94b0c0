/**
 * Everything a provider, a file or a person wrote is hostile text. A reader must see what is there: characters that
 * hide, reorder or break lines are shown by their code point, and what is cut is counted. Full text stands in the JSON.
 */

/** Characters without a shape of their own: controls, bidi and zero-width marks, surrogates without a partner, private, unassigned. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?![ \u00a0])\p{Zs}/gu

/** More marks on one letter than any living script uses; they would paint over the lines around. */
const piledMarks = /(\p{M}{4})(\p{M}+)/gu

/** Longest text shown to people, in code points; longer text is cut and the rest is counted. */
export const longestShown = 400

/** Longest paragraph: the report's own sentences, in which a name may stand. */
export const longestParagraph = 4_000

/** `‹U+202E›`: how a character is shown that cannot be shown. */
function codePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0
  return `‹U+${point.toString(16).toUpperCase().padStart(4, '0')}›`
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
    .replace(unseen, codePoint)
    .replace(piledMarks, (_, first: string, rest: string) => `${first}‹+${Array.from(rest).length} marks›`)
  return left === 0 ? shown : `${shown}… ‹+${left.toLocaleString('en-GB')} characters›`
}
