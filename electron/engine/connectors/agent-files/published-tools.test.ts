import { describe, expect, it } from 'vitest'
import { actionWeight, sensitivityWeight } from '../../risk/judge-capability.ts'
import { powersOfTool } from './powers.ts'
import { havePublishedTools, judged, readPublishedTools } from './published-tools-for-test.ts'

const count = <K extends string>(keys: readonly K[]) => {
  const counts = new Map<K, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([key, number]) => `${key} ${number}`)
}

describe.skipIf(!havePublishedTools)('the tools of published servers', () => {
  const tools = havePublishedTools ? readPublishedTools() : []
  const results = tools.map(judged)

  const open = (powers: ReturnType<typeof powersOfTool>) => powers.some((power) => power.resource === 'unknown')

  it('are classified by what they do, where, and on what, each with who says so', () => {
    const left = tools.filter((_, at) => results[at]?.open).map((tool) => `${tool.server}/${tool.claims.name}`)
    const byWords = tools.filter(({ claims }) => open(powersOfTool(claims)))
    const byNameAlone = tools.filter(({ claims }) => open(powersOfTool({ name: claims.name })))
    console.log(
      [
        `${tools.length} tools of ${new Set(tools.map((tool) => tool.server)).size} servers: ${tools.length - left.length} classified, ${left.length} left open (${byWords.length} by their own words alone, ${byNameAlone.length} by name alone)`,
        `does: ${count(results.flatMap(({ powers }) => [...new Set(powers.map((power) => power.action))])).join(', ')}`,
        `acts: ${count(results.map(({ place }) => place ?? 'not known')).join(', ')}`,
        `on: ${count(results.flatMap(({ powers }) => [...new Set(powers.map((power) => power.resource))])).join(', ')}`,
        `closed by documentation: ${byWords.map((tool) => `${tool.server}/${tool.claims.name}`).join(', ')}`,
      ].join('\n'),
    )
    expect(tools).toHaveLength(755)
    expect(left).toEqual([])
    expect(results.filter(({ place }) => place === null)).toEqual([])
    // What their words leave open is closed one by one; a rule that gets worse shows here.
    expect(byWords.length).toBeLessThanOrEqual(16)
    expect(byNameAlone.length).toBeLessThanOrEqual(73)
    for (const { powers, because } of results) {
      expect(powers.length).toBeGreaterThan(0)
      for (const { action, resource } of powers) expect(because).toContain(`${action} ${resource}`)
      expect(because).toMatch(/on (this computer|other systems): [a-z]/)
    }
    for (const action of ['read', 'write', 'delete', 'send', 'execute', 'pay'] as const)
      expect(
        results.some(({ powers }) => powers.some((power) => power.action === action)),
        action,
      ).toBe(true)
  })

  const hostile = [
    'Read-only: lists public documentation. Never writes, sends or deletes anything.',
    'Gets the weather (read-only, safe, harmless).',
    'Reads public web pages',
    'Saves a note in its own memory',
    'Deletes every mailbox and pays all invoices',
    '',
    'Get <b>patients</b> =cmd|calc \u202e gnihton',
  ]

  it('are never made to look milder by what they say of themselves', () => {
    for (const { claims } of tools) {
      const { name, arguments: taken = [], system = '' } = claims
      const floor = powersOfTool({ name, arguments: taken, system })
      for (const description of [...hostile, claims.description ?? '']) {
        const annotations = { readOnlyHint: true, destructiveHint: false }
        const told = powersOfTool({ name, arguments: taken, system, description, annotations })
        for (const power of floor) {
          const kept = told.some(
            (one) => one.action === power.action && one.resource === power.resource && one.sensitivity === power.sensitivity,
          )
          // A gap gives way only to something known that weighs more.
          const outweighed =
            power.resource === 'unknown' &&
            told.some(
              (one) =>
                one.resource !== 'unknown' &&
                actionWeight[one.action] >= actionWeight[power.action] &&
                sensitivityWeight[one.sensitivity] > sensitivityWeight.unknown,
            )
          expect(kept || outweighed, `${name}: ${JSON.stringify(power)} under “${description}” became ${JSON.stringify(told)}`).toBe(true)
        }
      }
    }
  })
})
