import { beforeAll, describe, expect, it } from 'vitest'
import { fixturePublicKey, fixtureSign } from './fixture/ledger.ts'
import { emptyInput, reportInput } from './fixture/report-input.ts'
import { renderReport } from './render-report.ts'
import type { ReportInput, Sign } from './report.ts'
import { type ExportVerdict, verifyExport } from './verify-export.ts'

async function exported(input: ReportInput, sign?: Sign): Promise<string> {
  const rendered = await renderReport('shadow-ai-audit', 'json', input, { sign })
  if (!rendered.ok) throw new Error(rendered.failure.message)
  return new TextDecoder().decode(rendered.value.bytes)
}

const verdictOn = (text: string, key: string | null = null) => verifyExport(new TextEncoder().encode(text), key)
const failedIn = (verdict: ExportVerdict) => verdict.checks.filter((check) => check.state === 'failed').map((check) => check.id)

let file = ''
beforeAll(async () => {
  file = await exported(reportInput(40), fixtureSign)
})

describe('an exported report', () => {
  it('passes every check as it was written, and says what cannot be proved', () => {
    const verdict = verdictOn(file, fixturePublicKey)
    expect(verdict.checks.map((check) => check.state)).toEqual(Array(6).fill('passed'))
    expect(verdict.ok).toBe(true)
    expect(verdict.cannotProve.length).toBeGreaterThan(2)
    expect(verdict.ledgerEntries).toEqual(reportInput(40).ledger.entries)
  })

  it('passes in another layout: the value is signed, not the bytes', () => {
    expect(verdictOn(JSON.stringify(JSON.parse(file), null, 4)).ok).toBe(true)
  })

  it('passes without a signature, saying that there is none', async () => {
    const verdict = verdictOn(await exported(emptyInput()))
    expect(verdict.ok).toBe(true)
    expect(verdict.checks.find((check) => check.id === 'signature')?.state).toBe('not-checked')
  })

  it('fails when a name is changed', () => {
    expect(failedIn(verdictOn(file.replaceAll('Northwind', 'Southwind')))).toContain('hash')
  })

  it('fails when it is changed and hashed again', async () => {
    const changed = JSON.parse(file)
    const forged = JSON.parse(await exported({ ...reportInput(40), organisation: 'Another' }))
    expect(failedIn(verdictOn(JSON.stringify({ ...forged, signature: changed.signature })))).toEqual(['signature'])
  })

  it('fails under another key than its own', () => {
    expect(failedIn(verdictOn(file, Buffer.alloc(32, 9).toString('base64')))).toEqual(['signature'])
  })

  it('names a row that was taken away and the figures it stood behind', () => {
    const changed = JSON.parse(file)
    changed.payload.data.rows.splice(1, 1)
    const failed = failedIn(verdictOn(JSON.stringify(changed)))
    expect(failed).toEqual(['hash', 'counts', 'figures'])
  })

  it('names a figure that was made nicer, and one that was left out', () => {
    const nicer = JSON.parse(file)
    nicer.payload.document.headline.figures[0].value = 0
    expect(verdictOn(JSON.stringify(nicer)).checks.find((check) => check.id === 'figures')?.words).toContain('cover/shadow')
    const shorter = JSON.parse(file)
    shorter.payload.document.headline.figures.pop()
    expect(failedIn(verdictOn(JSON.stringify(shorter)))).toContain('figures')
  })

  it('names a ledger entry that is missing', () => {
    const changed = JSON.parse(file)
    changed.payload.data.ledger.entries.splice(2, 1)
    expect(failedIn(verdictOn(JSON.stringify(changed)))).toContain('ledger-head')
  })

  it.each([
    ['nothing', ''],
    ['half a file', null],
    ['another JSON', '{"a":1}'],
    ['a list', '[]'],
    ['no JSON', '\u0000'],
  ])('answers to %s', (_, text) => {
    expect(failedIn(verdictOn(text ?? file.slice(0, file.length / 2)))).toEqual(['readable'])
  })
})
