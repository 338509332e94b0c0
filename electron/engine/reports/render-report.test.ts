import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ReportDocument } from '../../../shared/domain/report.ts'
import { documentFigures } from './document-figures.ts'
import { fixtureSign } from './fixture/ledger.ts'
import { readCsv } from './fixture/read-csv.ts'
import { readPdf } from './fixture/read-pdf.ts'
import { emptyInput, reportInput } from './fixture/report-input.ts'
import { formats } from './formats/registry.ts'
import { renderReport } from './render-report.ts'
import type { ReportInput } from './report.ts'
import { shadowAiAudit } from './shadow-ai-audit/report.ts'
import { count, percent } from './words.ts'

async function bytesOf(format: string, input: ReportInput): Promise<Uint8Array> {
  const rendered = await renderReport('shadow-ai-audit', format, input, { sign: fixtureSign })
  if (!rendered.ok) throw new Error(rendered.failure.message)
  return rendered.value.bytes
}
const textOf = async (format: string, input: ReportInput) => new TextDecoder().decode(await bytesOf(format, input))

describe('the same document', () => {
  it.each(formats.map((format) => format.id))('gives the same bytes as %s each time', async (format) => {
    const [first, second] = [await bytesOf(format, reportInput(30)), await bytesOf(format, reportInput(30))]
    expect(createHash('sha256').update(first).digest('hex')).toBe(createHash('sha256').update(second).digest('hex'))
  })

  it('states the same figures in every format', async () => {
    const input = reportInput(200)
    const document = shadowAiAudit.build(input)
    const stated = documentFigures(document)
    expect(stated.size).toBeGreaterThan(50)
    expect(figuresInJson(await textOf('json', input))).toEqual(stated)
    expect(figuresInHtml(await textOf('html', input))).toEqual(figuresWithoutPlace(document))
    expect(figuresInCsv(await textOf('csv', input))).toEqual(figuresWithoutPlace(document, false))
    const { text } = await readPdf(await bytesOf('pdf', input))
    for (const sentence of figuresOnPaper(document)) expect(text).toContain(sentence.replace(/\s+/g, ''))
  })

  it('never states a figure without its denominator', () => {
    for (const [place, figure] of documentFigures(shadowAiAudit.build(reportInput(200)))) expect(figure, place).toMatch(/^\d+ of \d+$/)
  })
})

describe('an unknown report or format', () => {
  it('is answered with what there is', async () => {
    const [report, format] = [
      await renderReport('nothing', 'pdf', emptyInput()),
      await renderReport('shadow-ai-audit', 'docx', emptyInput()),
    ]
    expect(report).toMatchObject({ ok: false, failure: { code: 'not-found', subject: 'nothing' } })
    expect(format).toMatchObject({ ok: false, failure: { code: 'not-found', next: 'Choose one of: pdf, html, csv, json.' } })
  })
})

describe('an empty workspace', () => {
  it.each(formats.map((format) => format.id))('is a %s that says that no scan has ended', async (format) => {
    const said =
      format === 'pdf' ? (await readPdf(await bytesOf('pdf', emptyInput()))).text : (await textOf(format, emptyInput())).replace(/\s+/g, '')
    expect(said).toContain('Noscanhasendedyet')
  })
})

describe('a workspace of 5,000 agents', () => {
  it('keeps every row in CSV and JSON, and says in the PDF how many are elsewhere', async () => {
    const input = reportInput(5_000)
    const rows = readCsv(await textOf('csv', input)).filter((line) => line.get('Block') === 'Inventory: 5,000 agents')
    expect(rows).toHaveLength(5_000)
    expect(JSON.parse(await textOf('json', input)).payload.data.rows).toHaveLength(5_000)
    const pdf = await readPdf(await bytesOf('pdf', input))
    expect(pdf.text).toContain('Thefirst500of5,000rows.')
    expect(pdf.pages).toBeLessThan(120)
  })
})

type Figures = ReadonlyMap<string, string>

function figuresInJson(text: string): Figures {
  return documentFigures(JSON.parse(text).payload.document)
}

/** By id or label alone, as CSV and HTML name them; labels may stand in several charts. */
function figuresWithoutPlace(document: ReportDocument, cover = true): readonly string[] {
  const blocks = document.sections.flatMap((section) => section.blocks)
  const ofBlocks = blocks.flatMap((block) => {
    if (block.kind === 'figures') return block.figures.map((item) => `${item.id}: ${item.value} of ${item.of}`)
    return block.kind === 'bars' ? block.bars.map((bar) => `${bar.label}: ${bar.value} of ${block.of}`) : []
  })
  const onCover = (document.headline?.figures ?? []).map((item) => `${item.id}: ${item.value} of ${item.of}`)
  return [...(cover ? onCover : []), ...ofBlocks].sort()
}

function figuresInCsv(text: string): readonly string[] {
  return readCsv(text)
    .filter((line) => line.get('Of') !== '' && line.get('Label') !== '')
    .map((line) => `${line.get('Id') || line.get('Label')}: ${line.get('Value')} of ${line.get('Of')}`)
    .sort()
}

function figuresInHtml(text: string): readonly string[] {
  const plain = (part: string) => part.replaceAll(',', '')
  const figures = text.matchAll(/data-figure="([^"]+)"><dt>[^<]*<\/dt><dd><b>([^<]+)<\/b> <span>of ([\d,]+) /g)
  const bars = text.matchAll(/<g data-label="([^"]*)" data-value="(\d+)" data-of="(\d+)">/g)
  return [...figures, ...bars].map(([, name, value, of]) => `${name}: ${plain(value ?? '')} of ${plain(of ?? '')}`).sort()
}

function figuresOnPaper(document: ReportDocument): readonly string[] {
  const figures = (list: readonly { value: number; label: string; of: number; ofWhat: string }[]) =>
    list.map((item) => `${count(item.value)} ${item.label} of ${count(item.of)} ${item.ofWhat}`)
  const blocks = document.sections.flatMap((section) => section.blocks)
  return [
    ...figures(document.headline?.figures ?? []),
    ...blocks.flatMap((block) => {
      if (block.kind === 'figures') return figures(block.figures)
      if (block.kind !== 'bars') return []
      const bars = block.bars.map((bar) => `${bar.label} ${count(bar.value)} ${percent(bar.value, block.of)}`)
      return [`${block.title}, of ${count(block.of)} ${block.unit}`, ...bars]
    }),
  ]
}
