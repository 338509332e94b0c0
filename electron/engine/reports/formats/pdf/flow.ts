import PDFDocument from 'pdfkit'
import { longestParagraph, visibleText } from '../../../../../shared/base/visible-text.ts'
import { fontBytes, type Weight, weights } from './fonts.ts'
import { drawable, glyphTest } from './glyphs.ts'
import { margin, paper, type TextStyle } from './style.ts'
import { wrapText } from './wrap-text.ts'

export type Element = PDFKit.PDFStructureElement

/** A page that is filled from top to bottom, with a structure tree growing beside it: text is drawn only inside tags. */
export class Flow {
  readonly doc: PDFKit.PDFDocument
  /** What stands in the running head of each page; null for none. */
  readonly heads: (string | null)[] = []
  y: number = margin.top
  /** The running head of pages still to come: the section that is being drawn. */
  head: string | null = null
  private readonly tree: Element
  private readonly hasGlyph: (point: number) => boolean

  constructor(title: string, organisation: string, madeAt: string) {
    // Font `null`: the library's default font is looked up on disk beside the bundle, where it is not.
    const options: PDFKit.PDFDocumentOptions = {
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en',
      displayTitle: true,
      info: {
        Title: plain(`${title} · ${organisation}`),
        Author: plain(organisation),
        Creator: 'Rollcall',
        Producer: 'Rollcall',
        CreationDate: new Date(madeAt),
      },
    }
    this.doc = new PDFDocument({ ...options, font: null } as unknown as PDFKit.PDFDocumentOptions)
    for (const weight of Object.keys(weights) as Weight[]) this.doc.registerFont(weight, fontBytes(weight))
    this.hasGlyph = glyphTest(this.doc)
    this.tree = this.doc.struct('Document')
    this.doc.addStructure(this.tree)
  }

  get width(): number {
    return this.doc.page.width - margin.left - margin.right
  }

  get wide(): boolean {
    return this.doc.page.width > this.doc.page.height
  }

  get bottom(): number {
    return this.doc.page.height - margin.bottom
  }

  addPage(head: string | null, wide = false): void {
    this.head = head
    this.doc.addPage({ size: [paper.short, paper.long], layout: wide ? 'landscape' : 'portrait', margin: 0 })
    this.heads.push(head)
    this.y = margin.top
  }

  /** Goes on to a page like this one unless `height` still fits. */
  room(height: number): boolean {
    if (this.y + height <= this.bottom) return false
    this.addPage(this.head, this.wide)
    return true
  }

  element(kind: string, parent: Element | null = null, options: PDFKit.Mixins.StructureElementOptions & { scope?: string } = {}): Element {
    const element = this.doc.struct(kind, options)
    ;(parent ?? this.tree).add(element)
    return element
  }

  /** Draws inside a tag, which a screen reader then finds. */
  tagged(kind: string, element: Element, draw: () => void): void {
    element.add(this.doc.markStructureContent(kind))
    draw()
    this.doc.endMarkedContent()
  }

  /** Draws what carries no meaning: rules, running heads, page numbers. */
  artifact(draw: () => void, pagination = false): void {
    this.doc.markContent('Artifact', { type: pagination ? 'Pagination' : 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  /** Untrusted text as this typeface can show it. */
  shown(text: string, longest?: number): string {
    return drawable(visibleText(text, longest), this.hasGlyph)
  }

  measure(text: string, style: TextStyle): number {
    return this.doc.font(style.weight).fontSize(style.size).widthOfString(text)
  }

  lines(text: string, style: TextStyle, width: number, mostLines = Number.POSITIVE_INFINITY): readonly string[] {
    return wrapText(text, width, (part) => this.measure(part, style), mostLines)
  }

  /** One line, already safe and short enough. */
  line(text: string, x: number, y: number, style: TextStyle, align: 'left' | 'right' = 'left'): void {
    const start = align === 'left' ? x : x - this.measure(text, style)
    const drop = (style.leading - style.size * 1.17) / 2
    this.doc
      .font(style.weight)
      .fontSize(style.size)
      .fillColor(style.colour)
      .text(text, start, y + drop, { lineBreak: false })
  }

  /** A paragraph that may run over pages, under one tag. */
  paragraph(kind: string, text: string, style: TextStyle, parent: Element, box: { x: number; width: number }): void {
    const element = this.element(kind, parent)
    let rest = this.lines(this.shown(text, longestParagraph), style, box.width)
    while (rest.length > 0) {
      this.room(style.leading)
      const fits = Math.max(1, Math.floor((this.bottom - this.y) / style.leading))
      const part = rest.slice(0, fits)
      this.tagged(kind, element, () => {
        for (const line of part) {
          this.line(line, box.x, this.y, style)
          this.y += style.leading
        }
      })
      rest = rest.slice(fits)
    }
    element.end()
  }

  rule(x: number, y: number, width: number, colour: string, weight = 0.5): void {
    this.artifact(() =>
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(weight)
        .strokeColor(colour)
        .stroke(),
    )
  }

  async bytes(): Promise<Uint8Array> {
    const chunks: Buffer[] = []
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    const done = new Promise<void>((resolve, reject) => this.doc.on('end', resolve).on('error', reject))
    this.tree.end()
    this.doc.end()
    await done
    return new Uint8Array(Buffer.concat(chunks))
  }
}

/** The library writes the title into XML without escaping it. */
function plain(text: string): string {
  return visibleText(text).replaceAll('&', '+').replaceAll('<', '‹').replaceAll('>', '›')
}
