import type { AnswerKeyEntry, Estate, EstateConnection, EstateOptions, EstateTraffic } from '../../shared/domain/estate.ts'

/** What a worker or a child process is asked; one question at a time. */
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

/** Answers questions about one estate, wherever they come from. */
export function answerAsks(open: (options: EstateOptions) => Promise<Estate>): (question: EstateAsk) => Promise<EstateTell> {
  let estate: Estate | null = null
  return async (question) => {
    try {
      if (question.ask === 'open') {
        estate = await open(question.options)
        return { tell: 'opened', estate: { connections: estate.connections, answerKey: estate.answerKey, ports: estate.ports } }
      }
      if (!estate) return { tell: 'failed', message: 'the estate is not open' }
      if (question.ask === 'traffic') return { tell: 'traffic', traffic: estate.traffic() }
      if (question.ask === 'reset') await estate.reset()
      else await estate.close()
      return { tell: 'done' }
    } catch (problem) {
      return { tell: 'failed', message: problem instanceof Error ? problem.message : String(problem) }
    }
  }
}
