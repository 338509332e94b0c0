import { describe, expect, it } from 'vitest'
import { acceptsCritical } from './accepts-critical.ts'

const approved = { status: 'approved', band: 'medium', danger: 20 }
const found = { status: 'discovered', band: 'medium', danger: 20 }

describe('letting a statement stand', () => {
  it.each([
    ['approved, where nobody calls it critical', false, 'status', approved, found],
    ['approved, where the other calls it critical', true, 'status', approved, { ...found, band: 'critical' }],
    ['approved, where only its danger is critical', true, 'status', { ...approved, danger: 95 }, found],
    ['approved, where a danger is not known', true, 'status', approved, { status: 'discovered', band: 'medium' }],
    ['revoked, while the other still finds it there', true, 'status', { ...approved, status: 'revoked' }, { ...found, band: 'critical' }],
    ['found and not decided', false, 'status', { ...found, danger: 95 }, approved],
    ['rejected', false, 'status', { ...found, status: 'rejected', danger: 95 }, approved],
    ['a lower risk than critical', true, 'risk', found, { ...found, band: 'critical' }],
    ['the critical risk', false, 'risk', { ...found, band: 'critical' }, found],
    ['a lower risk than another that is not critical', false, 'risk', found, { ...found, band: 'high', danger: 95 }],
    ['an owner', false, 'owner', { ...approved, danger: 95 }, { ...found, band: 'critical' }],
    ['facts', false, 'facts', { ...approved, danger: 95 }, { ...found, band: 'critical' }],
  ] as const)('%s: accepts critical risk: %s', (_, accepts, field, chosen, other) => {
    expect(acceptsCritical(field, chosen, [other, chosen])).toBe(accepts)
  })
})
