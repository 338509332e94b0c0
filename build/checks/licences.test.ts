import { describe, expect, it } from 'vitest'
import { mayShip, notice, shippedPackages } from '../licences.mjs'
import { root } from '../setup/root.mjs'

describe('the licences of what is shipped', () => {
  const packages = shippedPackages(root)

  it('are all permissive, for every production dependency and what it depends on', () => {
    expect(packages.length).toBeGreaterThan(50)
    expect(packages.filter(({ licence }) => !mayShip(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
  })

  it('stand in the notice, each package by name', () => {
    const text = notice(packages)
    for (const { name, version } of packages) expect(text).toContain(`${name} ${version} (`)
  })
})

it.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND ISC', 'Apache-2.0'])('%s may ship', (licence) => {
  expect(mayShip(licence)).toBe(true)
})

it.each(['GPL-3.0-only', 'MIT AND GPL-2.0-only', 'SEE LICENSE IN LICENSE', 'UNLICENSED', '', null, '(MIT AND (GPL-3.0 OR MIT))'])(
  '%s may not',
  (licence) => {
    expect(mayShip(licence)).toBe(false)
  },
)
