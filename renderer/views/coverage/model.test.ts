import { expect, test } from 'vitest'
import type { StepCoverage, StepEnd } from '../../../shared/domain/coverage.ts'
import { byConnection, unseenWords, whyWords } from './model.ts'

const step = (connectionId: string, stepId: string, end: StepEnd | null, incomplete: boolean): StepCoverage => ({
  scanId: 's',
  connectionId,
  connectionLabel: connectionId,
  provider: 'p',
  stepId,
  stepTitle: stepId,
  end,
  hides: '',
  pages: 0,
  objects: 0,
  keptAside: 0,
  calls: 0,
  startedAt: null,
  endedAt: null,
  incomplete,
})

test('what was not seen comes first', () => {
  const groups = byConnection([
    step('calm', 'a', { state: 'complete' }, false),
    step('gaps', 'b', { state: 'complete' }, false),
    step('gaps', 'c', { state: 'denied', missing: 'X.Read', why: 'The tenant refused.' }, true),
  ])
  expect(groups.map((group) => [group.label, group.unseen])).toEqual([
    ['gaps', 1],
    ['calm', 0],
  ])
  expect(groups[0]?.steps.map((one) => one.stepId)).toEqual(['c', 'b'])
})

test('a denial names what is missing and what to do', () => {
  expect(whyWords(step('a', 'b', { state: 'denied', missing: 'X.Read', why: 'Refused.' }, true))).toEqual({
    why: 'Missing: X.Read. Refused.',
    next: 'Grant X.Read, then scan again.',
  })
})

test('a complete step that kept elements aside says so', () => {
  const complete = { ...step('a', 'b', { state: 'complete' }, false), keptAside: 1 }
  expect(whyWords(complete).why).toBe('1 entry could not be read and was kept aside')
})

test('a step that was skipped never says that nothing stays unseen', () => {
  const skipped = (reason: 'not-asked' | 'no-service') => ({
    ...step('c', 's', { state: 'skipped', reason, why: 'nothing is configured' }, false),
    hides: 'agents built in the studio',
  })
  expect(unseenWords(step('c', 's', { state: 'complete' }, false))).toBe('Nothing')
  expect(unseenWords(skipped('not-asked'))).toBe('Not asked for: agents built in the studio')
  expect(unseenWords(skipped('no-service'))).toBe('If there are any: agents built in the studio')
})
