import type { RecordCall } from '../../connector.ts'
import type { Field } from '../columns.ts'
import { cellOf, readTable } from '../table.ts'

const fields: readonly Field[] = ['user', 'department']

/** Which department somebody belongs to, by a list of the staff: in memory for the length of one reading, never kept. */
export async function readPeople(
  path: string,
  record: RecordCall,
): Promise<{ readonly departmentOf: (user: string) => string | null; readonly problem: string | null }> {
  const table = await readTable(path, { fields, key: ['user'], chosen: new Map(), sheet: undefined, what: 'list of departments' }, record)
  if (table.kind === 'problem') return { departmentOf: () => null, problem: table.why }
  const departments = new Map<string, string>()
  for (const { cells } of table.rows) {
    const department = cellOf(table, cells, 'department', 100)
    if (department !== '') for (const name of namesOf(cellOf(table, cells, 'user', 300))) departments.set(name, department)
  }
  return {
    departmentOf: (user) =>
      namesOf(user)
        .map((name) => departments.get(name))
        .find((found) => found !== undefined) ?? null,
    problem: table.problems[0] ?? null,
  }
}

/** `MERIDIAN\a.b` and `a.b@meridian.example` are both `a.b`; the whole name comes first. */
function namesOf(user: string): readonly string[] {
  const whole = user.trim().toLowerCase()
  const short = whole.slice(whole.lastIndexOf('\\') + 1).split('@')[0] ?? whole
  return short === whole || short === '' ? [whole] : [whole, short]
}
