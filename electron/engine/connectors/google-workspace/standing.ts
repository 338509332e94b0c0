import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { classify } from './classify.ts'

/** What a client's scopes amount to, seen apart from who gave them. */
export function scopeTraits(scopes: Iterable<string>): readonly Trait[] {
  const found = new Set<Trait>()
  for (const scope of scopes) {
    for (const power of classify(scope, 'delegated', '') ?? []) {
      const reads = power.action === 'read'
      if (reads && (power.sensitivity === 'confidential' || power.sensitivity === 'restricted')) found.add('private-data')
      // Anybody can write to a mailbox.
      if (reads && power.resource === 'mail') found.add('untrusted-input')
      if (power.action === 'send') found.add('outbound-channel')
    }
  }
  return [...found].sort()
}
