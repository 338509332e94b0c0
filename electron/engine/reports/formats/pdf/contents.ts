import type { Element, Flow } from './flow.ts'
import { colour, margin, type } from './style.ts'

export interface Entry {
  readonly number: number
  readonly title: string
  /** Counted from one, the cover included. */
  readonly page: number
  /** Named destination of the section. */
  readonly name: string
}

const row = 27

/** The contents page: each line leads to its section. */
export function drawContents(flow: Flow, element: Element, entries: readonly Entry[]): void {
  flow.y = margin.top
  flow.paragraph('H2', 'Contents', type.section, element, { x: margin.left, width: flow.width })
  flow.y += 14
  const toc = flow.element('TOC', element)
  for (const entry of entries) drawEntry(flow, toc, entry)
  toc.end()
  element.end()
}

function drawEntry(flow: Flow, toc: Element, entry: Entry): void {
  const { doc, y, width } = flow
  const right = margin.left + width
  const item = flow.element('TOCI', toc)
  const link = flow.element('Link', item)
  flow.tagged('Link', link, () => {
    flow.line(String(entry.number), margin.left + 14, y + 5, { ...type.body, colour: colour.soft }, 'right')
    flow.line(entry.title, margin.left + 28, y + 5, { ...type.body, size: 11 })
    flow.line(String(entry.page), right, y + 5, { ...type.body, size: 11 }, 'right')
  })
  const reference = { structParent: link, Contents: Object(`${entry.title}, page ${entry.page}`) as string }
  doc.goTo(margin.left, y, width, row, entry.name, reference as PDFKit.Mixins.AnnotationOption)
  link.end()
  item.end()
  flow.rule(margin.left, y + row, width, colour.line)
  flow.y += row
}
