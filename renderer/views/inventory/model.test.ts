import { expect, test } from 'vitest'
import { standardColumns } from './columns.ts'
import { facetValues, facetWord, sameFilter, tidyFilter, toggled, viewInForce, viewTabs } from './model.ts'

test('a value goes into a filter and out again, and nothing is left behind', () => {
  const once = toggled({}, 'band', 'high')
  expect(once).toEqual({ band: ['high'] })
  expect(toggled(once, 'band', 'high')).toEqual({})
})

test('filters that mean the same are the same', () => {
  expect(sameFilter({ band: ['high', 'critical'], text: '' }, { band: ['critical', 'high'] })).toBe(true)
  expect(sameFilter({ band: ['high'] }, { band: ['low'] })).toBe(false)
  expect(tidyFilter({ gone: false })).toEqual({ gone: false })
})

test('bands keep their order, other values go by count', () => {
  const counted = (value: string, count: number) => ({ value, count })
  expect(facetValues('band', [counted('low', 90), counted('critical', 1)], []).map((one) => one.value)).toEqual(['critical', 'low'])
  expect(facetValues('kind', [counted('chatbot', 1), counted('workflow', 9)], []).map((one) => one.value)).toEqual(['workflow', 'chatbot'])
})

test('a chosen value stays in sight when nothing is left of it', () => {
  expect(facetValues('kind', [], ['chatbot'])).toEqual([{ value: 'chatbot', count: 0 }])
})

test('a facet speaks in words; an unlisted value is shown as it is', () => {
  expect(facetWord('status', 'discovered')).toBe('Discovered')
  expect(facetWord('businessUnit', 'Finance')).toBe('Finance')
})

test('saved views come after the given ones', () => {
  const saved = { id: 'v1', name: 'Mine', filter: {}, sort: { key: 'name', direction: 'asc' }, columns: ['name'] } as const
  const tabs = viewTabs([{ ...saved, columns: [...saved.columns] }])
  expect(tabs.at(-1)).toMatchObject({ id: 'v1', removable: true })
})

test('a view is in force by its rows; another order or other columns can be saved as a view of their own', () => {
  const now = { filter: {}, sort: { key: 'risk', direction: 'desc' }, columns: standardColumns } as const
  expect(viewInForce(viewTabs([]), now)).toMatchObject({ current: { id: 'all' }, exact: true })
  expect(viewInForce(viewTabs([]), { ...now, columns: ['name'] })).toMatchObject({ current: { id: 'all' }, exact: false })
  expect(viewInForce(viewTabs([]), { ...now, filter: { text: 'x' } })).toEqual({ current: undefined, exact: false })
})
