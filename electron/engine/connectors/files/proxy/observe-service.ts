import { blankSubject, type Observation } from '../../../../../shared/domain/observation.ts'
import type { AgentKind } from '../../../../../shared/domain/vocabulary.ts'
import type { Product, ProductSort } from '../../catalogue/product.ts'
import { type Cell, noDepartment, type ServiceUse } from './picture.ts'

const departmentsShown = 20

const kindOf: Partial<Record<ProductSort, AgentKind>> = {
  assistant: 'assistant',
  model: 'model-endpoint',
  coding: 'coding-agent',
  support: 'chatbot',
}

/** A service that people of the organisation reached: who by department, how much, since when. No person and no address is in it. */
export function observeService(use: ServiceUse, tellsUsers: boolean): readonly Observation[] {
  const { product, certain } = use.service
  const key = `service:${product.vendor}: ${product.product}`
  const cells = [...use.departments].sort(([a, x], [b, y]) => y.requests - x.requests || (a < b ? -1 : 1))
  const requests = sum(cells, (cell) => cell.requests)
  const blocked = sum(cells, (cell) => cell.blocked)
  const people = tellsUsers ? 'people' : 'computers'
  const shown = cells.slice(0, departmentsShown)
  const by: Record<string, string> = {}
  for (const [department, cell] of shown)
    by[department === noDepartment ? 'Used by an unknown department' : `Used by ${department}`] = cellWords(cell, people)
  const window = windowOf(use)
  return [
    {
      ...blankSubject,
      key,
      role: 'identity',
      name: product.product,
      nativeIds: [{ kind: 'ai-service', value: `${product.vendor}: ${product.product}`, joins: false }],
      agentKind: kindOf[product.sort] ?? 'ai-application',
      platform: 'Network log',
      autonomy: { floor: 'A0', ceiling: 'A4', because: 'the log shows that it is used, not what it does' },
      signals: [...use.hosts]
        .sort()
        .slice(0, 10)
        .map((value) => ({ by: 'host', value, certainty: certain ? 'certain' : 'suggested', vendor: product.vendor })),
      publisher: { name: product.vendor, verified: null },
      traits: ['third-party'],
      details: {
        'Hosts reached': [...use.hosts].sort().slice(0, 10).join(', '),
        Departments: departmentsWords(cells),
        ...by,
        ...(cells.length > shown.length ? { 'Further departments': String(cells.length - shown.length) } : {}),
        ...(blocked > 0 ? { 'Refused requests': `${figure(blocked)} of ${figure(blocked + requests)}` } : {}),
        ...(requests === 0 ? { Use: 'every request was refused' } : {}),
        'What it is': sortWords(product),
      },
    },
    {
      kind: 'activity',
      key: `use:${key}`,
      subjectKey: key,
      nativeId: null,
      lastActive: use.last === null || requests === 0 ? null : `${new Date(use.last).toISOString().slice(0, 10)}T00:00:00.000Z`,
      calls: requests,
      users: tellsUsers ? use.people.size : null,
      window,
    },
  ]
}

function departmentsWords(cells: readonly (readonly [string, Cell])[]): string {
  return cells
    .filter(([, cell]) => cell.requests > 0)
    .slice(0, 6)
    .map(([department, cell]) => `${department} ${figure(cell.requests)}`)
    .join(', ')
}

function cellWords(cell: Cell, people: string): string {
  const volume = [cell.sent > 0 ? `${size(cell.sent)} sent` : '', cell.received > 0 ? `${size(cell.received)} received` : '']
  return [
    `${figure(cell.requests)} requests`,
    cell.people.size > 0 ? `${figure(cell.people.size)} ${people}` : '',
    ...volume,
    cell.blocked > 0 ? `${figure(cell.blocked)} refused` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function windowOf({ first, last }: ServiceUse): string {
  if (first === null || last === null) return 'the log does not tell when'
  return `log of ${new Date(first).toISOString().slice(0, 10)} to ${new Date(last).toISOString().slice(0, 10)}`
}

const sortWords = (product: Product): string => `${product.sort} of ${product.vendor}`
const sum = (cells: readonly (readonly [string, Cell])[], pick: (cell: Cell) => number): number =>
  cells.reduce((total, [, cell]) => total + pick(cell), 0)
const figure = (value: number): string => value.toLocaleString('en-US')

function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`
}
