import { autocompletion, type Completion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { PolicyProblem } from '../../../../shared/domain/policy.ts'
import { nonce } from '../../../app/nonce.ts'
import { cedar, cedarStyle } from './cedar-language.ts'
import { type Suggestion, suggestionsAfter } from './completions.ts'
import { editorTheme } from './editor-theme.ts'

/** Where the reader wants to be; another value goes there again. */
export interface GoTo {
  readonly at: number
}

/** The text of a policy, with its words told apart, what can stand next, and what is wrong at its place. Without `onChange`: to read. */
export function CedarEditor({
  value,
  label,
  problems = [],
  goTo = null,
  onChange,
}: {
  readonly value: string
  readonly label: string
  /** Of exactly this text. */
  readonly problems?: readonly PolicyProblem[]
  readonly goTo?: GoTo | null
  readonly onChange?: (text: string) => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const told = useRef(onChange)
  told.current = onChange
  const readOnly = onChange === undefined

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is made once; what changes later is told to it below
  useEffect(() => {
    if (place.current === null) return
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: value, extensions: extensionsFor(label, readOnly, (text) => told.current?.(text)) }),
    })
    view.current = made
    return () => {
      made.destroy()
      view.current = null
    }
  }, [label, readOnly])

  useEffect(() => {
    const { current } = view
    if (current === null || current.state.doc.toString() === value) return
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const { current } = view
    if (current === null) return
    const end = current.state.doc.length
    const diagnostics = problems.map(({ from, to, severity, message, next }) => ({
      from: Math.min(from, end),
      to: Math.min(Math.max(to, from), end),
      severity,
      message: `${message} ${next}`,
    }))
    current.dispatch(setDiagnostics(current.state, diagnostics))
  }, [problems])

  useEffect(() => {
    const { current } = view
    if (current === null || goTo === null) return
    const at = Math.min(goTo.at, current.state.doc.length)
    current.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
    current.focus()
  }, [goTo])

  return <div ref={place} className="cedar-editor" data-readonly={readOnly} data-testid={readOnly ? 'policy-statements' : 'policy-text'} />
}

function extensionsFor(label: string, readOnly: boolean, onText: (text: string) => void) {
  return [
    EditorView.cspNonce.of(nonce),
    editorTheme,
    cedar,
    syntaxHighlighting(cedarStyle),
    lineNumbers(),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorState.readOnly.of(readOnly),
    // Tab leaves the editor, as it leaves every other field.
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    ...(readOnly
      ? []
      : [
          history(),
          // A cursor that blinks moves without telling anything.
          drawSelection({ cursorBlinkRate: 0 }),
          highlightActiveLine(),
          bracketMatching(),
          closeBrackets(),
          lintGutter(),
          autocompletion({
            override: [
              (context) => {
                const found = suggestionsAfter(context.state.sliceDoc(0, context.pos))
                if (found === null || (found.options.length === 0 && !context.explicit)) return null
                return { from: found.from, options: found.options.map(toCompletion), filter: true }
              },
            ],
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onText(update.state.doc.toString())
          }),
        ]),
  ]
}

/** A quote that was closed ahead of the cursor is not closed twice. */
function toCompletion({ label, detail, apply = label }: Suggestion): Completion {
  return {
    label,
    detail,
    apply: (view, _, from, to) => {
      const closed = apply.endsWith('"') && view.state.sliceDoc(to, to + 1) === '"'
      view.dispatch({ changes: { from, to: closed ? to + 1 : to, insert: apply }, selection: { anchor: from + apply.length } })
    },
  }
}
