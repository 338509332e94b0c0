import type { ReportDocument } from '../../../../../shared/domain/report.ts'
import { moment } from '../../words.ts'
import type { Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

/** Running heads and page numbers, on every page but the cover. */
export function drawRunning(flow: Flow, document: ReportDocument): void {
  const { doc, heads } = flow
  const head = document.evidence.ledgerHead
  const left = `Made ${moment(document.generatedAt)}${head === null ? '' : ` · ledger head ${flow.shown(head.slice(0, 16))}…`}`
  const organisation = flow.shown(`${document.title} · ${document.organisation}`, 70)
  heads.forEach((title, index) => {
    if (title === null) return
    doc.switchToPage(index)
    const right = doc.page.width - margin.right
    flow.artifact(() => {
      flow.line(organisation, margin.left, 34, type.running)
      flow.line(flow.shown(title, 70), right, 34, type.running, 'right')
      doc.moveTo(margin.left, 50).lineTo(right, 50).lineWidth(0.5).strokeColor(colour.line).stroke()
      const y = doc.page.height - 42
      flow.line(left, margin.left, y, type.running)
      flow.line(`Page ${index + 1} of ${heads.length}`, right, y, type.running, 'right')
    }, true)
  })
}
