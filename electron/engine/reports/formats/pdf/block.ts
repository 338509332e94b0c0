import { assertNever } from '../../../../../shared/base/assert-never.ts'
import { longestParagraph } from '../../../../../shared/base/visible-text.ts'
import type { ReportBlock } from '../../../../../shared/domain/report.ts'
import { drawBars } from './bars.ts'
import { drawFacts } from './facts.ts'
import { drawFigures } from './figures.ts'
import type { Element, Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'
import { drawTable } from './table.ts'

/** Widest line of prose that still reads well. */
const measure = 460

export function drawBlock(flow: Flow, block: ReportBlock, parent: Element): void {
  const box = { x: margin.left, width: Math.min(flow.width, measure) }
  switch (block.kind) {
    case 'heading':
      // A heading stands with what it heads: the facts and the first rows below it.
      flow.room(230)
      flow.y += 14
      flow.rule(margin.left, flow.y, flow.width, colour.soft, 0.75)
      flow.y += 10
      flow.paragraph('H3', flow.shown(block.text, 120), type.heading, parent, { x: margin.left, width: flow.width })
      flow.y += 4
      return
    case 'text':
      flow.paragraph('P', block.text, type.body, parent, box)
      flow.y += 12
      return
    case 'callout':
      drawCallout(flow, block, parent)
      return
    case 'figures':
      drawFigures(flow, block.figures, parent)
      return
    case 'bars':
      drawBars(flow, block, parent)
      return
    case 'facts':
      drawFacts(flow, block, parent)
      return
    case 'list':
      drawList(flow, block.items, parent)
      return
    case 'table':
      drawTable(flow, block, parent)
      return
    default:
      assertNever(block)
  }
}

function drawCallout(flow: Flow, block: Extract<ReportBlock, { readonly kind: 'callout' }>, parent: Element): void {
  const inner = { x: margin.left + 16, width: flow.width - 32 }
  const lines = flow.lines(flow.shown(block.text, longestParagraph), type.body, inner.width).length
  const height = lines * type.body.leading + 20
  flow.room(height)
  const edge = { neutral: colour.soft, warning: colour.warning, good: colour.accent }[block.tone]
  flow.artifact(() => {
    flow.doc.rect(margin.left, flow.y, flow.width, height).fill(colour.shade)
    flow.doc.rect(margin.left, flow.y, 3, height).fill(edge)
  })
  flow.y += 10
  flow.paragraph('P', block.text, type.body, parent, inner)
  flow.y += 26
}

function drawList(flow: Flow, items: readonly string[], parent: Element): void {
  const list = flow.element('L', parent)
  for (const item of items) {
    flow.room(type.body.leading)
    const entry = flow.element('LI', list)
    const label = flow.element('Lbl', entry)
    flow.tagged('Lbl', label, () => flow.line('–', margin.left, flow.y, type.body))
    label.end()
    flow.paragraph('LBody', item, type.body, entry, { x: margin.left + 14, width: measure - 14 })
    entry.end()
    flow.y += 5
  }
  list.end()
  flow.y += 12
}
