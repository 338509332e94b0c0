import type { Agent, Violation } from '../../../shared/domain/agent.ts'
import type { Finding, RiskScore } from '../../../shared/domain/risk.ts'
import type { Band } from '../../../shared/domain/vocabulary.ts'
import type { Factor, FactorResult, RiskContext } from './factor.ts'
import { factors as registered } from './registry.ts'
import { weights as current, type Weights } from './weights.ts'

export interface ScoreContext {
  readonly now: Date
  readonly violations: readonly Violation[]
  readonly agentExists: (agentId: string) => boolean
  /** Other numbers than the current ones, to replay a past audit or to try new weights. */
  readonly weights?: Weights
  readonly factors?: readonly Factor[]
}

/** At most this many reasons stand beside a band. */
const reasonCount = 5

/**
 * Scores one agent. Pure and deterministic: points are whole numbers, danger and governance are each the exact sum of
 * their findings and at most 100; findings come strongest first, danger before governance.
 */
export function scoreAgent(agent: Agent, context: ScoreContext): { readonly score: RiskScore; readonly findings: readonly Finding[] } {
  const weights = context.weights ?? current
  const found = evaluateAll(agent, context, context.factors ?? registered, weights)
  const findings = found.map((one) => one.finding)
  const danger = capped(findings, 'danger', weights.cap)
  const governance = capped(findings, 'governance', weights.cap)
  const dangerSum = sum(danger)
  const governanceSum = sum(governance)
  const { risk, ceilingReason } = underCeiling(agent, combine(dangerSum, governanceSum, weights), weights)
  const reasons = reasonsOf(found)
  return {
    score: {
      danger: dangerSum,
      governance: governanceSum,
      risk,
      band: bandOf(risk, weights),
      reasons: (ceilingReason === null ? reasons : [ceilingReason, ...reasons]).slice(0, reasonCount),
      weightsVersion: weights.version,
    },
    findings: [...danger, ...governance],
  }
}

/** Risk of the two families by the weights document's formula: 0–100, whole. */
export function combine(danger: number, governance: number, weights: Weights = current): number {
  return Math.round(danger * (weights.alwaysCounts + ((1 - weights.alwaysCounts) * governance) / 100))
}

export function bandOf(risk: number, weights: Weights = current): Band {
  if (risk >= weights.bands.critical) return 'critical'
  if (risk >= weights.bands.high) return 'high'
  return risk >= weights.bands.medium ? 'medium' : 'low'
}

interface Found {
  readonly finding: Finding
  readonly saidLast: boolean
}

/** What tells this agent apart comes before what is true of nearly all; strongest first within each. */
function reasonsOf(found: readonly Found[]): readonly string[] {
  return [...found]
    .sort((one, other) => Number(one.saidLast) - Number(other.saidLast) || strongestFirst(one.finding, other.finding))
    .map((one) => one.finding.reason)
}

function evaluateAll(agent: Agent, context: RiskContext, factors: readonly Factor[], weights: Weights): readonly Found[] {
  return factors.flatMap((factor) => {
    const result = factor.evaluate(agent, context)
    return result === null ? [] : toFound(factor, result, weights)
  })
}

function toFound(factor: Factor, result: FactorResult, weights: Weights): readonly Found[] {
  const weight = weights.points[factor.id]
  if (weight === undefined) throw new Error(`the weights document does not know the factor ${factor.id}`)
  if (!(result.share >= 0 && result.share <= 1)) throw new Error(`the factor ${factor.id} gave a share outside 0 to 1`)
  const points = Math.round(result.share * weight)
  if (points === 0) return []
  const finding: Finding = {
    factorId: factor.id,
    factorVersion: factor.version,
    family: factor.family,
    title: factor.title,
    points,
    weight,
    reason: result.reason,
    evidence: result.evidence,
    lowers: result.lowers,
    unknown: result.unknown ?? false,
  }
  return [{ finding, saidLast: result.saidLast ?? false }]
}

/** The cap rule, in sight: a finding that no longer fits keeps its place and says how much of it counts. */
function capped(found: readonly Finding[], family: Finding['family'], cap: number): readonly Finding[] {
  let left = cap
  return found
    .filter((finding) => finding.family === family)
    .sort(strongestFirst)
    .map((finding) => {
      const points = Math.min(finding.points, left)
      left -= points
      if (points === finding.points) return finding
      const note = { text: `Counts for ${points} of its ${finding.points} points, because the scale ends at ${cap}.`, callId: null }
      return { ...finding, points, evidence: [...finding.evidence, note] }
    })
}

function underCeiling(agent: Agent, risk: number, weights: Weights): { readonly risk: number; readonly ceilingReason: string | null } {
  const rules: readonly (readonly [boolean, keyof Weights['ceilings'], string])[] = [
    [agent.gone, 'gone', 'no longer there'],
    [agent.certainty === 'suggested', 'name-only', 'recognised by its name only'],
    [agent.enabled === false || agent.traits.includes('disabled') || agent.traits.includes('blocked'), 'switched-off', 'switched off'],
  ]
  for (const [applies, id, reason] of rules) {
    const top = topOf(weights.ceilings[id], weights)
    if (applies && risk > top) return { risk: top, ceilingReason: reason }
  }
  return { risk, ceilingReason: null }
}

function topOf(band: Exclude<Band, 'critical'>, weights: Weights): number {
  if (band === 'high') return weights.bands.critical - 1
  return (band === 'medium' ? weights.bands.high : weights.bands.medium) - 1
}

function strongestFirst(one: Finding, other: Finding): number {
  if (one.points !== other.points) return other.points - one.points
  if (one.unknown !== other.unknown) return one.unknown ? 1 : -1
  if (one.family !== other.family) return one.family === 'danger' ? -1 : 1
  return one.factorId < other.factorId ? -1 : 1
}

function sum(findings: readonly Finding[]): number {
  return findings.reduce((total, finding) => total + finding.points, 0)
}
