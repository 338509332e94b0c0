import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { entryText, leafText } from './entry-text.ts'
import { intactLeaf } from './intact-leaf.ts'
import { leafHashText } from './merkle.ts'

const field = fc.oneof(
  fc.constantFrom('2026-11-22T09:30:00.000Z', 'decision', 'note', 'f'.repeat(64), '0'.repeat(64), 'x'.repeat(1_025)),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const value = fc.oneof(fc.jsonValue(), fc.jsonValue({ stringUnit: 'binary' }), fc.constant({ reason: 'Straße, “quoted”', until: null }))
const body = fc.oneof(value.map(canonicalJson), fc.string(), fc.constant(canonicalJson({ long: 'ü"'.repeat(3_000) })))
const entries = fc.record({
  seq: fc.nat(),
  at: field,
  kind: field,
  body,
  previousHash: field,
  keyId: field,
  signature: field,
})

test('an entry as it was written has the leaf that its text has, however it is written', () => {
  fc.assert(
    fc.property(entries, (unhashed) => {
      const entry: LedgerEntry = { ...unhashed, hash: hash('sha256', entryText(unhashed).hashed, 'hex') }
      const leaf = intactLeaf(entry)
      if (leaf !== null) expect(leaf).toBe(leafHashText(leafText(entry)))
      expect(leaf === null).toBe(!isOneForm(entry.body))
    }),
    { numRuns: 3_000 },
  )
})

test.each(['seq', 'at', 'kind', 'body', 'previousHash', 'hash'] as const)('an entry whose %s was changed has none', (member) => {
  const unhashed = { seq: 7, at: '2026-11-22T09:30:00.000Z', kind: 'note', body: '{"a":"b"}', previousHash: '0'.repeat(64) }
  const entry = { ...unhashed, hash: hash('sha256', entryText(unhashed).hashed, 'hex'), keyId: 'key', signature: 'none' }
  expect(intactLeaf(entry)).not.toBe(null)
  expect(intactLeaf({ ...entry, [member]: member === 'seq' ? 8 : `${entry[member]}`.replace(/.(.?)$/, 'c$1') })).toBe(null)
})

function isOneForm(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text && !text.includes('"__proto__":')
  } catch {
    return false
  }
}
