import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { many } from '../../app/time.ts'
import { outcomeIcons } from '../../components/coverage-mark.tsx'
import { Plain } from '../../components/plain.tsx'
import { visibleString } from '../../components/visible-text.ts'
import { cellWords, type PlaceRow, windowOf, worstOf } from './place-model.ts'
import type { PlaceChoice } from './place-steps.tsx'

const rowHeight = 26
const rowsInView = 16
/** The names of the regions stand upright; see the style sheet. */
const headHeight = 121

interface At {
  readonly row: number
  /** 0 is the row's own name; the places follow. */
  readonly column: number
}

/**
 * Accounts down, regions across; each cell a shape, told in words below and to screen readers. Only the rows in view are drawn, so
 * 200 × 17 cost what 28 × 17 cost. One cell takes part in the tab order; the arrows move between cells.
 */
export function PlaceMatrix({
  narrows,
  rows,
  chosen,
  choose,
}: {
  readonly narrows: readonly string[]
  readonly rows: readonly PlaceRow[]
  readonly chosen: PlaceChoice | null
  readonly choose: (place: PlaceChoice) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const [scrolled, setScrolled] = useState(0)
  const [at, setAt] = useState<At>({ row: 0, column: 1 })
  const [told, setTold] = useState('')
  const wantsFocus = useRef(false)
  const height = Math.min(rows.length, rowsInView) * rowHeight
  const { from, to } = windowOf(rows.length, rowHeight, scrolled, height)
  const active: At = { row: Math.min(at.row, rows.length - 1), column: Math.min(at.column, narrows.length) }

  useEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    box.current?.querySelector<HTMLElement>(`[data-at="${active.row} ${active.column}"]`)?.focus({ preventScroll: true })
  })

  const moveTo = ({ row, column }: At) => {
    const next = { row: Math.min(rows.length - 1, Math.max(0, row)), column: Math.min(narrows.length, Math.max(0, column)) }
    const top = next.row * rowHeight
    const view = box.current
    if (view !== null && top < view.scrollTop) view.scrollTop = top
    else if (view !== null && top + rowHeight > view.scrollTop + height) view.scrollTop = top + rowHeight - height
    if (view !== null) setScrolled(view.scrollTop)
    wantsFocus.current = true
    setAt(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { row, column } = active
    const target: At | undefined = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      Home: { row, column: 0 },
      End: { row, column: narrows.length },
      PageDown: { row: row + rowsInView, column },
      PageUp: { row: row - rowsInView, column },
    }[event.key]
    if (target === undefined) return
    event.preventDefault()
    moveTo(target)
  }
  const press = (row: number, column: number, place: PlaceChoice, words: string) => ({
    type: 'button' as const,
    tabIndex: row === active.row && column === active.column ? 0 : -1,
    'data-at': `${row} ${column}`,
    'aria-label': words,
    'aria-pressed': chosen?.wide === place.wide && chosen.narrow === place.narrow,
    onFocus: () => {
      setAt({ row, column })
      setTold(words)
    },
    onMouseEnter: () => setTold(words),
    onClick: () => choose(place),
  })

  return (
    <>
      <div
        ref={box}
        className="matrix"
        style={{ maxHeight: headHeight + height + 2 }}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      >
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are pressed is what the grid role is for
          role="grid"
          aria-rowcount={rows.length + 1}
          aria-colcount={narrows.length + 1}
          aria-label="How each place stands"
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr aria-rowindex={1}>
              <td />
              {narrows.map((narrow) => (
                <th key={narrow} scope="col">
                  <span className="matrix-narrow">
                    {narrow === '' ? (narrows.length === 1 ? 'State' : 'As a whole') : visibleString(narrow, 64)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {from > 0 && <Gap rows={from} />}
            {rows.slice(from, to).map((row, index) => {
              const nr = from + index
              const words = `${row.wide}: ${row.gaps === 0 ? 'no gaps' : `${many(row.gaps, 'place')} not seen whole`}`
              return (
                <tr key={row.wide} aria-rowindex={nr + 2}>
                  <th scope="row">
                    <button className="matrix-wide" {...press(nr, 0, { wide: row.wide, narrow: null }, words)}>
                      <span>
                        <Plain text={row.wide} max={80} still />
                      </span>
                      {row.gaps > 0 && <span className="tabular">{row.gaps}</span>}
                    </button>
                  </th>
                  {row.cells.map((cell, column) => {
                    const narrow = narrows[column] ?? ''
                    if (cell === null) return <td key={narrow} />
                    const worst = worstOf(cell)
                    const Icon = outcomeIcons[worst]
                    return (
                      <td key={narrow}>
                        <button
                          className="matrix-cell"
                          data-coverage={worst}
                          {...press(nr, column + 1, { wide: row.wide, narrow }, cellWords(cell))}
                        >
                          <Icon size={14} stroke={worst === 'seen' || worst === 'outside' ? 1.25 : 2} />
                        </button>
                      </td>
                    )
                  })}
                </tr>
              )
            })}
            {to < rows.length && <Gap rows={rows.length - to} />}
          </tbody>
        </table>
      </div>
      <p className="matrix-told quiet">
        {told === '' ? 'Point at a place, or walk there with the arrows; Enter opens its steps.' : visibleString(told, 200)}
      </p>
    </>
  )
}

/** The room of rows that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  return (
    <tr>
      <td style={{ height: rows * rowHeight }} />
    </tr>
  )
}
