/** Matching of key presses with shortcuts. Pure, so that it can be read and tested without a page. */

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** A press as it stands in a shortcut: `a`, `?`, `mod+k`, `escape`. */
export function pressName(press: Press): string {
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase()
  const mod = press.ctrlKey || press.metaKey ? 'mod+' : ''
  return `${mod}${press.altKey ? 'alt+' : ''}${key}`
}

export type Matched<T> =
  | { readonly kind: 'hit'; readonly item: T }
  | { readonly kind: 'wait'; readonly prefix: string }
  | { readonly kind: 'miss' }

/** Finds what a press means after `prefix` (the first key of a pair, or nothing). */
export function matchPress<T extends { readonly shortcut?: string }>(items: readonly T[], prefix: string, press: Press): Matched<T> {
  const name = pressName(press)
  const typed = prefix === '' ? name : `${prefix} ${name}`
  const item = items.find((candidate) => candidate.shortcut === typed)
  if (item !== undefined) return { kind: 'hit', item }
  if (items.some((candidate) => candidate.shortcut?.startsWith(`${typed} `))) return { kind: 'wait', prefix: typed }
  return prefix === '' ? { kind: 'miss' } : matchPress(items, '', press)
}

/** A shortcut as it is printed on a key cap. */
export function shortcutCaps(shortcut: string, mac: boolean): readonly string[] {
  return shortcut.split(/[ +]/).map((part) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl'
    if (part === 'escape') return 'Esc'
    return part.length === 1 ? part.toUpperCase() : part
  })
}
