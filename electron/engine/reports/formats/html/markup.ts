import { longestParagraph, longestShown, visibleText } from '../../../../../shared/base/visible-text.ts'

/** Markup that is known to be safe. Only `markup` makes it, and it escapes whatever is not markup already. */
export interface Markup {
  readonly html: string
}

export type Fillable = Markup | string | number | readonly Fillable[]

/**
 * A template whose blanks are escaped: text can never become markup, in elements and in quoted attributes.
 * @example markup`<p title="${name}">${name}</p>`
 */
export function markup(parts: TemplateStringsArray, ...blanks: readonly Fillable[]): Markup {
  return { html: parts.map((part, index) => part + (index < blanks.length ? fill(blanks[index] ?? '') : '')).join('') }
}

/** Text as markup, with its own limit of length. */
export function shown(text: string, longest: number = longestShown): Markup {
  return { html: escapeHtml(visibleText(text, longest)) }
}

function fill(blank: Fillable): string {
  if (typeof blank === 'string') return shown(blank, longestParagraph).html
  if (typeof blank === 'number') return String(blank)
  if ('html' in blank) return blank.html
  return blank.map(fill).join('')
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => escapes[character] ?? character)
}
