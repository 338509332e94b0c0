import { expect, it } from 'vitest'
import { reconcile } from '../../inventory/reconcile.ts'
import { reportInput } from '../fixture/report-input.ts'
import { populationOf } from './population.ts'
import { inventorySection } from './sections/inventory.ts'
import { registerSection } from './sections/register.ts'

const input = reportInput(60)
const claim = { list: 'r.csv', entry: 'R-1', owner: '', model: '', vendor: '', department: '', status: '' }
const register = reconcile([{ claim, name: 'Known', agent: input.top[0]?.agent ?? null }], input.rows)
const read = { ...input, register }

it('names the unregistered by risk with where and who, and says of how many', () => {
  const section = registerSection(read, populationOf(read))
  const table = section?.blocks.findLast((block) => block.kind === 'table')
  expect(table).toMatchObject({ title: `Only in reality, highest risk first: 40 of ${register.onlyInReality.length} agents` })
  const risks = table?.kind === 'table' ? table.rows.map((row) => Number(row[4])) : []
  expect(risks).toEqual(risks.toSorted((a, b) => b - a))
})

it('says of every agent of the inventory whether it is in a register, or that none was read', () => {
  const last = (of: typeof input) =>
    inventorySection(of, populationOf(of)).blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => row.at(-1)) : []))
  expect(last(read).filter((word) => word === 'yes')).toHaveLength(1)
  expect(new Set(last(input))).toEqual(new Set(['no register was read']))
})
