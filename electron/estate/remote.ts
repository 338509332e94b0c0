import type { Estate, EstateOptions } from '../../shared/domain/estate.ts'
import type { EstateAsk, EstateTell } from '../../shared/domain/estate-process.ts'

export type { EstateAsk, EstateTell }

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
