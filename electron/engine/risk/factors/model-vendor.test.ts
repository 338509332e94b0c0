import { expect, test } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { modelVendor } from './model-vendor.ts'

test('a third party weighs most, a known vendor in a known region nothing', () => {
  expect(modelVendor.evaluate(agentWith({ traits: ['third-party'] }), fixtureContext)?.reason).toBe('data goes to a third party')
  expect(modelVendor.evaluate(agentWith(), fixtureContext)).toBeNull()
})

test('what is not known of the model is said', () => {
  expect(modelVendor.evaluate(agentWith({ models: [] }), fixtureContext)).toMatchObject({ unknown: true, reason: 'its model is not known' })
  const placeless = agentWith({ models: [{ vendor: 'Vendor', name: 'model' }] })
  expect(modelVendor.evaluate(placeless, fixtureContext)?.reason).toBe('the region of its model is not known')
})
