import { blankSubject, type Observation, type Subject } from '../../../../shared/domain/observation.ts'
import { recognise } from '../catalogue/recognise.ts'
import type { Field } from './columns.ts'
import { instantOf, type ListReader } from './list-reader.ts'
import { joiningIds } from './native-ids.ts'
import { cellOf, readTable, type Table } from './table.ts'

const fields: readonly Field[] = ['appId', 'name', 'publisher', 'verified', 'website', 'scopes', 'users', 'created', 'enabled']
const batchSize = 500
const mostScopes = 500

/** Applications as an administrator exported them from a console: the same application seen live joins by its client id. */
export const oauthAppsReader: ListReader = {
  endings: ['.csv', '.tsv', '.xlsx'],
  async *read(context, files, chosen) {
    const problems: string[] = []
    for (const path of files) {
      const wanted = { fields, key: ['appId'], chosen, sheet: context.settings.sheet, what: 'export of applications' } as const
      const table = await readTable(path, wanted, context.record)
      if (table.kind === 'problem') {
        problems.push(table.why)
        continue
      }
      problems.push(...table.problems)
      const apps = new Map<string, readonly Observation[]>()
      let keptAside = 0
      for (const { cells } of table.rows) {
        const id = cellOf(table, cells, 'appId', 300)
        if (id === '') keptAside += 1
        else apps.set(id, observeApp(table, cells, id))
      }
      const all = [...apps.values()]
      for (let from = 0; from === 0 || from < all.length; from += batchSize)
        yield {
          observations: all.slice(from, from + batchSize).flat(),
          call: table.call,
          cursor: null,
          keptAside: from === 0 ? keptAside : 0,
          expected: all.length,
        }
    }
    return problems
  },
}

const yes = /^(true|yes|1|verified|google verified|enabled|trusted|limited|unrestricted)$/i
const no = /^(false|no|0|unverified|not verified|disabled|blocked)$/i
const wordOf = (text: string): boolean | null => (yes.test(text) ? true : no.test(text) ? false : null)

function observeApp(table: Table, cells: readonly string[], id: string): readonly Observation[] {
  const cell = (field: Field, longest?: number): string => cellOf(table, cells, field, longest)
  const [name, publisher, website] = [cell('name', 20_000) || id, cell('publisher', 300), cell('website', 500)]
  const verified = wordOf(cell('verified', 40))
  const enabled = wordOf(cell('enabled', 40))
  const key = `app:${id}`
  const signals = recognise({ name, clientId: id, publisher, publisherVerified: verified, domains: website === '' ? [] : [website] })
  // In an export of applications a GUID is an application's, whatever else it could be elsewhere.
  const ids = joiningIds(id).slice(0, 1)
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'identity',
    name,
    nativeIds: ids.length > 0 ? ids : [{ kind: 'application-id', value: id, joins: false }],
    agentKind: signals.length > 0 ? 'ai-application' : 'automation-identity',
    platform: 'Export of applications',
    signals,
    publisher: publisher === '' ? null : { name: publisher, verified },
    enabled,
    createdAt: instantOf(cell('created', 40)),
    endpoint: website || null,
    traits: enabled === false ? ['disabled'] : [],
    details: { 'Application id': id, 'Exported in': table.file },
  }
  const scopes = [
    ...new Set(
      cell('scopes', 60_000)
        .split(/[\s,;|]+/)
        .filter(Boolean),
    ),
  ].slice(0, mostScopes)
  const users = /^\d{1,9}$/.test(cell('users', 20)) ? Number(cell('users', 20)) : null
  return [
    subject,
    ...(scopes.length === 0 ? [] : [grantOf(key, scopes)]),
    ...(users === null ? [] : [activityOf(key, users, table.changedAt)]),
  ]
}

/** An export does not say for whom a permission was given. */
const grantOf = (subjectKey: string, permissions: readonly string[]): Observation => ({
  kind: 'grant',
  key: `scopes:${subjectKey}`,
  subjectKey,
  resource: 'scopes in the export',
  resourceKey: null,
  permissions,
  type: 'delegated',
  consent: null,
  principalKey: null,
  grantedAt: null,
})

const activityOf = (subjectKey: string, users: number, changedAt: string): Observation => ({
  kind: 'activity',
  key: `users:${subjectKey}`,
  subjectKey,
  nativeId: null,
  lastActive: null,
  calls: null,
  users,
  window: `as exported, file of ${changedAt.slice(0, 10)}`,
})
