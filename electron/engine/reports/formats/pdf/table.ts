import type { ReportBlock, ReportCell, ReportColumn } from '../../../../../shared/domain/report.ts'
import { cellText } from '../../words.ts'
import { bandMarks, bandOf } from '../band-marks.ts'
import { shortened } from '../shortened.ts'
import type { Element, Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

/** The most rows of one table on paper; nobody reads further, and the data files hold the rest. */
const mostRowsOnPaper = 500
/** A cell longer than this is cut, and says so; the wide inventory is for looking up, so its rows stay low. */
const mostLinesInCell = { portrait: 12, landscape: 6 } as const
const gap = 10
const padding = 4

interface Placed {
  readonly column: ReportColumn
  readonly x: number
  readonly width: number
}

/** A table that breaks between rows; its head stands again on each page, and is read out once. */
export function drawTable(flow: Flow, block: Extract<ReportBlock, { readonly kind: 'table' }>, parent: Element): void {
  const { columns, rows, note } = shortened(block, mostRowsOnPaper)
  if (rows.length === 0) {
    drawEmpty(flow, block.title, block.empty, parent)
    return
  }
  const placed = place(flow, columns)
  const cells = (row: readonly ReportCell[]) => placed.map((_, index) => row[index] ?? null)
  const table = flow.element('Table', parent)
  flow.room(90)
  flow.paragraph('Caption', block.title, type.caption, table, { x: margin.left, width: flow.width })
  flow.y += 2
  const head = flow.element('THead', table)
  drawHead(flow, placed, head)
  head.end()
  const body = flow.element('TBody', table)
  for (const row of rows) drawRow(flow, placed, cells(row), body)
  body.end()
  table.end()
  flow.y += 8
  if (note !== null) flow.paragraph('P', note, type.soft, parent, { x: margin.left, width: flow.width })
  flow.y += 14
}

function drawEmpty(flow: Flow, title: string, words: string, parent: Element): void {
  const box = { x: margin.left, width: flow.width }
  flow.room(50)
  flow.paragraph('H3', title, type.caption, parent, box)
  flow.paragraph('P', words, type.soft, parent, box)
  flow.y += 18
}

function place(flow: Flow, columns: readonly ReportColumn[]): readonly Placed[] {
  const whole = columns.reduce((sum, column) => sum + (column.width ?? 1), 0)
  const room = flow.width - gap * (columns.length - 1)
  let x: number = margin.left
  return columns.map((column) => {
    const width = ((column.width ?? 1) / whole) * room
    const here = { column, x, width }
    x += width + gap
    return here
  })
}

/** Draws the head under `element`, or as an artifact where it only stands again. */
function drawHead(flow: Flow, placed: readonly Placed[], element: Element | null): void {
  const texts = placed.map(({ column, width }) => flow.lines(flow.shown(column.title), type.cellHead, width, 3))
  const height = Math.max(...texts.map((lines) => lines.length)) * type.cellHead.leading + padding * 2
  const row = element === null ? null : flow.element('TR', element)
  placed.forEach(({ column, x, width }, index) => {
    const lines = texts[index] ?? []
    const top = flow.y + height - padding - lines.length * type.cellHead.leading
    const draw = () =>
      lines.forEach((line, number) => {
        const right = column.kind === 'number'
        flow.line(line, right ? x + width : x, top + number * type.cellHead.leading, type.cellHead, right ? 'right' : 'left')
      })
    if (row === null) {
      flow.artifact(draw, true)
      return
    }
    const cell = flow.element('TH', row, { scope: 'Column' })
    flow.tagged('TH', cell, draw)
    cell.end()
  })
  row?.end()
  flow.y += height
  flow.rule(margin.left, flow.y, flow.width, colour.soft, 0.75)
}

function drawRow(flow: Flow, placed: readonly Placed[], cells: readonly ReportCell[], body: Element): void {
  const mostLines = mostLinesInCell[flow.wide ? 'landscape' : 'portrait']
  const texts = placed.map(({ column, width }, index) => {
    const text = flow.shown(cellText(cells[index] ?? null, column))
    return flow.lines(text, type.cell, column.kind === 'band' ? width - 10 : width, mostLines)
  })
  const height = Math.max(...texts.map((lines) => lines.length)) * type.cell.leading + padding * 2
  if (flow.room(height)) drawHead(flow, placed, null)
  const row = flow.element('TR', body)
  placed.forEach((place, index) => {
    const cell = flow.element('TD', row)
    flow.tagged('TD', cell, () => drawCell(flow, place, cells[index] ?? null, texts[index] ?? []))
    cell.end()
  })
  row.end()
  flow.y += height
  flow.rule(margin.left, flow.y, flow.width, colour.line, 0.4)
}

function drawCell(flow: Flow, { column, x, width }: Placed, cell: ReportCell, lines: readonly string[]): void {
  const top = flow.y + padding
  const band = column.kind === 'band' ? bandOf(cell) : null
  if (band !== null) {
    const points = bandMarks[band].shape.map(([px, py]) => [x + px * 0.62, top + 2.4 + py * 0.62])
    flow.doc.polygon(...points).fill(bandMarks[band].colour)
  }
  const style = cell === null ? type.cellSoft : type.cell
  const right = column.kind === 'number'
  lines.forEach((line, index) => {
    const start = right ? x + width : band === null ? x : x + 10
    flow.line(line, start, top + index * type.cell.leading, style, right ? 'right' : 'left')
  })
}
