import { expect, test } from 'vitest'
import type { Capability } from '../../../shared/domain/capability.ts'
import type { Finding } from '../../../shared/domain/risk.ts'
import { barParts, capabilityOrigin, capabilitySentence, findingsOf, sortedCapabilities, sumLine } from './model.ts'

const finding = (factorId: string, points: number, family: Finding['family'] = 'danger'): Finding => ({
  factorId,
  factorVersion: 1,
  family,
  title: factorId,
  points,
  weight: 30,
  reason: '',
  evidence: [],
  lowers: '',
  unknown: false,
})

const capability: Capability = {
  action: 'read',
  resource: 'mail',
  sensitivity: 'confidential',
  reach: 'tenant',
  via: 'Mail.Read',
  source: 'application-permission',
  system: 'Graph',
  used: true,
  lastUsed: '2026-11-19T00:00:00.000Z',
  callId: null,
}

test('the bar’s parts follow each other and end at the score', () => {
  const parts = barParts(
    findingsOf([finding('small', 9.5), finding('large', 22), finding('none', 0), finding('other', 5, 'governance')], 'danger'),
  )
  expect(parts.map((part) => [part.id, part.start, part.width])).toEqual([
    ['large', 0, 22],
    ['small', 22, 9.5],
  ])
})

test('the sum is written out', () => {
  expect(sumLine([finding('a', 22), finding('b', 9.5)])).toBe('22 + 9.5 = 31.5')
  expect(sumLine([])).toBe('0')
})

test('a capability is a sentence, with its origin and its last use', () => {
  expect(capabilitySentence(capability)).toBe('Read everybody’s mail')
  expect(capabilitySentence({ ...capability, action: 'execute', resource: 'shell', reach: 'self' })).toBe('Run shell commands')
  expect(capabilityOrigin(capability, Date.parse('2026-11-22T00:00:00.000Z'))).toBe('application permission · used 3 days ago')
  expect(capabilityOrigin({ ...capability, used: null, lastUsed: null })).toBe('application permission · use not looked up')
})

test('the most sensitive comes first, and what is not known before what is internal', () => {
  const order = sortedCapabilities([
    { ...capability, sensitivity: 'internal' },
    { ...capability, sensitivity: 'unknown' },
    { ...capability, sensitivity: 'restricted' },
  ])
  expect(order.map((one) => one.sensitivity)).toEqual(['restricted', 'unknown', 'internal'])
})
