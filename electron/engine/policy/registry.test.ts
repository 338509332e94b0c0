import { readdirSync } from 'node:fs'
import { checkParseSchema } from '@cedar-policy/cedar-wasm/nodejs'
import { expect, test } from 'vitest'
import { checkPolicy } from './check.ts'
import { definePack } from './define-pack.ts'
import { packs } from './registry.ts'
import { schema } from './schema.ts'
import { statementsOf } from './statement.ts'

test('the folder and the registry say the same', () => {
  const files = readdirSync(new URL('packs/', import.meta.url)).filter((file) => !file.endsWith('.test.ts'))
  expect(packs.map((pack) => `${pack.id}.ts`).sort()).toEqual(files.sort())
})

test('the schema parses', () => {
  expect(checkParseSchema(schema)).toEqual({ type: 'success' })
})

test.each(packs)('$id fits the schema, statement by statement, and each is explained', (pack) => {
  expect(checkPolicy(pack.cedar)).toEqual([])
  const statements = statementsOf(pack)
  expect(pack.explains).toEqual(statements.map(({ id, effect, words }) => ({ statement: id, effect, words })))
  for (const { words } of pack.explains) expect(words).toMatch(/^[A-Z].*\.$/)
  for (const { cure, actions, effect } of statements) if (effect === 'forbid' && actions.has('operate')) expect(cure).toMatch(/^[A-Z].*\.$/)
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
  expect(checkPolicy(wrong.cedar)).not.toEqual([])
})
