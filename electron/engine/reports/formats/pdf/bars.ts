import type { ReportBlock } from '../../../../../shared/domain/report.ts'
import { count, percent } from '../../words.ts'
import { bandMarks, bandOf } from '../band-marks.ts'
import type { Element, Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

type Bars = Extract<ReportBlock, { readonly kind: 'bars' }>

const labelWidth = 188
const row = 17

/** A bar chart from zero, labelled in place; its text alternative says every value. */
export function drawBars(flow: Flow, block: Bars, parent: Element): void {
  flow.room(type.caption.leading + 10 + Math.min(block.bars.length, 14) * row)
  const scope = ` of ${count(block.of)} ${block.unit}`
  flow.paragraph('H3', `${block.title},${scope}`, type.caption, parent, { x: margin.left, width: flow.width })
  flow.y += 4
  if (block.of === 0) {
    flow.paragraph('P', 'There is nothing to count yet.', type.soft, parent, { x: margin.left, width: flow.width })
    flow.y += 14
    return
  }
  const most = Math.max(...block.bars.map((bar) => bar.value), 1)
  const words = block.bars.map((bar) => `${flow.shown(bar.label, 80)}: ${count(bar.value)}${scope}`).join('. ')
  const figure = flow.element('Figure', parent, { alt: `Bar chart ${block.title.toLowerCase()}. ${words}.` })
  for (const bar of block.bars) {
    flow.room(row)
    flow.tagged('Figure', figure, () => drawBar(flow, bar, most, block.of))
    flow.y += row
  }
  figure.end()
  flow.y += 18
}

function drawBar(flow: Flow, bar: Bars['bars'][number], most: number, of: number): void {
  const { doc, y } = flow
  const room = flow.width - labelWidth - 80
  const band = bandOf(bar.tone)
  const length = bar.value === 0 ? 0 : Math.max(1.5, (bar.value / most) * room)
  const x = margin.left + labelWidth
  const label = flow.lines(flow.shown(bar.label, 80), type.soft, labelWidth - 12, 1)[0] ?? ''
  flow.line(label, margin.left, y + 2, { ...type.soft, colour: colour.ink })
  if (length > 0) doc.rect(x, y + 3.5, length, 10).fill(band === null ? colour.bar : bandMarks[band].colour)
  doc
    .moveTo(x, y)
    .lineTo(x, y + row)
    .lineWidth(0.5)
    .strokeColor(colour.line)
    .stroke()
  const value = count(bar.value)
  flow.line(value, x + length + 6, y + 2, { ...type.soft, weight: 'bold', colour: colour.ink })
  flow.line(percent(bar.value, of), x + length + 12 + flow.measure(value, { ...type.soft, weight: 'bold' }), y + 2, type.soft)
}
