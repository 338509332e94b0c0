import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

const marks: readonly (readonly [Trait, share: number, words: string, lowers: string])[] = [
  ['plain-http', 0.6, 'reached over unencrypted http', 'Use https.'],
  ['no-authentication', 0.5, 'no authentication between it and its tools', 'Require authentication.'],
  ['unpinned-package', 0.5, 'started from a package without a pinned version', 'Pin the package to a version that was reviewed.'],
  [
    'plain-http-model-call',
    0.3,
    'calls a model vendor around the platform’s own connectors',
    'Use the platform’s connector, so that calls are governed.',
  ],
]

export const provenance: Factor = {
  id: 'provenance',
  version: 1,
  family: 'danger',
  title: 'Provenance of its tools',
  explains: 'Tools and MCP servers whose code or channel nobody vouches for: unpinned packages, plain http, no authentication.',
  evaluate(agent) {
    const found = marks.filter(([trait]) => agent.traits.includes(trait))
    const [first] = found
    if (first === undefined) return null
    return {
      share: Math.min(
        1,
        found.reduce((sum, [, share]) => sum + share, 0),
      ),
      reason: first[2],
      evidence: found.map(([, , words]) => recordEvidence(agent, words)),
      lowers: found.map(([, , , lowers]) => lowers).join(' '),
    }
  },
}
