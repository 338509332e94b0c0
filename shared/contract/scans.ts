import { z } from 'zod'
import type { PlaceCoverage, PlaceGrid, StepCoverage } from '../domain/coverage.ts'
import type { CoverageTally } from '../domain/coverage-tally.ts'
import type { NotConnected } from '../domain/not-connected.ts'
import type { Scan, ScanProgress } from '../domain/scan.ts'
import { method, nothing } from './method.ts'

export interface CoverageSummary {
  /** Steps of the last scan of each connection. */
  readonly steps: readonly StepCoverage[]
  readonly complete: number
  readonly partial: number
  readonly denied: number
  readonly skipped: number
  readonly failed: number
  readonly neverScanned: readonly string[]
  /** 0–100: complete steps of all steps asked for, those of sources never scanned among them; null before the first scan. */
  readonly seenPercent: number | null
  /** The same steps by how they stand; every figure of the window comes from here. */
  readonly tally: CoverageTally
}

export const scans = {
  /** Starts a scan of the given or all connections and returns at once; resumes an interrupted one when there is one. */
  start: method(z.object({ connectionIds: z.array(z.string()).default([]) }).strict())<{
    readonly scanId: string
    readonly resumed: boolean
  }>(),
  cancel: method(z.object({ scanId: z.string() }).strict())<null>(),
  progress: method(nothing)<ScanProgress | null>(),
  /** Resolves when the scan has ended. */
  wait: method(z.object({ scanId: z.string() }).strict())<Scan>(),
  list: method(nothing)<readonly Scan[]>(),
  coverage: method(nothing)<CoverageSummary>(),
  /** Systems of which ids were seen in others, while no source of theirs is connected. */
  notConnected: method(nothing)<readonly NotConnected[]>(),
  /** How the steps of one connection's last ended scan ended in each account, region, project or environment; at most 500 at a time. */
  places: method(
    z
      .object({
        connectionId: z.string(),
        incompleteOnly: z.boolean().default(false),
        within: z.object({ wide: z.string(), narrow: z.string().nullable() }).strict().nullable().default(null),
        after: z.object({ wide: z.string(), narrow: z.string(), stepId: z.string() }).strict().nullable().default(null),
        limit: z.number().int().min(1).max(500).default(200),
      })
      .strict(),
  )<readonly PlaceCoverage[]>(),
  /** The same as a table of counts: wide × narrow. Empty for a source that is one place. */
  placeGrid: method(z.object({ connectionId: z.string() }).strict())<PlaceGrid>(),
}
