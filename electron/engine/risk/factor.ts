import type { Agent, Violation } from '../../../shared/domain/agent.ts'
import type { FactorFamily, Finding } from '../../../shared/domain/risk.ts'

/** What a factor may read besides the agent itself. */
export interface RiskContext {
  readonly now: Date
  readonly violations: readonly Violation[]
  readonly agentExists: (agentId: string) => boolean
}

/** A factor's say; `points` is a share of the weight from 0 to 1, turned into exact points by `score`. */
export interface FactorResult {
  readonly share: number
  readonly reason: string
  readonly evidence: Finding['evidence']
  readonly lowers: string
  readonly unknown?: boolean
  /** True of nearly every agent nobody has looked at yet: its reason comes after those that tell agents apart. */
  readonly saidLast?: boolean
}

/** One reason an agent is dangerous or ungoverned. Pure: the same agent gives the same result. */
export interface Factor {
  readonly id: string
  readonly version: number
  readonly family: FactorFamily
  readonly title: string
  /** In words, for the method section of reports and the guide. */
  readonly explains: string
  evaluate(agent: Agent, context: RiskContext): FactorResult | null
}
