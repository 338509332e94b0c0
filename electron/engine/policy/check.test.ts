import { expect, test } from 'vitest'
import { checkPolicy } from './check.ts'

const permit = '@id("reads")\n@says("It may read.")\npermit (principal, action == Rollcall::Action::"read", resource)'
const firstOf = (text: string) => checkPolicy(text)[0]

test('a text that holds has no problems', () => {
  expect(checkPolicy(`${permit};`)).toEqual([])
})

test.each([
  ['an attribute nobody has', `// é\n${permit}\nwhen { principal.mood == "x" };`, 5, 8, /mood.* does not exist/, /ownerState/],
  ['an action there is not', permit.replace('"read"', '"raed"').concat(';'), 3, 30, /unrecognized action/i, /Actions: read/],
  ['a type that does not fit', `${permit}\nwhen { resource.reachLevel == "far" };`, 4, 8, /type/, /./],
  ['a missing bracket', `${permit}\nwhen { resource.reachLevel <= 2 ;`, 4, 33, /unexpected token/i, /./],
  ['a scope that is not whole', 'permit (principal, resource);', 1, 20, /action/, /./],
  ['a context', `${permit}\nwhen { context.x == 1 };`, 4, 8, /no context/, /attribute of the principal/],
])('%s is told with its place and what to do', (_, text, line, column, message, next) => {
  const problem = firstOf(text)
  expect(problem).toMatchObject({ severity: 'error', line, column })
  expect(problem?.message).toMatch(message)
  expect(problem?.next).toMatch(next)
  expect(problem?.next).toMatch(/^[A-Z].*[.?!]$/)
})

test('the place counts characters as an editor does, not bytes', () => {
  const text = `// ééé 👍\n${permit}\nwhen { principal.mood == "x" };`
  const problem = firstOf(text)
  expect(text.slice(problem?.from, problem?.to)).toBe('principal.mood')
})

test('a statement needs a name of its own, and should say what it means', () => {
  expect(firstOf('permit (principal, action, resource);')).toMatchObject({ severity: 'error', next: expect.stringContaining('@id') })
  expect(firstOf('@id("a") permit (principal, action, resource);')).toMatchObject({ severity: 'warning' })
  const twice = checkPolicy(`${permit};\n${permit};`)
  expect(twice).toMatchObject([{ severity: 'error', line: 4, message: 'There are two statements named reads.' }])
})

test('what can never hold is doubted, and what is empty or has slots is refused', () => {
  expect(checkPolicy(`${permit} when { false };`)).toMatchObject([{ severity: 'warning' }])
  expect(firstOf('  ')).toMatchObject({ severity: 'error' })
  expect(firstOf('@id("a") permit (principal == ?principal, action, resource);')?.message).toMatch(/slot/)
})
