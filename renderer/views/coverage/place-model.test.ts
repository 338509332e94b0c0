import { expect, test } from 'vitest'
import type { PlaceCell, PlaceGrid } from '../../../shared/domain/coverage.ts'
import { cellWords, narrowRows, placeRows, placesSentence, windowOf, worstOf } from './place-model.ts'

const cell = (wide: string, narrow: string, counts: PlaceCell['counts'], incomplete = 0): PlaceCell => ({
  wide,
  narrow,
  counts,
  steps: Object.values(counts).reduce((sum, n) => sum + n, 0),
  incomplete,
})
const grid: PlaceGrid = {
  wides: ['Payments (111)', 'Sandbox (222)'],
  narrows: ['east', 'west'],
  cells: [
    cell('Payments (111)', 'east', { complete: 3 }),
    cell('Sandbox (222)', 'east', { complete: 1, denied: 2 }, 2),
    cell('Sandbox (222)', 'west', { skipped: 3 }),
  ],
}

test('rows with gaps come first; where nothing was asked the cell is empty', () => {
  const rows = placeRows(grid)
  expect(rows.map((row) => [row.wide, row.gaps])).toEqual([
    ['Sandbox (222)', 1],
    ['Payments (111)', 0],
  ])
  expect(rows[1]?.cells[1]).toBeNull()
})

test('rows narrow by name and to those with gaps', () => {
  const rows = placeRows(grid)
  expect(narrowRows(rows, '111', false).map((row) => row.wide)).toEqual(['Payments (111)'])
  expect(narrowRows(rows, '', true).map((row) => row.wide)).toEqual(['Sandbox (222)'])
})

test('a place stands as its worst step does', () => {
  expect(grid.cells.map(worstOf)).toEqual(['seen', 'denied', 'outside'])
  expect(worstOf(cell('a', 'b', { complete: 2, skipped: 1 }, 1))).toBe('unset')
})

test('a cell and the whole are told in words', () => {
  expect(grid.cells.map(cellWords)).toEqual([
    'Payments (111), east: seen whole, 3 steps',
    'Sandbox (222), east: denied; 2 of 3 steps did not see everything',
    'Sandbox (222), west: no such service there',
  ])
  expect(placesSentence(grid)).toBe('2 of 3 places were seen whole; 1 place in 1 of 2 was not.')
})

test('of 200 rows only those in view are drawn', () => {
  expect(windowOf(200, 26, 0, 416)).toEqual({ from: 0, to: 22 })
  expect(windowOf(200, 26, 2_600, 416)).toEqual({ from: 94, to: 122 })
  expect(windowOf(200, 26, 99_999, 416)).toEqual({ from: 200, to: 200 })
})
