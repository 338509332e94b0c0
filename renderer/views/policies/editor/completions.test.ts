import { expect, test } from 'vitest'
import { suggestionsAfter } from './completions.ts'

const labels = (before: string) => suggestionsAfter(before)?.options.map(({ label }) => label) ?? null

test('attributes, actions, types and values come from the schema', () => {
  expect(labels('when { principal.own')).toContain('ownerState')
  expect(labels('when { resource.')).toContain('sensitivityLevel')
  expect(labels('action == Rollcall::Action::"')).toEqual(expect.arrayContaining(['send', 'operate']))
  expect(labels('principal is Rollcall::')).toEqual(['Action', 'Agent', 'Resource'])
  expect(labels('when { principal.ownerState == ')).toContain('"known"')
  expect(labels('when { principal.autonomyFloor >= ')).toContain('4')
  expect(labels('when { principal.traits.')).toEqual(['contains', 'containsAny', 'containsAll'])
  expect(labels('principal.traits.containsAny(["public-chat", "')).toContain('"auto-approve"')
  expect(labels('when { principal.guarded == ')).toEqual(['true', 'false'])
})

test('what is completed begins where it was begun to be typed', () => {
  const before = 'when { principal.ownerState == "kn'
  expect(suggestionsAfter(before)?.from).toBe(before.length - '"kn'.length)
  expect(suggestionsAfter('@sa')).toMatchObject({ from: 0 })
})

test('within a text or a comment nothing is suggested', () => {
  expect(labels('@says("It may per')).toBeNull()
  expect(labels('// for')).toBeNull()
  expect(labels('for')).toContain('forbid')
})
