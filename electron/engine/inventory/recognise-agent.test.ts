import { expect, test } from 'vitest'
import { blankSubject, type Subject } from '../../../shared/domain/observation.ts'
import { recogniseAgent } from './recognise-agent.ts'

const identity: Subject = {
  ...blankSubject,
  key: 's',
  role: 'identity',
  name: 'Enrollment Service',
  nativeIds: [],
  agentKind: 'ai-application',
  platform: 'Test',
}

test('an identity without a signal is no agent, whatever it is called', () => {
  expect(recogniseAgent(identity)).toBeNull()
})

test('a name alone only suggests', () => {
  expect(recogniseAgent({ ...identity, signals: [{ by: 'name', value: 'Jasper', certainty: 'suggested' }] })).toBe('suggested')
})

test('a known client id, or the provider’s own word, is certain', () => {
  expect(recogniseAgent({ ...identity, signals: [{ by: 'client-id', value: 'x', certainty: 'certain' }] })).toBe('certain')
  expect(recogniseAgent({ ...identity, role: 'agent' })).toBe('certain')
})

test('the platform’s own application is explained, never shadow', () => {
  expect(recogniseAgent({ ...identity, role: 'agent', firstParty: true })).toBeNull()
})
