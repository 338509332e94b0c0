import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import { factors } from './registry.ts'
import { weights } from './weights.ts'

const folder = new URL('factors/', import.meta.url)
const files = readdirSync(folder)

test('the folder and the registry say the same, and each factor has a test beside it', () => {
  const ids = files.filter((file) => !file.endsWith('.test.ts')).map((file) => file.replace(/\.ts$/, ''))
  expect(factors.map((factor) => factor.id).sort()).toEqual(ids.sort())
  for (const id of ids) expect(files).toContain(`${id}.test.ts`)
})

test('every factor has a weight, and every weight a factor', () => {
  expect(Object.keys(weights.points).sort()).toEqual(factors.map((factor) => factor.id).sort())
})

test('both families are broad', () => {
  for (const family of ['danger', 'governance']) {
    expect(factors.filter((factor) => factor.family === family).length).toBeGreaterThanOrEqual(8)
  }
})

/** Content of each version of the weights document. A change of the numbers needs a new version and a new line here. */
const contents: Readonly<Record<string, string>> = {
  '2026-11.1': 'a7a55c78624e4036',
}

test('the weights’ content is the one its version stands for', () => {
  expect(createHash('sha256').update(canonicalJson(weights)).digest('hex').slice(0, 16)).toBe(contents[weights.version])
})
