import { expect, test } from 'vitest'
import type { Policy, PolicyStanding } from '../../../shared/domain/policy.ts'
import { appliesWords, inOrder, standingWords } from './model.ts'

const standing = (byHand: number, bySelector: number, violations = 0): PolicyStanding => ({
  policyId: 'p',
  byHand,
  bySelector,
  violations,
  violators: violations,
})

test.each<[PolicyStanding | null, Policy['selector'], string]>([
  [null, null, 'counting'],
  [standing(0, 0), null, 'binds nobody yet'],
  [standing(0, 0), {}, 'its selector reaches nobody yet'],
  [standing(1, 0), null, 'enforced on 1 agent, by hand'],
  [standing(0, 3), {}, 'enforced on 3 agents, by selector'],
  [standing(1, 3), {}, 'enforced on 4 agents, 3 by selector, 1 by hand'],
])('%o with %o: %s', (counts, selector, said) => {
  expect(standingWords({ selector }, counts)).toBe(said)
})

test('what is broken comes first, then what binds somebody', () => {
  const policy = (id: string, severity: Policy['severity']): Policy => ({
    id,
    title: id,
    summary: '',
    severity,
    responseDays: 1,
    cedar: '',
    selector: null,
    version: 1,
    hash: '',
    origin: 'shipped',
    published: null,
    explains: [],
  })
  const policies = [policy('a', 'low'), policy('b', 'high'), policy('c', 'critical'), policy('d', 'critical')]
  const standings = new Map([
    ['a', standing(1, 0)],
    ['b', standing(1, 0, 2)],
    ['d', standing(2, 0, 1)],
  ])
  expect(inOrder(policies, standings).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c'])
})

test('a selector is said in words, connections by their names', () => {
  const names = new Map([['c-1', 'Production tenant']])
  expect(appliesWords({ kinds: ['workflow'], connectionIds: ['c-1', 'c-2'] }, names)).toBe(
    'agents with kind: Workflow with AI, and connection: Production tenant or c-2',
  )
  expect(appliesWords({}, names)).toBe('every agent')
})
