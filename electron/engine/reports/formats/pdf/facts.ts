import type { ReportBlock } from '../../../../../shared/domain/report.ts'
import type { Element, Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

const labelWidth = 92

/** Label and value, line by line. */
export function drawFacts(flow: Flow, block: Extract<ReportBlock, { readonly kind: 'facts' }>, parent: Element): void {
  const list = flow.element('L', parent)
  for (const fact of block.facts) {
    const lines = flow.lines(flow.shown(fact.value), type.soft, flow.width - labelWidth, 12)
    const height = lines.length * type.soft.leading + 6
    flow.room(height)
    const item = flow.element('LI', list)
    const label = flow.element('Lbl', item)
    flow.tagged('Lbl', label, () => flow.line(flow.shown(fact.label, 40), margin.left, flow.y + 3, type.soft))
    label.end()
    const body = flow.element('LBody', item)
    flow.tagged('LBody', body, () => {
      lines.forEach((line, index) => {
        flow.line(line, margin.left + labelWidth, flow.y + 3 + index * type.soft.leading, { ...type.soft, colour: colour.ink })
      })
    })
    body.end()
    item.end()
    flow.y += height
    flow.rule(margin.left, flow.y, flow.width, colour.line)
  }
  list.end()
  flow.y += 14
}
