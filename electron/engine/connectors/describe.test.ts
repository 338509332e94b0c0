import { expect, it } from 'vitest'
import { describeConnector, permissionNeeds } from './describe.ts'
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

it.each(connectors)('says how to grant each permission of $id, in one sentence', (connector) => {
  for (const { fix } of permissionNeeds(connector)) expect(fix).toMatch(/^[A-Za-z].{20,}\.$/)
})

it.each(connectors)('shows every call that $id may make', (connector) => {
  const { calls } = describeConnector(connector)
  expect(calls).toHaveLength(connector.calls.length)
})

it.each(connectors)('asks $id for one of several only where each of them is a setting of that way to sign in', ({ signIn, fields }) => {
  for (const { oneOf = [], fields: own } of signIn) {
    expect(oneOf.filter((key) => !own.includes(key) || !fields.some((field) => field.key === key))).toEqual([])
  }
})
