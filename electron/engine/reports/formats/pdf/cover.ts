import type { ReportDocument } from '../../../../../shared/domain/report.ts'
import { moment } from '../../words.ts'
import { drawFigures } from './figures.ts'
import type { Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

/** What a board sees first: whose report it is, what it says in a few sentences, and four figures. */
export function drawCover(flow: Flow, document: ReportDocument): void {
  flow.addPage(null)
  const element = flow.element('Sect')
  const box = { x: margin.left, width: flow.width }
  flow.artifact(() => flow.doc.rect(margin.left, 96, 40, 4).fill(colour.accent))
  flow.y = 120
  flow.paragraph('P', document.organisation, type.organisation, element, box)
  flow.y += 6
  flow.paragraph('H1', document.title, type.title, element, box)
  flow.y += 2
  flow.paragraph('P', document.subtitle, type.subtitle, element, box)
  flow.y = Math.max(flow.y + 56, 300)
  if (document.headline !== undefined) {
    flow.paragraph('P', document.headline.text, type.lead, element, box)
    flow.y += 28
    drawFigures(flow, document.headline.figures, element, 2)
  }
  if (document.headline !== undefined) {
    flow.y += 10
    flow.paragraph('P', document.headline.caveat, type.soft, element, { x: margin.left, width: flow.width * 0.92 })
  }
  flow.y = Math.max(flow.y, flow.doc.page.height - 118)
  flow.rule(margin.left, flow.y - 10, flow.width, colour.line)
  flow.paragraph('P', `${document.period}.`, type.soft, element, box)
  flow.paragraph('P', `Made ${moment(document.generatedAt)}.`, type.soft, element, box)
  element.end()
}
