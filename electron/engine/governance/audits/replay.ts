import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { AuditReplay } from '../../../../shared/domain/audit.ts'
import type { Policy } from '../../../../shared/domain/policy.ts'
import { type Band, bands } from '../../../../shared/domain/vocabulary.ts'
import { evaluate } from '../../policy/evaluate.ts'
import { withPolicies } from '../../policy/selector.ts'
import { factors } from '../../risk/registry.ts'
import { scoreAgent } from '../../risk/score.ts'
import { weights as current, type Weights } from '../../risk/weights.ts'
import { mostListed, riskMove } from './diff.ts'
import type { Side } from './sides.ts'

export interface ReplayOptions {
  /** Another weights document; null: the one in force. */
  readonly weights: Weights | null
  /** One policy laid on every agent, to see whom it would hit; null: each agent's own. */
  readonly policyId: string | null
  /** The policies in force; a draft stands among them in the place of its own id. */
  readonly policies: readonly Policy[]
}

/** Scores a past audit again, at its own moment, under other numbers or policies. It only reads. */
export function replay(side: Side, { weights, policyId, policies }: ReplayOptions): Result<AuditReplay> {
  const pack = policies.find(({ id }) => id === policyId) ?? null
  if (policyId !== null && pack === null)
    return fail('not-found', 'There is no such policy.', {
      subject: policyId,
      next: `Choose one of: ${policies.map((one) => one.id).join(', ')}.`,
    })
  const ids = new Set<string>()
  for (const { agent } of side.agents()) ids.add(agent.id)
  const at = new Date(side.name.at)
  const bandsBefore = zeroBands()
  const bandsAfter = zeroBands()
  const moved: AuditReplay['moved'][number][] = []
  let count = 0
  let weightsBefore = ''
  let violationsBefore = 0
  let violationsAfter = 0
  let movedCount = 0
  for (const before of side.agents()) {
    const { agent } = before
    if (agent.gone) continue
    const bound = pack === null ? withPolicies(agent, policies) : { ...agent, policyIds: [pack.id] }
    const violations = evaluate(bound, policies)
    const after = scoreAgent(bound, { now: at, violations, agentExists: (id) => ids.has(id), weights: weights ?? current })
    count += 1
    weightsBefore = before.score.weightsVersion
    bandsBefore[before.score.band] += 1
    bandsAfter[after.score.band] += 1
    violationsBefore += before.violations.length
    violationsAfter += violations.length
    const move = riskMove(before, after)
    if (move === null && before.violations.length === violations.length) continue
    movedCount += 1
    const still = {
      before: before.score.risk,
      after: after.score.risk,
      bandBefore: before.score.band,
      bandAfter: after.score.band,
      factors: [],
    }
    if (moved.length < mostListed)
      moved.push({ ...(move ?? still), id: agent.id, name: agent.name, violations: [before.violations.length, violations.length] })
  }
  return ok({
    audit: side.name,
    agents: count,
    weightsBefore,
    weightsAfter: (weights ?? current).version,
    policy: policyId,
    bandsBefore,
    bandsAfter,
    violationsBefore,
    violationsAfter,
    moved: moved.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
    movedCount,
  })
}

function zeroBands(): Record<Band, number> {
  return Object.fromEntries(bands.map((band) => [band, 0])) as Record<Band, number>
}

const points = z.number().min(0).max(100)
const ceiling = z.enum(['high', 'medium', 'low'])
const weightsSchema = z
  .object({
    version: z.string().min(1).max(40),
    points: z.record(z.string(), points),
    cap: points,
    alwaysCounts: z.number().min(0).max(1),
    bands: z.object({ critical: points, high: points, medium: points }).strict(),
    ceilings: z.object({ 'name-only': ceiling, 'switched-off': ceiling, gone: ceiling }).strict(),
    formula: z.string().max(2_000),
  })
  .strict()

/** Reads a weights document from outside: every factor must have its number, and a version of its own. */
export function readWeights(text: string): Result<Weights> {
  const next = 'Take weights.json out of a bundle, change its numbers and its version, and give that.'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fail('invalid-input', 'The weights document is not JSON.', { next })
  }
  const read = weightsSchema.safeParse(typeof value === 'object' && value !== null && 'weights' in value ? value.weights : value)
  if (!read.success)
    return fail('invalid-input', 'This is not a weights document.', { subject: read.error.issues[0]?.path.join('.') ?? '', next })
  const missing = factors.find(({ id }) => !Object.hasOwn(read.data.points, id))
  return missing === undefined
    ? ok(read.data)
    : fail('invalid-input', 'The weights document leaves a factor out.', { subject: missing.id, next })
}
