import { expect, it } from 'vitest'
import { reportInput } from '../fixture/report-input.ts'
import { populationOf } from './population.ts'
import { coverageSection } from './sections/coverage.ts'

const input = reportInput(3)
const tables = (places: typeof input.places) =>
  coverageSection({ ...input, ...(places ? { places } : {}) }, populationOf(input)).blocks.filter((block) => block.kind === 'table')

it('names each account, region or project that was not seen whole, and how many there are', () => {
  const gap = {
    stepId: 'agents',
    stepTitle: 'Agents',
    wide: 'Payments (1111)',
    narrow: 'west',
    end: { state: 'denied', missing: 'agents:List', why: 'An organisation policy forbids it.' },
    hides: 'agents and their tools',
    incomplete: true,
  } as const
  const shown = tables([{ connectionId: 'c', connectionLabel: 'Cloud', places: 34, seenWhole: 33, gaps: [gap] }])
  expect(shown.find(({ title }) => title === 'Connections that consist of many places')?.rows).toEqual([['Cloud', 33, 34]])
  expect(shown.find(({ title }) => title === 'Places that were not seen whole')?.rows).toEqual([
    [
      'Cloud',
      'Payments (1111) / west',
      'Agents',
      'Denied',
      'An organisation policy forbids it. Missing: agents:List.',
      'agents and their tools',
    ],
  ])
})

it('says nothing of places where no connection has any', () => {
  expect(tables(undefined)).toHaveLength(2)
})
