import { z } from 'zod'
import type { IdentityEntry, MergeSuggestion } from '../domain/identity-change.ts'
import { method } from './method.ts'

const id = z.string().min(1).max(200)
const member = z.object({ connectionId: id, subjectKey: z.string().min(1).max(2_000) }).strict()

const wanted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge'), into: id, from: z.array(id).min(1).max(50) }).strict(),
  z.object({ kind: z.literal('split'), agentId: id, members: z.array(member).min(1).max(1_000) }).strict(),
  z.object({ kind: z.literal('apart'), one: id, other: id }).strict(),
  z.object({ kind: z.literal('rename'), agentId: id, name: z.string().trim().min(1).max(200).nullable() }).strict(),
  z.object({ kind: z.literal('undo'), entry: z.number().int().min(1) }).strict(),
])
/** What somebody asks for; the ledger keeps with it what is needed to take it back. */
export type IdentityWanted = z.infer<typeof wanted>

/** Who is who: what a person joined, took apart or named. Each is a signed entry, survives scans and can be taken back. */
export const identity = {
  change: method(
    z.object({ change: wanted, reason: z.string().trim().min(1, 'A change needs a reason.').max(4_000) }).strict(),
  )<IdentityEntry>(),
  /** Newest first. */
  changes: method(z.object({ agentId: id.nullable().default(null) }).strict())<readonly IdentityEntry[]>(),
  /** Agents that may be one, the strongest first. */
  suggestions: method(z.object({ agentId: id.nullable().default(null), limit: z.number().int().min(1).max(1_000).default(50) }).strict())<
    readonly MergeSuggestion[]
  >(),
}
