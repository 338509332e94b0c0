import { expect, it } from 'vitest'
import { permissionNeeds } from './describe.ts'
import { connectors } from './registry.ts'

it.each(connectors)('says of each permission of $id once what it is for and what stays hidden without it', (connector) => {
  const needs = permissionNeeds(connector)
  const keys = needs.map(({ access, permission }) => `${access} ${permission}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const { why, hides } of needs) {
    for (const text of [why, hides]) {
      const parts = text.split('; ')
      expect(new Set(parts).size).toBe(parts.length)
    }
    expect(why).not.toBe('')
  }
})
