import { expect, it } from 'vitest'
import { emptyInput, reportInput } from '../fixture/report-input.ts'
import { json } from '../formats/json.ts'
import type { ReportInput } from '../report.ts'
import { populationOf } from './population.ts'
import { shadowAiAudit } from './report.ts'
import { coverageSection } from './sections/coverage.ts'

const whole = (more: Partial<ReportInput>): ReportInput => {
  const input = reportInput(3)
  return { ...input, coverage: input.coverage.filter(({ end }) => end?.state === 'complete'), ...more }
}
const slack = { provider: 'slack', title: 'Slack', count: 3, namedBy: ['The tenant', 'The register'] }
const openai = { provider: 'openai', title: 'OpenAI', count: 1, namedBy: ['The tenant'] }

const told = (input: ReportInput) => {
  const { blocks } = coverageSection(input, populationOf(input))
  const callout = blocks.find((block) => block.kind === 'callout')
  const table = blocks.find((block) => block.kind === 'table' && block.title === 'Systems that are not connected')
  return { callout, table: table?.kind === 'table' ? table : null }
}

it('names the systems that others speak of, and is not well because every step that was asked for saw everything', () => {
  const { callout, table } = told(whole({ notConnected: [slack, openai] }))
  expect(callout).toMatchObject({ tone: 'warning', text: expect.stringContaining('among them Slack and OpenAI, which connected ones') })
  expect(table?.rows.map((row) => row.slice(0, 3))).toEqual([
    ['Slack', 'The tenant; The register', 3],
    ['OpenAI', 'The tenant', 1],
  ])
})

it('does not take silence for absence, and says nothing where nobody looked', () => {
  const { callout, table } = told(whole({ notConnected: [] }))
  expect(callout).toMatchObject({ tone: 'good', text: expect.stringContaining('Systems that are not connected are not covered.') })
  expect(table).toMatchObject({ rows: [], empty: expect.stringContaining('does not show that there is none') })
  expect(told(whole({})).table).toBeNull()
  expect(told({ ...emptyInput(), notConnected: [] }).table).toBeNull()
})

it('stands in the data of the JSON form too', async () => {
  const input = whole({ notConnected: [slack] })
  const bytes = await json.render(shadowAiAudit.build(input), input)
  expect(JSON.parse(new TextDecoder().decode(bytes)).payload.data.notConnected).toEqual([slack])
})
