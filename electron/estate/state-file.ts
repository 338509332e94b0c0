import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One system's part of the estate's state: string keys and JSON values. Writes are kept at once. */
export interface StateSection {
  get(key: string): unknown
  set(key: string, value: unknown): void
  delete(key: string): void
  keys(): readonly string[]
  clear(): void
}

/** What changed in the estate since it was generated. It survives a restart when there is a file. */
export interface EstateState {
  section(name: string): StateSection
  /** Forgets every change; the sections handed out stay valid. */
  reset(): void
}

type Sections = Record<string, Record<string, unknown>>

/** Opens the state kept in a file, or in memory when there is none. An unreadable file is an empty state: it is a demo. */
export function openState(file: string | undefined): EstateState {
  let sections: Sections = file ? read(file) : Object.create(null)
  const save = (): void => {
    if (!file) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(sections))
    renameSync(`${file}.new`, file)
  }
  const of = (name: string): Record<string, unknown> => {
    const existing = sections[name]
    if (existing) return existing
    const made: Record<string, unknown> = Object.create(null)
    sections[name] = made
    return made
  }
  return {
    section: (name) => ({
      get: (key) => of(name)[key],
      set: (key, value) => {
        of(name)[key] = value
        save()
      },
      delete: (key) => {
        delete of(name)[key]
        save()
      },
      keys: () => Object.keys(of(name)),
      clear: () => {
        delete sections[name]
        save()
      },
    }),
    reset: () => {
      const born = sections.estate
      sections = Object.create(null)
      if (born) sections.estate = born
      save()
    },
  }
}

function read(file: string): Sections {
  if (!existsSync(file)) return Object.create(null)
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Sections) : Object.create(null)
  } catch {
    return Object.create(null)
  }
}
