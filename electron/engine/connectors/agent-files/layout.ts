import { posix, win32 } from 'node:path'

export type Platform = 'darwin' | 'win32' | 'linux'

/** Where configurations were read: how its paths are shortened for people, and what counts as a whole home folder. */
export interface Layout {
  readonly home: string
  readonly platform: Platform
  /** Where files outside the home (managed by an administrator) are looked for; null: not looked for. */
  readonly root: string | null
  /** The home of the person at this computer, on this computer's own system. */
  readonly real: boolean
}

/** Files of a repository: nobody's home, paths as they are. */
export const repositoryLayout: Layout = { home: '~', platform: 'linux', root: null, real: false }

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
