import type { AgentRow } from '../../../../shared/domain/agent.ts'
import { isIncomplete, type StepCoverage } from '../../../../shared/domain/coverage.ts'
import { type CoverageTally, tallyCoverage } from '../../../../shared/domain/coverage-tally.ts'
import { type AgentStatus, shadowStatuses } from '../../../../shared/domain/vocabulary.ts'
import type { ReportInput } from '../report.ts'

const inShadow: ReadonlySet<AgentStatus> = new Set(shadowStatuses)
const governedStatuses: ReadonlySet<AgentStatus> = new Set(['approved', 'under-policy', 'exception'])
const settledStatuses: ReadonlySet<AgentStatus> = new Set(['revoked', 'retired'])

/** The groups every figure of the report is counted over, named once. */
export interface Population {
  /** Every agent ever seen, by risk, highest first. */
  readonly all: readonly AgentRow[]
  /** Seen in the last scan, or not looked for: the denominator of most figures. */
  readonly present: readonly AgentRow[]
  readonly gone: readonly AgentRow[]
  readonly shadow: readonly AgentRow[]
  readonly governed: readonly AgentRow[]
  /** Revoked or retired, though a trace of them is still there. */
  readonly settled: readonly AgentRow[]
  /** Present and not settled: what can still act. */
  readonly acting: readonly AgentRow[]
  readonly steps: readonly StepCoverage[]
  /** The same steps by how they stand: the count of the window's coverage screen. */
  readonly tally: CoverageTally
  readonly incompleteSteps: readonly StepCoverage[]
}

/** Whether a row counts as shadow AI: it is there and no standing decision covers it. */
export function isShadow(row: AgentRow): boolean {
  return !row.gone && inShadow.has(row.status)
}

export function populationOf(input: ReportInput): Population {
  const all = input.rows.toSorted(byRisk)
  const present = all.filter((row) => !row.gone)
  return {
    all,
    present,
    gone: all.filter((row) => row.gone),
    shadow: present.filter(isShadow),
    governed: present.filter((row) => governedStatuses.has(row.status)),
    settled: present.filter((row) => settledStatuses.has(row.status)),
    acting: present.filter((row) => !settledStatuses.has(row.status)),
    steps: input.coverage,
    tally: tallyCoverage(input.coverage),
    incompleteSteps: input.coverage.filter((step) => step.end === null || isIncomplete(step.end)),
  }
}

/** Highest risk first; equal risks by id, so that the order never depends on the caller. */
export function byRisk(a: AgentRow, b: AgentRow): number {
  return b.risk - a.risk || (a.id < b.id ? -1 : 1)
}
