import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

/** RFC 8785 as it reads, for JSON values: nothing quick about it. */
function byTheBook(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(byTheBook).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${byTheBook(member)}`).join(',')}}`
}

test('any JSON value has the form that the rule gives it, whatever order its members come in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(value)).toBe(byTheBook(value))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  [
    'names that objects move or take as something else',
    JSON.parse('{"b":1,"10":2,"9":3,"__proto__":{"z":1,"a":2}}'),
    '{"10":2,"9":3,"__proto__":{"a":2,"z":1},"b":1}',
  ],
  ['members in order around one that is not', { a: { c: 1, b: 2 }, d: [{ f: 1, e: 2 }, 3] }, '{"a":{"b":2,"c":1},"d":[{"e":2,"f":1},3]}'],
  ['what is undefined', { a: undefined, b: [undefined, 1] }, '{"b":[null,1]}'],
  ['half a character, and zero below zero', ['\ud800', -0], '["\\ud800",0]'],
  ['an object with a writer of its own', { a: { toJSON: 1, b: 2 } }, '{"a":{"b":2,"toJSON":1}}'],
])('%s: one form', (_, value, form) => {
  expect(canonicalJson(value)).toBe(form)
})

test.each([[Number.NaN], [{ a: Number.POSITIVE_INFINITY }], [[1n]], [{ a: () => 1 }]])('%o has no form', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError)
})
