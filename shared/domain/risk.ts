import type { Band } from './vocabulary.ts'

export type FactorFamily = 'danger' | 'governance'

/** One factor's result on one agent. `points` are exact: a family's score is their sum. */
export interface Finding {
  readonly factorId: string
  readonly factorVersion: number
  readonly family: FactorFamily
  readonly title: string
  readonly points: number
  /** The most this factor can give. */
  readonly weight: number
  /** In words, ready to stand beside a band: "reads every mailbox in the tenant". */
  readonly reason: string
  readonly evidence: readonly { readonly text: string; readonly callId: string | null }[]
  /** What would lower it, in words. */
  readonly lowers: string
  /** The points stand for something not known. */
  readonly unknown: boolean
}

export interface RiskScore {
  /** 0–100, the exact sum of the danger findings. */
  readonly danger: number
  /** 0–100, the exact sum of the governance findings. */
  readonly governance: number
  /** 0–100, from the two by the weights document's formula. */
  readonly risk: number
  readonly band: Band
  /** The strongest reasons in words, first two at least where there are two. */
  readonly reasons: readonly string[]
  readonly weightsVersion: string
}
