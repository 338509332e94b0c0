import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { Format } from '../../report.ts'
import { drawBlock } from './block.ts'
import { drawContents, type Entry } from './contents.ts'
import { drawCover } from './cover.ts'
import { Flow } from './flow.ts'
import { drawRunning } from './running.ts'
import { margin, type } from './style.ts'

/** For the board: cover, contents, tagged text, vector charts; the same document gives the same bytes. */
export const pdf: Format = {
  id: 'pdf',
  title: 'PDF',
  extension: 'pdf',
  mediaType: 'application/pdf',
  async render(document) {
    const flow = new Flow(document.title, document.organisation, document.generatedAt)
    drawCover(flow, document)
    // The contents page stands before what it lists, and is filled when the pages are known.
    flow.addPage('Contents')
    const contents = flow.element('Sect')
    const entries = document.sections.map((section, index) => drawSection(flow, section, index + 1))
    flow.doc.switchToPage(1)
    drawContents(flow, contents, entries)
    drawRunning(flow, document)
    return flow.bytes()
  },
}

/** A section begins lower than this share of the page only on a new one. */
const latestStart = 0.5

function drawSection(flow: Flow, section: ReportSection, number: number): Entry {
  const wide = section.wide === true
  const goesOn = number > 1 && !wide && !flow.wide && flow.y < flow.doc.page.height * latestStart
  if (goesOn) {
    flow.y += 26
    flow.head = section.title
  } else flow.addPage(section.title, wide)
  const page = flow.heads.length
  const name = `section-${number}`
  flow.doc.addNamedDestination(name, 'XYZ', 0, flow.y - 20, null)
  const title = flow.shown(section.title)
  const outline = flow.doc.outline.addItem(`${number}  ${title}`)
  const element = flow.element('Sect')
  flow.paragraph('H2', `${number}  ${section.title}`, type.section, element, { x: margin.left, width: flow.width })
  flow.y += 14
  for (const block of section.blocks) {
    drawBlock(flow, block, element)
    if (block.kind === 'heading') outline.addItem(flow.shown(block.text, 80))
  }
  element.end()
  return { number, title, page, name }
}
