import { z } from 'zod'

/** The least a file must be to be checked at all. What is inside `data` is bound by the hash and by counting. */
export const exportSchema = z.object({
  format: z.literal('rollcall-report'),
  version: z.literal(1),
  payload: z
    .object({
      report: z.string(),
      document: z
        .object({
          title: z.string(),
          organisation: z.string(),
          generatedAt: z.string(),
          sections: z.array(z.looseObject({ id: z.string(), blocks: z.array(z.looseObject({ kind: z.string() })) })),
          evidence: z.looseObject({ ledgerHead: z.string().nullable() }),
        })
        .loose(),
      data: z.looseObject({
        now: z.string(),
        ledger: z.looseObject({ entries: z.array(z.looseObject({ seq: z.number(), hash: z.string() })), head: z.string().nullable() }),
      }),
      counts: z.record(z.string(), z.number()),
    })
    .loose(),
  sha256: z.string(),
  signature: z
    .object({ algorithm: z.literal('Ed25519'), keyId: z.string(), signature: z.string(), publicKey: z.string().nullable() })
    .nullable(),
})
export type ParsedExport = z.output<typeof exportSchema>
