import { expect, test } from 'vitest'
import { fileName } from './model.ts'

const now = new Date('2026-11-22T10:00:00.000Z')

test('a name says whose, what and when', () => {
  expect(fileName('Meridian Group', 'shadow-ai-audit', 'pdf', now)).toBe('meridian-group-shadow-ai-audit-2026-11-22.pdf')
})

test.each(['../../etc/passwd', 'a/b\\c:d', '\u202Egnp.exe', 'Zürich & Co.', ''])('%j cannot lead anywhere else', (organisation) => {
  expect(fileName(organisation, 'audit', 'csv', now)).toMatch(/^[a-z0-9-]*audit-2026-11-22\.csv$/)
})
