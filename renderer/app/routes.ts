import type { z } from 'zod'
import { create } from 'zustand'
import { type AgentFilter, agentFilter, agentSort } from '../../shared/contract/agents.ts'

/** The screens, in the order of the navigation. */
const screens = [
  'overview',
  'triage',
  'inventory',
  'policies',
  'audits',
  'decisions',
  'revocations',
  'people',
  'reports',
  'sources',
  'coverage',
  'settings',
] as const
export type Screen = (typeof screens)[number]
export type AgentSort = z.output<typeof agentSort>

/** Where the reader is. All of it stands in the address, so that back returns to exactly the same place. */
export interface Route {
  readonly screen: Screen
  /** The agent that is open beside the list. */
  readonly agent: string | null
  /** The agent fills the window instead of the drawer. */
  readonly page: boolean
  readonly filter: AgentFilter
  readonly sort: AgentSort
  /** What of the screen is open, in the screen's own words, e.g. one source on the coverage screen. */
  readonly part: string | null
}

export const riskiestFirst: AgentSort = { key: 'risk', direction: 'desc' }
export const home: Route = { screen: 'overview', agent: null, page: false, filter: {}, sort: riskiestFirst, part: null }

function parsed(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads an address; anything that cannot be read falls back to its resting value. */
function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2)
  const screen = screens.find((name) => name === path)
  if (screen === undefined) return home
  const params = new URLSearchParams(query)
  const filter = agentFilter.safeParse(parsed(params.get('filter')))
  const sort = agentSort.safeParse(parsed(params.get('sort')))
  return {
    screen,
    agent: params.get('agent'),
    page: params.get('page') === '1',
    filter: filter.success ? filter.data : {},
    sort: sort.success ? sort.data : riskiestFirst,
    part: params.get('part'),
  }
}

/** Writes an address; resting values are left out. */
function writeRoute(route: Route): string {
  const params = new URLSearchParams()
  if (Object.keys(route.filter).length > 0) params.set('filter', JSON.stringify(route.filter))
  if (route.sort.key !== riskiestFirst.key || route.sort.direction !== riskiestFirst.direction)
    params.set('sort', JSON.stringify(route.sort))
  if (route.agent !== null) params.set('agent', route.agent)
  if (route.page) params.set('page', '1')
  if (route.part !== null) params.set('part', route.part)
  const query = params.toString()
  return `#/${route.screen}${query === '' ? '' : `?${query}`}`
}

interface Router {
  readonly route: Route
  /** Goes somewhere; back comes back here. */
  go(to: Partial<Route>): void
  /** Changes the present place without a new step in the history (typing in a search box). */
  adjust(to: Partial<Route>): void
}

const at = (): Route => (typeof location === 'undefined' ? home : readRoute(location.hash))

export const useRoute = create<Router>((set, get) => ({
  route: at(),
  go: (to) => {
    const next = { ...get().route, ...to }
    if (writeRoute(next) === writeRoute(get().route)) return
    history.pushState(null, '', writeRoute(next))
    set({ route: next })
  },
  adjust: (to) => {
    const next = { ...get().route, ...to }
    history.replaceState(null, '', writeRoute(next))
    set({ route: next })
  },
}))

export const go = (to: Partial<Route>): void => useRoute.getState().go(to)

/** Opens a screen at rest: nothing filtered, nothing open. */
export const visit = (screen: Screen): void => go({ ...home, screen })

/** Every number opens its rows. */
export const openRows = (filter: AgentFilter): void => go({ ...home, screen: 'inventory', filter })

/** Every row opens its agent, beside the list that is in view. */
export const openAgent = (agent: string): void => go({ agent, page: false })

if (typeof window !== 'undefined') window.addEventListener('popstate', () => useRoute.setState({ route: at() }))

/** Goes to a screen that was named outside the window; one that is not known changes nothing. */
export function openScreen(name: string): void {
  const screen = screens.find((one) => one === name)
  if (screen !== undefined) visit(screen)
}
