import { blankSubject, type Subject } from '../../../../../shared/domain/observation.ts'
import { redactText } from '../../../http/redact.ts'
import type { Field } from '../columns.ts'
import { instantOf, type ListReader } from '../list-reader.ts'
import { joiningIds } from '../native-ids.ts'
import { cellOf, readTable, type Table } from '../table.ts'

const fields: readonly Field[] = ['appId', 'entry', 'name', 'owner', 'department', 'vendor', 'model', 'status', 'purpose', 'reviewed']
const batchSize = 500

/** A hand-kept AI register: each row is a claim, held against what was seen by the ids it gives. Its names never join. */
export const registerReader: ListReader = {
  endings: ['.csv', '.tsv', '.txt', '.xlsx'],
  async *read(context, files, chosen) {
    const problems: string[] = []
    for (const path of files) {
      const table = await readTable(
        path,
        { fields, key: ['name', 'appId'], chosen, sheet: context.settings.sheet, what: 'AI register' },
        context.record,
      )
      if (table.kind === 'problem') {
        problems.push(table.why)
        continue
      }
      problems.push(...table.problems)
      const seen = new Set<string>()
      const entries = table.rows.map(({ cells, number }) => observeEntry(table, cells, number, seen))
      const subjects = entries.filter((entry) => entry !== null)
      const nameless = entries.length - subjects.length
      if (nameless > 0) problems.push(`${nameless} rows of ${table.file} have neither a name nor an id and were kept aside`)
      for (let from = 0; from === 0 || from < subjects.length; from += batchSize)
        yield {
          observations: subjects.slice(from, from + batchSize),
          call: table.call,
          cursor: null,
          keptAside: from === 0 ? nameless : 0,
          expected: subjects.length,
        }
    }
    return problems
  },
}

/** One row as a claim; null when it names nothing. */
function observeEntry(table: Table, cells: readonly string[], number: number, seen: Set<string>): Subject | null {
  // People paste secrets into lists; what looks like one is not kept.
  const cell = (field: Field, longest?: number): string => redactText(cellOf(table, cells, field, longest))
  const id = cell('appId', 500)
  const name = cell('name', 20_000) || id
  if (name === '') return null
  const entry = cell('entry', 100) || `row ${number}`
  const key = uniqueKey(`register:${table.file}:${cell('entry', 100) || id || name.slice(0, 200)}`, seen)
  const reviewed = instantOf(cell('reviewed', 40))
  return {
    ...blankSubject,
    key,
    role: 'identity',
    name,
    nativeIds: [{ kind: 'register-entry', value: `${table.file}: ${entry}`, joins: false }, ...joiningIds(id)],
    agentKind: 'ai-application',
    platform: 'AI register',
    purpose: cell('purpose') || null,
    claim: {
      list: table.file,
      entry,
      owner: cell('owner', 300),
      model: cell('model', 300),
      vendor: cell('vendor', 300),
      department: cell('department', 300),
      status: cell('status', 100),
    },
    details: {
      'Register entry': entry,
      ...(id === '' ? {} : { 'Id in the register': id }),
      ...(reviewed === null ? {} : { Reviewed: reviewed }),
    },
  }
}

/** Two rows with one number are two entries. */
function uniqueKey(wanted: string, seen: Set<string>): string {
  let key = wanted
  for (let copy = 2; seen.has(key); copy += 1) key = `${wanted} (${copy})`
  seen.add(key)
  return key
}
