import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'

export type HomePlatform = 'darwin' | 'win32' | 'linux'

/** One thing laid into the home: a text, or a link that leads nowhere but to itself. */
export interface HomeFile {
  readonly path: string
  readonly text: string | null
}

/** What one part of the story lays into the home, and what the answer key says of it. */
export interface HomePart {
  readonly files: readonly HomeFile[]
  readonly entries: readonly AnswerKeyEntry[]
}

/** Where each system keeps what programs write, seen from the home folder. */
export interface HomePlaces {
  readonly app: string
  readonly config: string
  readonly local: string
}
