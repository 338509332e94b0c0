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
        let y = flow.y + 8 + type.figure.leading + item.of.length * type.soft.leading
        for (const line of item.label) {
          flow.line(line, x, y, type.body)
          y += type.body.leading
        }
        flow.line(item.value, x, flow.y + 8, type.figure)
        item.of.forEach((line, number) => {
          flow.line(line, x, flow.y + 8 + type.figure.leading + number * type.soft.leading, type.soft)
        })
      })
      element.end()
    })
    flow.y += height + 18
  }
}
