import { beforeAll, describe, expect, it } from 'vitest'
import { hostileCorpus } from '../../../shared/base/hostile-corpus.ts'
import { visibleText } from '../../../shared/base/visible-text.ts'
import { readCsv } from './fixture/read-csv.ts'
import { readPdf } from './fixture/read-pdf.ts'
import { reportInput } from './fixture/report-input.ts'
import { renderReport } from './render-report.ts'
import type { ReportInput } from './report.ts'
import { verifyExport } from './verify-export.ts'

/** Every text field of the input that comes from outside carries hostile text; agents' names are the thousand. */
function hostileInput(from: number, many: number): ReportInput {
  const texts = hostileCorpus.slice(from, from + many)
  const text = (index: number) => texts[index % texts.length] ?? ''
  const input = reportInput(many, texts)
  return {
    ...input,
    organisation: text(1),
    connections: input.connections.map((item, index) => ({ ...item, label: text(index) })),
    coverage: input.coverage.map((step, index) => ({
      ...step,
      stepTitle: text(index),
      connectionLabel: text(index + 3),
      hides: text(index + 5),
    })),
    rows: input.rows.map((row, index) => ({
      ...row,
      ownerName: row.ownerName === null ? null : text(index + 1),
      platform: text(index + 2),
      businessUnit: text(index % 20),
      reasons: [text(index + 4), text(index + 6)],
    })),
    decisions: input.decisions.map((decision, index) => ({ ...decision, reason: text(index + 8), actor: text(index + 9) })),
    violations: input.violations.map((violation, index) => ({ ...violation, message: text(index), cure: text(index + 1) })),
  }
}

async function rendered(format: string, input = hostileInput(0, 1_000)): Promise<Uint8Array> {
  const result = await renderReport('shadow-ai-audit', format, input)
  if (!result.ok) throw new Error(result.failure.message)
  return result.value.bytes
}

const names = hostileCorpus.slice(0, 1_000)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

it('has a thousand different texts', () => expect(new Set(names).size).toBe(1_000))

describe('a thousand hostile strings in HTML', () => {
  let page = ''
  beforeAll(async () => {
    page = decode(await rendered('html'))
  })

  it('add no tag and no attribute', async () => {
    const calm = decode(await rendered('html', reportInput(1_000)))
    expect(tagsAndAttributes(page)).toEqual(tagsAndAttributes(calm))
    expect(tagsAndAttributes(page)).not.toContain('script')
  })

  it('leave no character that hides, reorders or breaks', () => {
    expect(page.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}]/gu)).toBeNull()
  })

  it('stand there all, as text', () => {
    const text = page
      .replace(/<[^>]*>/g, '\n')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&#96;', '`')
      .replaceAll('&amp;', '&')
    expect(names.filter((name) => !text.includes(visibleText(name)))).toEqual([])
  })

  it('cannot load or run anything, whatever they say', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/)
    expect(page.match(/<style>/g)).toHaveLength(1)
  })
})

describe('a thousand hostile strings in CSV', () => {
  it('are never a formula, never break a line, and stand there all', async () => {
    const lines = readCsv(decode(await rendered('csv')))
    const formulas = lines.flatMap((line) => [...line.values()].filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell)))
    expect(formulas).toEqual([])
    const shown = new Set(
      lines.filter((line) => line.get('Section') === 'The full inventory').map((line) => line.get('Agent')?.replace(/^'/, '')),
    )
    expect(names.filter((name) => !shown.has(visibleText(name, 32_000).replace(/^'/, '')))).toEqual([])
  })
})

describe('a thousand hostile strings in JSON', () => {
  it('come back exactly as they were, and the file can be verified', async () => {
    const bytes = await rendered('json')
    const { payload } = JSON.parse(decode(bytes))
    expect(payload.data.rows.map((row: { readonly name: string }) => row.name)).toEqual(names)
    expect(verifyExport(bytes).ok).toBe(true)
  })

  it('are escaped where an editor would hide or reorder them', async () => {
    expect(decode(await rendered('json')).trimEnd()).not.toMatch(/[<\p{Cc}\p{Cf}\p{Cn}\p{Co}\u2028\u2029]/u)
  })
})

describe('a thousand hostile strings in PDF', () => {
  it.each([0, 500])('stand there from number %i on, and act on nothing', async (from) => {
    const pdf = await readPdf(await rendered('pdf', hostileInput(from, 500)))
    expect(new Set(pdf.actions)).toEqual(new Set(['go-to']))
    expect(names.slice(from, from + 500).filter((name) => !pdf.text.includes(beginningOnPaper(name)))).toEqual([])
  })
})

/** The first letters of a text as far as the typeface has them; the rest stands there by code points or is cut. */
function beginningOnPaper(name: string): string {
  const shown = visibleText(name).replace(/[^\u0020-\u007e‹›…].*$/su, '')
  return Array.from(shown).slice(0, 60).join('').replace(/\s+/g, '')
}

function tagsAndAttributes(page: string): readonly string[] {
  const body = page.replace('<!doctype html>', '').replace(/<style>.*<\/style>/s, '<style></style>')
  const tags = [...body.matchAll(/<\/?([^\s>/]+)((?:\s+[^\s=>]+="[^"]*")*)\s*\/?>/g)]
  const pieces = tags.flatMap(([, tag, rest]) => [tag ?? '', ...[...(rest ?? '').matchAll(/\s([^\s=]+)="/g)].map(([, name]) => `@${name}`)])
  expect(body.match(/</g)).toHaveLength(tags.length)
  return [...new Set(pieces)].sort()
}
