import { stringify } from 'csv-stringify/sync'
import { assertNever } from '../../../../shared/base/assert-never.ts'
import { visibleText } from '../../../../shared/base/visible-text.ts'
import type { ReportBlock, ReportCell, ReportDocument, ReportSection } from '../../../../shared/domain/report.ts'
import type { Format } from '../report.ts'

/**
 * One table for machines and spreadsheets: a header, then one line per figure, bar, fact, sentence and table row.
 * `Section` and `Block` say where a line belongs; the further columns are the union of all tables' columns, so that
 * every line has the same fields and a filter on `Block` gives each table back whole.
 */
export const csv: Format = {
  id: 'csv',
  title: 'CSV',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  async render(document) {
    const lines = [aboutLines(document), ...document.sections.map(sectionLines)].flat()
    const columns = new Set(['Section', 'Block', ...lines.flatMap((line) => [...line.keys()])])
    const header = [...columns]
    const records = lines.map((line) => header.map((column) => field(line.get(column) ?? null)))
    const text = stringify([header, ...records], { bom: true, record_delimiter: 'windows', quoted_string: true })
    return new TextEncoder().encode(text)
  },
}

type Line = ReadonlyMap<string, ReportCell>

/** A spreadsheet takes a cell with one of these at its start for a formula; an apostrophe makes it text. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/u

/** The longest text a spreadsheet cell takes. */
const longestCell = 32_000

function field(cell: ReportCell): string | number {
  if (cell === null) return ''
  if (typeof cell === 'number') return cell
  const shown = visibleText(cell, longestCell)
  return formulaStart.test(cell) || formulaStart.test(shown) ? `'${shown}` : shown
}

function aboutLines(document: ReportDocument): readonly Line[] {
  const about: readonly (readonly [string, ReportCell])[] = [
    ['Title', document.title],
    ['Organisation', document.organisation],
    ['Made at', document.generatedAt],
    ['Period', document.period],
    ['Ledger head', document.evidence.ledgerHead],
    ['Ledger entries', document.evidence.ledgerEntries],
    ['Key id', document.evidence.keyId],
    ['Public key', document.evidence.publicKey],
  ]
  return about.map(([label, value]) => line('Report', 'About', { Label: label, Value: value }))
}

function sectionLines(section: ReportSection): readonly Line[] {
  return section.blocks.flatMap((block, index) => blockLines(section, block, index))
}

function blockLines(section: ReportSection, block: ReportBlock, index: number): readonly Line[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'callout':
      return [line(section.title, 'Text', { Text: block.text })]
    case 'list':
      return block.items.map((item) => line(section.title, 'Text', { Text: item }))
    case 'figures':
      return block.figures.map((figure) =>
        line(section.title, 'Figures', {
          Id: figure.id,
          Label: figure.label,
          Value: figure.value,
          Of: figure.of,
          'Of what': figure.ofWhat,
        }),
      )
    case 'bars':
      return block.bars.map((bar) =>
        line(section.title, block.title, { Label: bar.label, Value: bar.value, Of: block.of, 'Of what': block.unit }),
      )
    case 'facts':
      return block.facts.map((fact) =>
        line(section.title, blockName(section, block.title, index), { Label: fact.label, Value: fact.value }),
      )
    case 'table':
      return block.rows.map((row) =>
        line(
          section.title,
          blockName(section, block.title, index),
          Object.fromEntries(
            // A blank says that the column belongs to another table; what is not known says so, as on paper.
            block.columns.map((column, position) => [column.title, row[position] ?? 'not known']),
          ),
        ),
      )
    default:
      return assertNever(block)
  }
}

/** The heading before a block, where one stands, tells two blocks of the same title apart. */
function headingBefore(section: ReportSection, index: number): string | null {
  const before = section.blocks.slice(0, index).findLast((block) => block.kind === 'heading')
  return before?.kind === 'heading' ? before.text : null
}

function blockName(section: ReportSection, title: string, index: number): string {
  const heading = headingBefore(section, index)
  return heading === null ? title : `${title} · ${heading}`
}

function line(section: string, block: string, cells: Readonly<Record<string, ReportCell>>): Line {
  return new Map<string, ReportCell>([['Section', section], ['Block', block], ...Object.entries(cells)])
}
