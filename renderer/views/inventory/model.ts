import type { AgentFilter, SavedView } from '../../../shared/contract/agents.ts'
import { statusWords } from '../../../shared/domain/status-words.ts'
import { bands, ownerStates, shadowStatuses } from '../../../shared/domain/vocabulary.ts'
import { type AgentSort, riskiestFirst } from '../../app/routes.ts'
import { autonomyWords, bandWords, capabilityWords, environmentWords, kindWords, ownerWords } from '../../app/words.ts'
import { standardColumns } from './columns.ts'

export interface ViewTab {
  readonly id: string
  readonly name: string
  readonly filter: AgentFilter
  readonly sort: AgentSort
  readonly columns: readonly string[] | null
  readonly removable: boolean
}

const own = (id: string, name: string, filter: AgentFilter): ViewTab => ({
  id,
  name,
  filter,
  sort: riskiestFirst,
  columns: null,
  removable: false,
})

/** The views that are always there. */
const givenViews: readonly ViewTab[] = [
  own('all', 'All', {}),
  own('shadow', 'Shadow', { status: [...shadowStatuses] }),
  own('severe', 'Critical and high', { band: ['critical', 'high'] }),
  own('ownerless', 'Nobody answers', { ownerState: ['none', 'left', 'unanswerable'] }),
  own('unattended', 'Unattended', { autonomy: ['A4', 'A5'] }),
  own('governed', 'Governed', { status: ['approved', 'under-policy', 'exception'] }),
]

export const viewTabs = (saved: readonly SavedView[]): readonly ViewTab[] => [
  ...givenViews,
  ...saved.map((view) => ({ ...view, removable: true })),
]

/** The view whose rows are shown, and whether order and columns are its own too; what is not can be saved. */
export function viewInForce(
  tabs: readonly ViewTab[],
  now: { readonly filter: AgentFilter; readonly sort: AgentSort; readonly columns: readonly string[] },
): { readonly current: ViewTab | undefined; readonly exact: boolean } {
  const same = (tab: ViewTab) =>
    tab.sort.key === now.sort.key &&
    tab.sort.direction === now.sort.direction &&
    [...(tab.columns ?? standardColumns)].sort().join() === [...now.columns].sort().join()
  const close = tabs.filter((tab) => sameFilter(tab.filter, now.filter))
  const exact = close.findLast(same)
  return { current: exact ?? close.at(-1), exact: exact !== undefined }
}

type SetKey = Exclude<keyof AgentFilter, 'gone' | 'text'>

/** Filters without empty sets and empty text, keys in a fixed order, so that equal filters are equal text. */
export function tidyFilter(filter: AgentFilter): AgentFilter {
  const kept = Object.entries(filter)
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''))
    .map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(kept) as AgentFilter
}

export const sameFilter = (a: AgentFilter, b: AgentFilter): boolean => JSON.stringify(tidyFilter(a)) === JSON.stringify(tidyFilter(b))

/** Puts a value into one of the filter's sets, or takes it out. */
export function toggled(filter: AgentFilter, key: string, value: string): AgentFilter {
  const set = ((filter as Record<string, unknown>)[key] ?? []) as readonly string[]
  const next = set.includes(value) ? set.filter((other) => other !== value) : [...set, value]
  return tidyFilter({ ...filter, [key]: next } as AgentFilter)
}

export const isChosen = (filter: AgentFilter, key: string, value: string): boolean =>
  (((filter as Record<string, unknown>)[key] ?? []) as readonly string[]).includes(value)

/** The facets in the order they are shown, with their words; facets the engine counts beyond these are left out. */
export const facetTitles: Readonly<Partial<Record<SetKey, string>>> = {
  band: 'Risk',
  status: 'State',
  kind: 'Kind',
  ownerState: 'Owner',
  connectionId: 'Source',
  provider: 'Platform',
  businessUnit: 'Unit',
  autonomy: 'Autonomy',
  can: 'Can',
  environment: 'Environment',
  certainty: 'Certainty',
}

const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  band: bandWords,
  status: statusWords,
  kind: kindWords,
  ownerState: ownerWords,
  environment: environmentWords,
  certainty: { certain: 'Certain', suggested: 'By name only' },
}

export function facetWord(key: string, value: string): string {
  if (value === '') return 'Not known'
  if (key === 'can') return capabilityWords(value)
  if (key === 'autonomy') return `${value} ${autonomyWords[value as keyof typeof autonomyWords] ?? ''}`.trim()
  return lists[key]?.[value] ?? value
}

const orders: Readonly<Record<string, readonly string[]>> = { band: bands, ownerState: ownerStates }

/** Values in their natural order where they have one, else by count. A chosen value stays even when nothing is left of it. */
export function facetValues(
  key: string,
  values: readonly { readonly value: string; readonly count: number }[],
  chosen: readonly string[],
): readonly { readonly value: string; readonly count: number }[] {
  const missing = chosen.filter((value) => !values.some((known) => known.value === value)).map((value) => ({ value, count: 0 }))
  const all = [...values, ...missing]
  const order = orders[key]
  if (order !== undefined) return all.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
  if (key === 'autonomy') return all.sort((a, b) => b.value.localeCompare(a.value))
  return all.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}
