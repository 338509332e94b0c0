import { HighlightStyle, StreamLanguage, type StringStream } from '@codemirror/language'
import { tags } from '@lezer/highlight'

const keywords: ReadonlySet<string> = new Set(['when', 'unless', 'if', 'then', 'else', 'in', 'is', 'has', 'like'])
const variables: ReadonlySet<string> = new Set(['principal', 'action', 'resource', 'context'])

/** What the piece of a line at the cursor is, by the names that `StreamLanguage` knows. */
function token(stream: StringStream): string | null {
  if (stream.eatSpace()) return null
  if (stream.match('//')) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string'
  if (stream.match(/^@\w*/)) return 'meta'
  if (stream.match(/^\d+/)) return 'number'
  if (stream.match(/^\.\s*[A-Za-z_]\w*/)) return 'propertyName'
  if (stream.match(/^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*(?:::)?/)) return nameOf(stream.current())
  stream.next()
  return null
}

function nameOf(word: string): string | null {
  if (word === 'permit') return 'controlKeyword'
  if (word === 'forbid') return 'definitionKeyword'
  if (word.includes('::')) return 'typeName'
  if (word === 'true' || word === 'false') return 'bool'
  if (keywords.has(word)) return 'keyword'
  return variables.has(word) ? 'variableName' : null
}

/** Cedar, as far as its words have to be told apart by eye. What is wrong is said by the engine. */
export const cedar = StreamLanguage.define({
  name: 'cedar',
  token,
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
})

/** Weight before colour: the two words that decide have one, nothing else has. */
export const cedarStyle = HighlightStyle.define([
  { tag: tags.controlKeyword, color: 'var(--good)', fontWeight: '700' },
  { tag: tags.definitionKeyword, color: 'var(--critical)', fontWeight: '700' },
  { tag: tags.keyword, fontWeight: '700' },
  { tag: tags.variableName, fontWeight: '600' },
  { tag: [tags.comment, tags.meta], color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.string, tags.typeName], color: 'var(--ink-2)' },
])
