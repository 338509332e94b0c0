import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { visiblePieces } from './visible-text.ts'
import './plain.css'

/**
 * Draws text that came from outside. It stands in its own direction isolate, its invisible and direction-turning characters
 * are shown by name, and what is longer than `max` characters waits behind a button (or an ellipsis where `still`).
 */
export function Plain({ text, max = 160, still = false }: { readonly text: string; readonly max?: number; readonly still?: boolean }) {
  const [open, setOpen] = useState(false)
  const { pieces, cut } = visiblePieces(text, open ? 20_000 : max)
  return (
    <bdi className="plain">
      {pieces.map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text never move
          <span key={index} className="plain-mark" title={piece.name}>
            {piece.mark}
          </span>
        ),
      )}
      {cut > 0 && still && '…'}
      {cut > 0 && !still && (
        <UnstyledButton className="plain-more" onClick={() => setOpen(true)}>
          … {cut.toLocaleString()} more characters
        </UnstyledButton>
      )}
    </bdi>
  )
}
