import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { highlightTree } from '@lezer/highlight'
import { expect, test } from 'vitest'
import { cedar, cedarStyle } from './cedar-language.ts'

test('the words that decide stand out; texts, comments and names do not look like them', () => {
  const text =
    '// permit\n@id("forbid")\nforbid (principal, action == Rollcall::Action::"send", resource)\nwhen { resource.class == "web" };'
  const state = EditorState.create({ doc: text, extensions: [cedar] })
  const tree = ensureSyntaxTree(state, text.length)
  if (tree === null) throw new Error('it was not read')
  const styled = new Map<string, string>()
  highlightTree(tree, cedarStyle, (from, to, classes) => styled.set(text.slice(from, to), classes))
  const of = (piece: string) => styled.get(piece) ?? ''
  expect(of('forbid')).not.toBe('')
  expect(of('"forbid"')).toBe(of('"send"'))
  expect(of('// permit')).toBe(of('@id'))
  expect(of('forbid')).not.toBe(of('"forbid"'))
  expect(of('when')).not.toBe(of('forbid'))
  expect(of('Rollcall::Action::')).toBe(of('"send"'))
})
