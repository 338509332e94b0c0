import type { ReportFigure } from '../../../../../shared/domain/report.ts'
import { count, denominator } from '../../words.ts'
import type { Element, Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

const gap = 20

/** Figures side by side, each with its label and its denominator. */
export function drawFigures(flow: Flow, figures: readonly ReportFigure[], parent: Element, most = 4): void {
  const columns = Math.min(figures.length, most)
  const width = (flow.width - gap * (columns - 1)) / columns
  for (let start = 0; start < figures.length; start += columns) {
    const row = figures.slice(start, start + columns).map((figure) => ({
      value: count(figure.value),
      label: flow.lines(flow.shown(figure.label, 80), type.body, width),
      of: flow.lines(flow.shown(denominator(figure), 80), type.soft, width),
    }))
    const height =
      10 + type.figure.leading + Math.max(...row.map((item) => item.of.length * type.soft.leading + item.label.length * type.body.leading))
    flow.room(height)
    row.forEach((item, index) => {
      const x = margin.left + index * (width + gap)
      flow.rule(x, flow.y, width, colour.ink, 1)
      const element = flow.element('P', parent)
      flow.tagged('P', element, () => {
        flow.line(item.value, x, flow.y + 8, type.figure)
        const lines = [...item.label.map((text) => ({ text, style: type.body })), ...item.of.map((text) => ({ text, style: type.soft }))]
        let y = flow.y + 8 + type.figure.leading
        for (const { text, style } of lines) {
          flow.line(text, x, y, style)
          y += style.leading
        }
      })
      element.end()
    })
    flow.y += height + 18
  }
}
