import type { Action, Reach } from '../../../../shared/domain/vocabulary.ts'
import type { Factor } from '../factor.ts'
import { capabilityEvidence } from '../judge-capability.ts'

const consequence: Readonly<Partial<Record<Action, readonly [share: number, words: string]>>> = {
  pay: [0.9, 'pay'],
  execute: [0.8, 'run code'],
  administer: [0.8, 'administer'],
  delete: [0.7, 'delete'],
  send: [0.6, 'send'],
  write: [0.5, 'change data'],
}

/** What goes wrong in one person’s own things weighs less than what goes wrong for everybody. */
const byReach: Readonly<Record<Reach, number>> = { self: 0.4, user: 0.7, group: 0.85, tenant: 1, external: 1, unknown: 1 }

/** Every further kind of action adds this much. */
const furtherKind = 0.1

export const consequentialActions: Factor = {
  id: 'consequential-actions',
  version: 1,
  family: 'danger',
  title: 'Acts with consequences',
  explains: 'Whether it can change, delete, send, pay, run code or administer, rather than only read; every further kind adds.',
  evaluate(agent) {
    const acting = agent.capabilities.filter((one) => one.action in consequence && one.resource !== 'memory' && one.resource !== 'model')
    const kinds = [...new Set(acting.map((one) => one.action))].flatMap((action) => {
      const known = consequence[action]
      if (known === undefined) return []
      const farthest = Math.max(...acting.filter((one) => one.action === action).map((one) => byReach[one.reach]))
      return [{ action, share: known[0] * farthest, words: known[1] }]
    })
    kinds.sort((one, other) => other.share - one.share || (one.words < other.words ? -1 : 1))
    const [first] = kinds
    if (first === undefined) return null
    return {
      share: Math.min(1, first.share + furtherKind * (kinds.length - 1)),
      reason: `can ${listed(kinds.map((kind) => kind.words))}`,
      evidence: kinds.flatMap((kind) =>
        acting
          .filter((one) => one.action === kind.action)
          .slice(0, 1)
          .map(capabilityEvidence),
      ),
      lowers: 'Leave it reading only, or put each consequential action behind a person’s approval.',
    }
  },
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
