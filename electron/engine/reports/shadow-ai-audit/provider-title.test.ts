import { expect, it } from 'vitest'
import { reportInput } from '../fixture/report-input.ts'
import type { ReportInput } from '../report.ts'
import { shadowAiAudit } from './report.ts'

function providersIn(input: ReportInput): readonly string[] {
  const blocks = shadowAiAudit.build(input).sections.flatMap((section) => section.blocks)
  const chart = blocks.find((block) => block.kind === 'bars' && block.title === 'By provider')
  return chart?.kind === 'bars' ? chart.bars.map(({ label }) => label).toSorted() : []
}

it('names providers as people know them, and those without a title by their id', () => {
  const { providerTitles: _, ...untitled } = reportInput()
  const ids = providersIn(untitled)
  expect(ids).toContain('suite')
  const named = providersIn({ ...untitled, providerTitles: { suite: 'The office suite' } })
  expect(named).toEqual(ids.map((id) => (id === 'suite' ? 'The office suite' : id)).toSorted())
})

it('takes no word of the language for a title', () => {
  const input = reportInput()
  const rows = input.rows.map((row) => ({ ...row, provider: 'constructor' }))
  expect(providersIn({ ...input, rows })).toEqual(['constructor'])
})
