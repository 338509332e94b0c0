import { homedir } from 'node:os'
import type { Layout, Platform } from '../agent-files/layout.ts'

/** One path for every system, or one for each; a system left out has no such file. */
export type Place = string | Readonly<Partial<Record<Platform, string>>>

export function layoutOf(settings: Readonly<Record<string, string>>): Layout {
  const home = (settings.home ?? homedir()).replace(/(.)[\\/]+$/, '$1')
  const platform = platformOf(settings.platform ?? process.platform)
  const real = home === homedir() && platform === process.platform
  return {
    home: process.platform === 'win32' ? home.replaceAll('\\', '/') : home,
    platform,
    root: settings.root ?? (real ? '' : null),
    real,
  }
}

function platformOf(text: string): Platform {
  return text === 'darwin' || text === 'win32' ? text : 'linux'
}

/**
 * The path of a place on this layout, with `*` left in; null when this system has none. `~` is the home; `{config}`, `{library}`,
 * `{appdata}` and `{local}` are each system's folders below it; `/…` and `C:/…` are managed files.
 */
export function pathOf(place: Place, layout: Layout): string | null {
  const text = typeof place === 'string' ? place : place[layout.platform]
  if (text === undefined) return null
  if (text.startsWith('~')) return `${layout.home}${text.slice(1)}`
  const folder = /^\{(\w+)\}/.exec(text)?.[1]
  if (folder !== undefined) return `${layout.home}/${folders[folder] ?? folder}${text.slice(folder.length + 2)}`
  if (layout.root === null) return null
  return layout.root === '' ? text : `${layout.root}/${text.replace(/^([A-Za-z]):/, '$1')}`
}

const folders: Readonly<Record<string, string>> = {
  config: '.config',
  library: 'Library/Application Support',
  appdata: 'AppData/Roaming',
  local: 'AppData/Local',
}
