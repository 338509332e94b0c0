import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { reportFormats } from '../../../shared/contract/reports.ts'
import { formats } from './formats/registry.ts'
import { reports } from './registry.ts'

it('lists exactly the folders that hold a report', () => {
  const folders = readdirSync(import.meta.dirname).filter((name) => existsSync(join(import.meta.dirname, name, 'report.ts')))
  expect(reports.map((report) => report.id).sort()).toEqual(folders.sort())
})

it('has exactly the formats of the contract', () => {
  expect(formats.map((format) => format.id).sort()).toEqual([...reportFormats].sort())
})
