import { assertNever } from '../../../../../shared/base/assert-never.ts'
import type { ReportBlock, ReportCell, ReportColumn, ReportFigure } from '../../../../../shared/domain/report.ts'
import { cellText, count, denominator } from '../../words.ts'
import { bandMarks, bandOf } from '../band-marks.ts'
import { shortened } from '../shortened.ts'
import { barsMarkup } from './bars.ts'
import { type Markup, markup, shown } from './markup.ts'

/** The most rows of one table a page still scrolls through lightly. */
const mostRows = 5_000

export function blockMarkup(block: ReportBlock): Markup {
  switch (block.kind) {
    case 'heading':
      return markup`<h3>${shown(block.text)}</h3>`
    case 'text':
      return markup`<p>${block.text}</p>`
    case 'callout':
      return markup`<p class="callout ${block.tone}">${block.text}</p>`
    case 'figures':
      return figuresMarkup(block.figures)
    case 'bars':
      return barsMarkup(block)
    case 'facts':
      return markup`<dl class="facts" aria-label="${block.title}">${block.facts.map(
        (fact) => markup`<div><dt>${fact.label}</dt><dd>${shown(fact.value)}</dd></div>`,
      )}</dl>`
    case 'list':
      return markup`<ul>${block.items.map((item) => markup`<li>${item}</li>`)}</ul>`
    case 'table':
      return tableMarkup(block)
    default:
      return assertNever(block)
  }
}

export function figuresMarkup(figures: readonly ReportFigure[]): Markup {
  return markup`<dl class="figures">${figures.map(
    (figure) =>
      markup`<div data-figure="${figure.id}"><dt>${figure.label}</dt><dd><b>${count(figure.value)}</b> <span>${denominator(figure)}</span></dd></div>`,
  )}</dl>`
}

function tableMarkup(block: Extract<ReportBlock, { readonly kind: 'table' }>): Markup {
  if (block.rows.length === 0) return markup`<h3 class="minor">${block.title}</h3><p class="empty">${block.empty}</p>`
  const { columns, rows, note } = shortened(block, mostRows)
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${block.title}"><table><caption>${block.title}</caption>
<thead><tr>${columns.map((column) => markup`<th scope="col" class="${column.kind}">${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => markup`
<tr>${columns.map((column, index) => cellMarkup(row[index] ?? null, column))}</tr>`,
  )}
</tbody></table></div>${note === null ? [] : markup`<p class="note">${note}</p>`}`
}

function cellMarkup(cell: ReportCell, column: ReportColumn): Markup {
  const band = column.kind === 'band' ? bandOf(cell) : null
  const mark = band === null ? [] : bandMark(band)
  return markup`<td class="${column.kind}${cell === null ? ' unknown' : ''}">${mark}${shown(cellText(cell, column))}</td>`
}

/** The word stands beside it, so the mark itself is silent. */
function bandMark(band: keyof typeof bandMarks): Markup {
  const points = bandMarks[band].shape.map(([x, y]) => `${x},${y}`).join(' ')
  return markup`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><polygon class="${band}" points="${points}"/></svg>`
}
