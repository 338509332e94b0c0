import { expect, test } from 'vitest'
import { boundWords, isBoundByHand, moveTo } from './hand-model.ts'

test('it is said how an agent is bound, and one that is bound by hand is not marked again', () => {
  expect([[], ['selector'], ['decision'], ['decision', 'selector']].map((by) => boundWords(by as never))).toEqual([
    'not bound',
    'bound by selector',
    'bound by hand',
    'bound by hand and by selector',
  ])
  expect([isBoundByHand(['selector']), isBoundByHand(['decision'])]).toEqual([false, true])
})

test('keys go through a list and stay in it', () => {
  const from = (key: string) => [moveTo(key, 0, 3), moveTo(key, 2, 3), moveTo(key, 0, 0)]
  expect([from('ArrowDown'), from('k'), from('Home'), from('End'), from('x')]).toEqual([
    [1, 2, 0],
    [0, 1, 0],
    [0, 0, 0],
    [2, 2, 0],
    [null, null, null],
  ])
})
