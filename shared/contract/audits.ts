import { z } from 'zod'
import {
  type Audit,
  type AuditDifference,
  type AuditProgress,
  type AuditReplay,
  type AuditSchedule,
  auditIntervals,
  auditRoles,
  type BundleVerdict,
  type HandedIn,
  type ScheduleStanding,
} from '../domain/audit.ts'
import type { ConflictDetail, ConflictResolution, Federation } from '../domain/federation.ts'
import { day } from './day.ts'
import { method, nothing } from './method.ts'
import { policyContent } from './policy-content.ts'

const name = z.string().trim().min(1).max(120)
const which = z.string().min(1).max(200)
const scope = z
  .object({
    businessUnits: z.array(z.string().max(200)).max(500).default([]),
    connectionIds: z.array(z.string().max(64)).max(500).default([]),
  })
  .strict()
const resolutionWanted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('statement'), conflict: which, manifest: which, agentId: which }).strict(),
  z.object({ kind: z.literal('one'), conflict: which }).strict(),
  z.object({ kind: z.literal('several'), conflict: which }).strict(),
  z.object({ kind: z.literal('undo'), entry: z.number().int().min(1) }).strict(),
])
/** What somebody wants to stand where bundles disagree; `undo` takes an earlier word back. */
export type ResolutionWanted = z.infer<typeof resolutionWanted>
/** A whole word on a conflict. */
export const resolutionArguments = z
  .object({ resolution: resolutionWanted, reason: z.string().trim().min(1, 'A resolution needs a reason.').max(4_000) })
  .strict()
const people = z.array(z.object({ name: z.string().trim().min(1).max(200), role: z.enum(auditRoles) }).strict()).max(200)

export const audits = {
  /** Newest first, and what is due. */
  list: method(nothing)<{ readonly audits: readonly Audit[]; readonly schedules: readonly ScheduleStanding[] }>(),
  open: method(
    z
      .object({
        name,
        from: day,
        to: day,
        scope: scope.default({ businessUnits: [], connectionIds: [] }),
        people: people.default([]),
        scheduleId: z.string().nullable().default(null),
      })
      .strict(),
  )<Audit>(),
  /** By id or name; `progress` of an open one, the bundle's `path` of a sealed one. */
  show: method(z.object({ audit: which }).strict())<{
    readonly audit: Audit
    readonly progress: AuditProgress | null
    readonly path: string | null
  }>(),
  review: method(z.object({ audit: which, words: z.string().trim().min(1).max(4_000) }).strict())<Audit>(),
  /** Seals for good: the bundle is written beside the workspace, its hash stands in the ledger. */
  seal: method(z.object({ audit: which }).strict())<Audit>(),
  /** Either may be `now`: the workspace as it is. */
  diff: method(z.object({ before: which, after: which }).strict())<AuditDifference>(),
  /**
   * `weights`: a weights document as JSON text; null for the one in force. `policyId`: one policy laid on every agent; `draft`: stands
   * in the place of the policy of its id.
   */
  replay: method(
    z
      .object({
        audit: which,
        weights: z.string().max(100_000).nullable().default(null),
        policyId: z.string().nullable().default(null),
        draft: policyContent.nullable().default(null),
      })
      .strict(),
  )<AuditReplay>(),
  schedule: method(
    z
      .object({
        name,
        every: z.enum(auditIntervals),
        dueOn: day,
        remindDays: z.number().int().min(0).max(365).default(14),
        scope: scope.default({ businessUnits: [], connectionIds: [] }),
        people: people.default([]),
      })
      .strict(),
  )<AuditSchedule>(),
  unschedule: method(z.object({ id: z.string() }).strict())<null>(),
  /** The signed state of the ledger as it is now, as a note to keep elsewhere; with `path` it is written there. */
  checkpoint: method(z.object({ path: z.string().min(1).nullable().default(null) }).strict())<{
    readonly note: string
    readonly size: number
  }>(),
  /** Copies a sealed bundle; `redacted` replaces people's names and mails by marks that only this workspace can read. */
  exportBundle: method(z.object({ audit: which, path: z.string().min(1), redacted: z.boolean().default(false) }).strict())<{
    readonly path: string
    readonly bytes: number
    readonly sha256: string
    /** What was replaced or left out, in words. */
    readonly redaction: readonly string[]
  }>(),
  /** Takes in a bundle that another unit handed in, after verifying it. `publicKey`: theirs, received another way. */
  mergeBundle: method(z.object({ path: z.string().min(1), publicKey: z.string().max(100).nullable().default(null) }).strict())<HandedIn>(),
  federation: method(nothing)<Federation>(),
  /** One conflict, with what stands behind each statement; read from the bundles' files. */
  conflict: method(z.object({ conflict: which }).strict())<ConflictDetail>(),
  /**
   * Says what stands in a conflict, as a signed entry that names every source. Nothing that was handed in changes. Under the two-key rule
   * what accepts critical risk takes a second key, asked for by `people.ask`.
   */
  resolveConflict: method(resolutionArguments)<ConflictResolution>(),
  /** Checks the file of a sealed audit, as anybody can who has it. */
  verify: method(z.object({ audit: which }).strict())<BundleVerdict>(),
}
