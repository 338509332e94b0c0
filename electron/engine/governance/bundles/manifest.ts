import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { afterSeal, bundleFiles, bundleFormat, bundleVersion } from './form.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)
const paths = bundleFiles.map(({ path }) => path)

const listed = z.object({ path: z.enum(paths), bytes: count, sha256: hash, lines: count }).strict()
export type ListedFile = z.output<typeof listed>

const countsSchema = z
  .object({
    agents: count,
    findings: count,
    violations: count,
    calls: count,
    connections: count,
    scans: count,
    steps: count,
    places: count,
    policies: count,
  })
  .strict()

export const manifestSchema = z
  .object({
    format: z.literal(bundleFormat),
    version: z.literal(bundleVersion),
    audit: z.string().min(1).max(64),
    files: z.array(listed).max(paths.length),
    /** Hash of the list of everything but the ledger: what the ledger's sealing entry holds. */
    content: hash,
    counts: countsSchema,
    ledger: z.object({ size: count, head: hash }).strict(),
    /** What was replaced or left out before it was handed on, and the list of what was sealed; null where it is as it was sealed. */
    redaction: z
      .object({ says: z.array(z.string().max(500)).max(20), people: count, sealed: z.array(listed).max(paths.length) })
      .strict()
      .nullable(),
  })
  .strict()
export type Manifest = z.output<typeof manifestSchema>

export const signatureSchema = z
  .object({ algorithm: z.literal('Ed25519'), keyId: z.string().max(64), publicKey: z.string().max(64), signature: z.string().max(128) })
  .strict()

/** What seals: the hash of the canonical list of all files but the ledger, which comes after. */
export function contentHash(files: readonly ListedFile[]): string {
  return createHash('sha256')
    .update(canonicalJson(files.filter((file) => !afterSeal.has(file.path))), 'utf8')
    .digest('hex')
}

const instant = z.string().max(40)
const people = z.array(z.object({ name: z.string(), role: z.string() }).strict()).max(1_000)

/** `audit.json`: which audit this is, of whom. */
export const auditFileSchema = z
  .object({
    organisation: z.string().max(400),
    app: z.string().max(40),
    at: instant,
    audit: z
      .object({
        id: z.string().max(64),
        name: z.string().max(400),
        scope: z.object({ businessUnits: z.array(z.string()), connectionIds: z.array(z.string()) }).strict(),
        from: z.string().max(10),
        to: z.string().max(10),
        people,
        openedAt: instant,
        openedBy: z.string(),
        review: z.object({ at: instant, by: z.string(), words: z.string() }).strict().nullable(),
      })
      .strict(),
  })
  .strict()
export type AuditFile = z.output<typeof auditFileSchema>

/** The sealing entry's body. It names nobody, so that it can be handed on as it was signed. */
export const sealBodySchema = z.object({ auditId: z.string(), content: hash, counts: countsSchema }).strict()

export const ledgerLineSchema = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    kind: z.string(),
    body: z.string(),
    previousHash: z.string(),
    hash: z.string(),
    keyId: z.string(),
    signature: z.string(),
    leaf: z.string().optional(),
  })
  .strict()
