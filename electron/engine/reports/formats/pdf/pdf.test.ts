import { beforeAll, describe, expect, it } from 'vitest'
import { type ReadPdf, readPdf } from '../../fixture/read-pdf.ts'
import { reportInput } from '../../fixture/report-input.ts'
import { shadowAiAudit } from '../../shadow-ai-audit/report.ts'
import { pdf } from './pdf.ts'

describe('the PDF', () => {
  const input = reportInput(120)
  const document = shadowAiAudit.build(input)
  let read: ReadPdf
  beforeAll(async () => {
    read = await readPdf(await pdf.render(document, input), true)
  })

  it('is tagged, has a language and a title', () => {
    expect(read.marked).toBe(true)
    expect(read.language).toBe('en')
    expect(read.title).toBe('Shadow-AI audit · Northwind Trading plc')
  })

  it('has headings, tables with heads, lists and links a screen reader finds', () => {
    for (const role of ['H1', 'H2', 'H3', 'P', 'Table', 'Caption', 'TH', 'TR', 'TD', 'L', 'LI', 'LBody', 'TOC', 'TOCI', 'Link', 'Figure']) {
      expect(read.roles.get(role), role).toBeGreaterThan(0)
    }
  })

  it('tells every chart in words', () => {
    const charts = document.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'bars')
    expect(new Set(read.alternatives).size).toBe(charts.length)
    expect(read.alternatives.join()).toContain('Critical: ')
  })

  it('has a bookmark and a line of contents for each section, and numbers its pages', () => {
    expect(read.outline).toEqual(document.sections.map((section, index) => `${index + 1}  ${section.title}`))
    expect(read.actions).toHaveLength(document.sections.length)
    expect(read.text).toContain(`Page2of${read.pages}`)
    expect(read.text).toContain(`Page${read.pages}of${read.pages}`)
  })
})
