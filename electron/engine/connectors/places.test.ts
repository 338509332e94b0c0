import { describe, expect, it } from 'vitest'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import { complete, partial, skipped } from './connector.ts'
import { distinctNames, tallyPlaces } from './places.ts'

const denied: StepEnd = { state: 'denied', missing: 'agents:List', why: 'refused' }
const noService = skipped('no-service', 'not offered here')

function endOf(...ends: readonly StepEnd[]): StepEnd {
  const tally = tallyPlaces('accounts and regions')
  for (const [index, end] of ends.entries()) tally.add({ place: [`account ${index}`, 'west'], end })
  return tally.end()
}

describe('a step that looks in many places', () => {
  it('is complete when each was seen whole or offers no such service', () => {
    expect(endOf(complete, noService, complete)).toEqual(complete)
    expect(endOf()).toEqual(complete)
  })

  it('says once what is true of every place it asked', () => {
    expect(endOf(denied, noService, denied)).toEqual(denied)
  })

  it('names how many and which were not seen, and why', () => {
    expect(endOf(complete, denied, partial('cut'), noService)).toEqual({
      state: 'partial',
      why: '2 of 3 accounts and regions were not seen whole: account 1 / west, account 2 / west; missing there: agents:List',
    })
    const many = endOf(complete, ...Array.from({ length: 4_000 }, () => denied))
    expect(many).toMatchObject({
      state: 'partial',
      why: expect.stringMatching(/^4000 of 4001 .* and 3995 more; missing there: agents:List$/),
    })
  })
})

it('tells places that share a name apart by their ids', () => {
  const named = distinctNames([{ id: 'a', name: 'Sandbox' }, { id: 'b', name: 'Sandbox' }, { id: 'c', name: 'Care' }, { id: 'd' }])
  expect([...named.values()]).toEqual(['Sandbox (a)', 'Sandbox (b)', 'Care', 'd'])
})
