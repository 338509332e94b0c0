import { expect, test } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { secretInConfig } from './secret-in-config.ts'

test('says that a secret stands there, and never the secret', () => {
  const result = secretInConfig.evaluate(agentWith({ traits: ['secret-in-config'] }), fixtureContext)
  expect(result?.evidence[0]?.text).toContain('was not kept')
  expect(secretInConfig.evaluate(agentWith(), fixtureContext)).toBeNull()
})
