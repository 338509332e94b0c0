import { expect, it } from 'vitest'
import { plainName } from './plain-name.ts'

it.each([
  ['Shadow-AI audit 2026-Q4', 'Shadow-AI audit 2026-Q4.pdf'],
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['..\\..\\evil', 'evil.pdf'],
  ['a\u202Efdp.exe', 'afdp.exe.pdf'],
  ['...', 'rollcall.pdf'],
  ['', 'rollcall.pdf'],
])('suggests %j as %j', (suggested, name) => {
  expect(plainName(suggested, 'pdf')).toBe(name)
})
