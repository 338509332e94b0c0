import type { Subject } from '../../../shared/domain/observation.ts'
import type { Certainty } from '../../../shared/domain/vocabulary.ts'

/**
 * Whether a subject is an agent by itself, and how surely. Null: it is an identity only.
 * The platform's own applications are explained, never shadow, so they stay identities whatever they are called.
 */
export function recogniseAgent(subject: Subject): Certainty | null {
  if (subject.firstParty) return null
  if (subject.role === 'agent') return 'certain'
  if (subject.signals.some((signal) => signal.certainty === 'certain')) return 'certain'
  return subject.signals.length > 0 ? 'suggested' : null
}
