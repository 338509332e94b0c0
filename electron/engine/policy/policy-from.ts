import type { Policy, PolicyContent, PolicyVersion } from '../../../shared/domain/policy.ts'
import { contentHash } from './define-pack.ts'
import { readStatements } from './statement.ts'

/** A policy made of what a person wrote. Text that does not parse has nothing to explain. */
export function policyFrom(
  content: PolicyContent,
  version: number,
  origin: Policy['origin'],
  published: PolicyVersion['published'],
): Policy {
  return {
    ...content,
    version,
    hash: contentHash(content),
    origin,
    published: published === null ? null : { at: published.at, by: published.by, reason: published.reason, entry: published.entry },
    explains: (readStatements(content.cedar) ?? []).map(({ id, effect, words }) => ({ statement: id, effect, words })),
  }
}

/** A draft, as if it were in force. */
export function draftOf(content: PolicyContent, before: Pick<Policy, 'version' | 'origin'> | null): Policy {
  return policyFrom(
    content,
    (before?.version ?? 0) + 1,
    before === null ? 'own' : before.origin === 'shipped' ? 'edited' : before.origin,
    null,
  )
}
