import type { BoundBy } from '../../../shared/domain/agent.ts'

/** How an agent is bound already; who is bound by a decision needs no other. */
export const isBoundByHand = (by: readonly BoundBy[]): boolean => by.includes('decision')

export function boundWords(by: readonly BoundBy[]): string {
  const words = by.map((one) => (one === 'decision' ? 'by hand' : 'by selector'))
  return words.length === 0 ? 'not bound' : `bound ${words.join(' and ')}`
}

/** Where a key leads to in a list; null: it is not one that moves. */
export function moveTo(key: string, at: number, count: number): number | null {
  const last = Math.max(0, count - 1)
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(last, at + 1)
    case 'ArrowUp':
    case 'k':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
