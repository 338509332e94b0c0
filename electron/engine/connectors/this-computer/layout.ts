import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

export type Platform = 'darwin' | 'win32' | 'linux'

/** One path for every system, or one for each; a system left out has no such file. */
export type Place = string | Readonly<Partial<Record<Platform, string>>>

/** Which home folder is read, laid out in which system's way. */
export interface Layout {
  readonly home: string
  readonly platform: Platform
  /** Where files outside the home (managed by an administrator) are looked for; null: not looked for. */
  readonly root: string | null
  /** The home of the person at this computer, on this computer's own system. */
  readonly real: boolean
}

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

/** A path for people: the home folder as `~`, with forward slashes. */
export function shortPath(path: string, layout: Layout): string {
  const short = path === layout.home ? '~' : path.startsWith(`${layout.home}/`) ? `~${path.slice(layout.home.length)}` : path
  return layout.root !== null && layout.root !== '' && short.startsWith(layout.root) ? short.slice(layout.root.length) : short
}

/** Whether a path written in a configuration names the whole home folder, all homes, or the whole disk. */
export function isWholeHome(text: string, layout: Layout): boolean {
  if (/^(~|\$HOME|\$\{HOME\}|\$\{userHome\}|\$\{env:HOME\}|%USERPROFILE%)[\\/]?$/i.test(text)) return true
  if (/^[A-Za-z]:[\\/]/.test(text)) {
    const path = win32.normalize(text).replace(/\\+$/, '')
    return /^[A-Za-z]:$/.test(path) || /^[A-Za-z]:\\Users(\\[^\\]+)?$/i.test(path)
  }
  if (!text.startsWith('/')) return false
  const path = posix.normalize(text).replace(/(.)\/$/, '$1')
  return path === '/' || path === layout.home || /^\/(home|Users)(\/[^/]+)?$/.test(path) || path === '/root'
}
