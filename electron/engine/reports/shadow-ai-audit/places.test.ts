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
    end: { state: 'denied', missing: 'agents:List', why: 'an organisation policy forbids it' },
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
      'Agents and their tools.',
    ],
  ])
})

it('tells places together where the same step ended for the same reason, and leaves no name out', () => {
  const end = { state: 'denied', missing: 'agents:List', why: 'Refused.' } as const
  const at = (wide: string, narrow: string) => ({ stepId: 'a', stepTitle: 'Agents', wide, narrow, end, hides: 'agents', incomplete: true })
  const gaps = [at('One', 'east'), at('One', 'west'), ...['Two', 'Three', 'Four', 'Five'].map((wide) => at(wide, ''))]
  const shown = tables([{ connectionId: 'c', connectionLabel: 'Cloud', places: 9, seenWhole: 3, gaps }])
  const rows = shown.find(({ title }) => title === 'Places that were not seen whole')?.rows
  expect(rows?.map(([, place]) => place)).toEqual(['One / east, west; Two; Three; Four', 'Five'])
})

it('counts steps as the window does: what was not asked for is neither seen nor missing', () => {
  const { tally } = populationOf(input)
  const figures = coverageSection(input, populationOf(input)).blocks.flatMap((block) => (block.kind === 'figures' ? block.figures : []))
  expect(tally.counts.outside).toBeGreaterThan(0)
  expect(figures.find(({ id }) => id === 'steps-seen')).toMatchObject({ value: tally.counts.seen, of: tally.asked })
})

it('says nothing of places where no connection has any', () => {
  expect(tables(undefined)).toHaveLength(1)
})
