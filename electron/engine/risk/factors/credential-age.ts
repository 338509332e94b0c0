import { daysBetween } from '../../../../shared/base/time.ts'
import type { Credential } from '../../../../shared/domain/observation.ts'
import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

interface Worst {
  readonly share: number
  readonly reason: string
  readonly unknown?: boolean
}

/** Kinds that a person can copy and that work until somebody ends them. */
const copied: ReadonlySet<Credential['kind']> = new Set(['secret', 'api-key', 'token', 'stored', 'environment'])

const ages: readonly (readonly [days: number, share: number])[] = [
  [730, 1],
  [365, 0.85],
  [180, 0.5],
  [90, 0.25],
]

export const credentialAge: Factor = {
  id: 'credential-age',
  version: 1,
  family: 'danger',
  title: 'Kind and age of its credentials',
  explains: 'Secrets and keys that can be copied weigh more than certificates and federation; older than 365 days weighs heavily.',
  evaluate(agent, { now }) {
    const at = now.toISOString()
    if (agent.credentials === null) {
      return {
        share: 0.2,
        reason: 'its credentials were not looked up',
        evidence: [recordEvidence(agent, 'Credentials were not looked up.')],
        lowers: 'Let the scan read its credentials’ kinds and dates (never their values).',
        unknown: true,
      }
    }
    const alive = agent.credentials.filter((one) => one.expiresAt === null || one.expiresAt > at)
    const judged = alive.map((credential) => ({ credential, worst: judge(credential, at) })).filter(({ worst }) => worst.share > 0)
    const production = agent.traits.includes('production-credentials')
    const [first] = judged.toSorted((one, other) => other.worst.share - one.worst.share)
    if (production && (first === undefined || first.worst.share < 0.6)) {
      return {
        share: 0.6,
        reason: 'holds credentials of a production system',
        evidence: [recordEvidence(agent, 'Its configuration names a production system.')],
        lowers: 'Give it credentials of a test system, or a narrow read-only one.',
      }
    }
    if (first === undefined) return null
    const { share, reason, unknown } = first.worst
    return {
      share,
      reason,
      evidence: [recordEvidence(agent, `${first.credential.kind} ${first.credential.name}`.trim())],
      lowers: 'Replace it by a certificate or federated sign-in, and rotate it.',
      unknown: unknown ?? false,
    }
  },
}

function judge(credential: Credential, at: string): Worst {
  const word = credential.kind === 'api-key' ? 'API key' : credential.kind
  const soft = copied.has(credential.kind) ? 1 : credential.kind === 'certificate' ? 0.5 : 0
  if (soft === 0) return { share: 0, reason: '' }
  const age = credential.createdAt === null ? null : daysBetween(credential.createdAt, at)
  if (age === null) return { share: 0.3 * soft, reason: `holds a ${word} of unknown age`.replace('a API', 'an API'), unknown: true }
  const share = ages.find(([days]) => age > days)?.[1] ?? 0.1
  return { share: share * soft, reason: `its ${word} is ${age} days old` }
}
