/**
 * The files a person chose in a dialog of this session. The page may name any path; only main knows which of them a person
 * really chose.
 */
export interface ChosenPaths {
  /** Notes what the save dialog returned. */
  readonly add: (path: string) => void
  /** Whether one file may be written there: once for each choice, as the dialog's question about overwriting was. */
  readonly takeForWriting: (path: string) => boolean
  /** Notes a file that a dialog for opening returned. */
  readonly addFile: (path: string) => void
  /** Whether that file may be taken in: once for each choice. */
  readonly takeForReading: (path: string) => boolean
  /** Notes a folder that a dialog returned. */
  readonly addFolder: (folder: string) => void
  /** Whether new files may be written into that folder: once for each choice. */
  readonly takeFolder: (folder: string) => boolean
  /** Whether the file manager may be opened on it. */
  readonly mayBeShown: (path: string) => boolean
}

/** @param own files of the product that may be shown without being chosen, e.g. the workspace */
export function openChosenPaths(own: readonly string[]): ChosenPaths {
  const shown = new Set(own)
  const writable = new Set<string>()
  const readable = new Set<string>()
  const folders = new Set<string>()
  return {
    add: (path) => {
      shown.add(path)
      writable.add(path)
    },
    addFile: (path) => {
      readable.add(path)
    },
    takeForReading: (path) => readable.delete(path),
    addFolder: (folder) => {
      folders.add(folder)
    },
    takeFolder: (folder) => folders.delete(folder),
    takeForWriting: (path) => writable.delete(path),
    mayBeShown: (path) => shown.has(path),
  }
}
