import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { noOwner } from './no-owner.ts'

const share = (agent: Agent): number => noOwner.evaluate(agent, fixtureContext)?.share ?? 0

const owned = (state: 'none' | 'unknown' | 'known') => agentWith({ owner: { state, name: null, people: [], declared: false } })

test('nobody is not the same as not looked up', () => {
  expect(noOwner.evaluate(owned('none'), fixtureContext)).toMatchObject({ share: 1, reason: 'nobody owns it' })
  expect(noOwner.evaluate(owned('unknown'), fixtureContext)).toMatchObject({ unknown: true })
  expect(share(owned('unknown'))).toBeLessThan(1)
  expect(noOwner.evaluate(owned('known'), fixtureContext)).toBeNull()
})
