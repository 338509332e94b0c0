import { z } from 'zod'
import type { Asked, Attestation } from '../domain/attestation.ts'
import { method } from './method.ts'

/** An answer about many agents is still small; what is longer is not read. */
export const longestAnswer = 2 * 1024 * 1024

export interface AskedOwners {
  /** One file for each owner. */
  readonly files: readonly { readonly path: string; readonly owner: string; readonly requestId: string; readonly agents: number }[]
  /** Agents nobody could be asked about, and why. */
  readonly left: readonly { readonly agentId: string; readonly why: string }[]
}

/** Asking owners by file, and taking in what they say. */
export const attestations = {
  /** Writes one form for each owner of these agents into a folder. `owner`: asks this person about all of them instead. */
  ask: method(
    z
      .object({
        agentIds: z.array(z.string()).min(1).max(1_000),
        owner: z.string().trim().max(320).nullable().default(null),
        note: z.string().max(2_000).nullable().default(null),
        dueDays: z.number().int().min(1).max(180).default(14),
        folder: z.string().min(1).max(4_096),
      })
      .strict(),
  )<AskedOwners>(),
  /** Takes in an answer; `text` is the file. */
  take: method(z.object({ text: z.string().max(longestAnswer) }).strict())<readonly Attestation[]>(),
  /** What was asked, newest first; with an agent, only what was asked about it. */
  list: method(z.object({ agentId: z.string().nullable().default(null) }).strict())<readonly Asked[]>(),
}
