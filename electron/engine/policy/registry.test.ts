import { readdirSync } from 'node:fs'
import { checkParseSchema, policySetTextToParts, validate } from '@cedar-policy/cedar-wasm/nodejs'
import { expect, test } from 'vitest'
import { definePack } from './define-pack.ts'
import { packOf, packs } from './registry.ts'
import { schema } from './schema.ts'

const problemsOf = (cedar: string): readonly string[] => {
  const answer = validate({ schema, policies: { staticPolicies: cedar } })
  if (answer.type === 'failure') return answer.errors.map((error) => error.message)
  return [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) => error.message)
}

test('the folder and the registry say the same', () => {
  const files = readdirSync(new URL('packs/', import.meta.url)).filter((file) => !file.endsWith('.test.ts'))
  expect(packs.map((pack) => `${pack.id}.ts`).sort()).toEqual(files.sort())
  expect(packOf('no-such-pack')).toBeNull()
})

test('the schema parses', () => {
  expect(checkParseSchema(schema)).toEqual({ type: 'success' })
})

test.each(packs)('$id fits the schema, statement by statement, and each is explained', (pack) => {
  expect(problemsOf(pack.cedar)).toEqual([])
  const parts = policySetTextToParts(pack.cedar)
  expect(parts.type === 'success' && parts.policies.length).toBe(pack.statements.length)
  expect(pack.explains.map((one) => one.statement)).toEqual(pack.statements.map((one) => one.id))
  expect(new Set(pack.statements.map((one) => one.id)).size).toBe(pack.statements.length)
  for (const { words } of pack.explains) expect(words).toMatch(/^[A-Z].*\.$/)
})

test('the check against the schema can fail', () => {
  const wrong = definePack({
    id: 'wrong',
    title: 'Wrong',
    summary: '',
    version: 1,
    severity: 'low',
    responseDays: 1,
    statements: [
      { id: 'one', words: 'Names what is not there.', cedar: 'permit (principal, action, resource) when { principal.mood == "good" };' },
    ],
  })
  expect(problemsOf(wrong.cedar)).not.toEqual([])
})
