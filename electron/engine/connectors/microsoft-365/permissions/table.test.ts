import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actions, resourceClasses, sensitivities } from '../../../../../shared/domain/vocabulary.ts'
import { classify, graphPermissions } from '../classify.ts'
import { compileTable, type DescribedPermission } from './compile.ts'
import { exceptions } from './exceptions.ts'

const data = resolve('../shared/data/microsoft-graph')

function described(file: string, description: string): readonly DescribedPermission[] {
  const rows = JSON.parse(readFileSync(`${data}/${file}`, 'utf8')) as readonly Record<string, string>[]
  return rows.map((row) => ({ value: row.Value ?? '', description: row[description] ?? '' }))
}

describe.skipIf(!existsSync(data))('against the provider’s own list of permissions (../shared/data/microsoft-graph)', () => {
  const roles = existsSync(data) ? described('app-roles.json', 'Description') : []
  const scopes = existsSync(data) ? described('delegated-scopes.json', 'AdminConsentDescription') : []

  test('all 1,523 permissions are classified, with none left over', () => {
    expect(roles.length + scopes.length).toBe(1_523)
    const unknown = [...roles, ...scopes].filter(({ value }) => graphPermissions[value] === undefined)
    expect(unknown).toEqual([])
  })

  test('the table is what the rules say, and holds nothing that the provider does not have', () => {
    const { text, missing } = compileTable([...roles, ...scopes])
    expect(missing).toEqual([])
    expect(JSON.parse(text)).toEqual(graphPermissions)
    expect(Object.keys(graphPermissions)).toHaveLength(951)
  })

  test('every exception is about a permission that exists', () => {
    const values = new Set([...roles, ...scopes].map(({ value }) => value))
    expect(Object.keys(exceptions).filter((value) => !values.has(value) && value !== 'EduAdministration.ReadWrite')).toEqual([])
  })

  test('what says that it writes is never called harmless', () => {
    const harmless = [...roles, ...scopes].filter(
      ({ value }) => /\.(ReadWrite|Write|Create|Delete|Manage|FullControl)/.test(value) && graphPermissions[value]?.action === 'read',
    )
    expect(harmless).toEqual([])
  })
})

test('every meaning uses the common words, and the table is sorted', () => {
  const entries = Object.entries(graphPermissions)
  for (const [value, meaning] of entries) {
    expect(actions, value).toContain(meaning.action)
    expect(resourceClasses, value).toContain(meaning.resource)
    expect(resourceClasses, value).not.toBe('unknown')
    expect(sensitivities, value).toContain(meaning.sensitivity)
  }
  expect(entries.map(([value]) => value)).toEqual(entries.map(([value]) => value).sort())
})

test('reading and writing are two powers, and a name nobody knows is a visible gap', () => {
  expect(classify('Mail.ReadWrite', 'application', 'Microsoft Graph')).toEqual([
    { action: 'write', resource: 'mail', sensitivity: 'restricted' },
    { action: 'read', resource: 'mail', sensitivity: 'restricted' },
    { action: 'delete', resource: 'mail', sensitivity: 'restricted' },
  ])
  expect(classify('Mail.Send', 'delegated', 'Microsoft Graph')?.[0]?.action).toBe('send')
  expect(classify('Sites.FullControl.All', 'application', 'Microsoft Graph')?.[0]?.action).toBe('administer')
  expect(classify('Customer.Read.All', 'application', 'Meridian CRM API')).toBeNull()
  expect(classify('__proto__', 'application', 'Microsoft Graph')).toBeNull()
})
