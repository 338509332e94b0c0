import { go } from '../../app/routes.ts'

export const tabs = [
  { id: 'words', title: 'In words' },
  { id: 'violations', title: 'Violations' },
  { id: 'binds', title: 'Whom it binds' },
  { id: 'edit', title: 'Edit and try' },
  { id: 'versions', title: 'Versions' },
  { id: 'export', title: 'Hand over' },
] as const
export type Tab = (typeof tabs)[number]['id']

/** In the place of a policy's id: a new one is begun. No id can be this. */
export const newPart = '+'

/** What of the screen is open, as it stands in the address: `policy` or `policy/tab`. */
export function partOf(part: string | null): { readonly id: string | null; readonly tab: Tab } {
  const [id = '', tab = ''] = (part ?? '').split('/', 2)
  return { id: id === '' ? null : id, tab: tabs.find((one) => one.id === tab)?.id ?? 'words' }
}

export function openPart(id: string, tab: string = 'words'): void {
  go({ part: tab === 'words' ? id : `${id}/${tab}`, agent: null })
}
