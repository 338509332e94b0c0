import { expect, test } from 'vitest'
import type { Person } from '../../../shared/domain/observation.ts'
import { batch, beginScan, subject, t0, withStore } from '../store/sample.ts'
import type { Store } from '../store/store.ts'
import { readMember } from './member.ts'
import { departmentOf, ownerOf } from './owner.ts'

const owner = { key: 'u1', name: 'Kim Sample', type: 'user', active: null } as const
const account: Person = {
  kind: 'person',
  key: 'u1',
  name: 'Kim Sample',
  mail: 'kim@example.test',
  department: null,
  active: true,
  type: 'user',
}

/** A workflow on an automation server, owned by an account there; and what a directory says of the same mail address. */
function ownerGiven(directory: readonly Partial<Person>[]) {
  return withStore((store) => {
    beginScan(store, 'scan-of-c1', 'c1')
    beginScan(store, 'scan-of-c2', 'c2')
    keep(store, 'c1', [subject('w'), { kind: 'ownership', key: 'o', subjectKey: 'w', role: 'owner', person: owner }, account])
    keep(
      store,
      'c2',
      directory.map((more, at) => ({ ...account, key: `directory-${at}`, mail: 'Kim@Example.test', ...more })),
    )
    const members = [readMember(store, 'c1', 'w')].filter((member) => member !== null)
    const summary = ownerOf(store, members, null)
    return { state: summary.state, department: departmentOf(store, members, summary) }
  })
}

function keep(store: Store, connectionId: string, observations: Parameters<Store['scans']['keep']>[0]['observations']): void {
  store.scans.keep({ ...batch, at: t0, scanId: `scan-of-${connectionId}`, connectionId, observations })
}

test('an owner nobody else knows is taken as the server tells', () => {
  expect(ownerGiven([])).toEqual({ state: 'known', department: null })
})

test('an owner whose account is disabled in the directory has left, whatever the server still thinks', () => {
  expect(ownerGiven([{ active: false }]).state).toBe('left')
})

test('a disabled guest account beside a living one is no leaving', () => {
  expect(ownerGiven([{ active: false }, { active: true }]).state).toBe('known')
})

test('the directory names the business unit that the server does not know', () => {
  expect(ownerGiven([{ department: 'Sales' }]).department).toBe('Sales')
})
