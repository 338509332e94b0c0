import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { guidAt, indexOfGuid } from './ids.ts'
import { openEstate } from './open.ts'
import { makePeople } from './people.ts'
import { openState } from './state-file.ts'

test('a record is found by its id, and a stranger’s id finds nothing', () => {
  for (const index of [0, 1, 999, 110_468, 400_000]) expect(indexOfGuid(5, 'principal', guidAt(5, 'principal', index))).toBe(index)
  expect(indexOfGuid(5, 'principal', guidAt(6, 'principal', 1))).toBeNull()
  expect(indexOfGuid(5, 'principal', '__proto__')).toBeNull()
})

test('the same seed makes the same estate, and another one another', async () => {
  const keys = []
  for (const seed of [1, 1, 2]) {
    const estate = await openEstate({ size: 'small', seed, asOf: '2026-11-01' })
    keys.push(JSON.stringify(estate.answerKey.filter((entry) => entry.provider === 'microsoft-365')))
    await estate.close()
  }
  expect(keys[0]).toBe(keys[1])
  expect(keys[0]).not.toBe(keys[2])
})

test('every archetype of the tenants is in the key at every size', async () => {
  for (const size of ['small', 'default', '300']) {
    const estate = await openEstate({ size, seed: 1 })
    const present = new Set(estate.answerKey.filter((entry) => entry.provider === 'microsoft-365').map((entry) => entry.archetype))
    for (const archetype of [1, 2, 3, 6, 9, 11, 12, 13, 17, 36, 40, 43]) expect(present, `${archetype} at ${size}`).toContain(archetype)
    await estate.close()
  }
})

test('changes outlive a restart, and are forgotten on reset', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'rollcall-state-')), 'estate.json')
  openState(file).section('a').set('__proto__', false)
  openState(file).section('a').set('key', { off: true })
  const again = openState(file)
  expect(again.section('a').get('key')).toEqual({ off: true })
  again.reset()
  expect(openState(file).section('a').get('key')).toBeUndefined()
})

test('staff are made one by one, and some of them have left', () => {
  const people = makePeople({ seed: 1, count: 700, domain: 'meridian.example' })
  expect(people.byId(people.at(42).id)).toEqual(people.at(42))
  expect(people.leaver().active).toBe(false)
  expect(people.someone('People').department).toBe('People')
})
