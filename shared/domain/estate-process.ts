import type { AnswerKeyEntry, EstateConnection, EstateOptions, EstateTraffic } from './estate.ts'

/** What the estate's worker or child process is asked; one question at a time. */
export type EstateAsk = { readonly ask: 'open'; readonly options: EstateOptions } | { readonly ask: 'traffic' | 'reset' | 'close' }

/** The part of an estate that can cross a thread or a process. */
export interface EstateDescription {
  readonly connections: readonly EstateConnection[]
  readonly answerKey: readonly AnswerKeyEntry[]
  readonly ports: Readonly<Record<string, number>>
}

export type EstateTell =
  | { readonly tell: 'opened'; readonly estate: EstateDescription }
  | { readonly tell: 'traffic'; readonly traffic: EstateTraffic }
  | { readonly tell: 'done' }
  | { readonly tell: 'failed'; readonly message: string }
