import { verify } from 'node:crypto'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { LedgerEntry } from '../../../shared/domain/decision.ts'
import { differingFigures, documentFigures } from './document-figures.ts'
import { ed25519Key, keyIdOf } from './ed25519-key.ts'
import { type ExportData, exportCounts, payloadHash, signedBytes } from './export-file.ts'
import { exportSchema, type ParsedExport } from './export-schema.ts'
import { reports } from './registry.ts'
import { cannotBeProved } from './shadow-ai-audit/sections/verify.ts'
import { plural } from './words.ts'

export interface ExportCheck {
  readonly id: 'readable' | 'hash' | 'signature' | 'counts' | 'figures' | 'ledger-head'
  readonly title: string
  readonly state: 'passed' | 'failed' | 'not-checked'
  /** One sentence: what was found. */
  readonly words: string
}

export interface ExportVerdict {
  /** No check failed. Read `checks`: a file without a signature has nothing to fail there. */
  readonly ok: boolean
  readonly title: string | null
  readonly organisation: string | null
  readonly generatedAt: string | null
  readonly sha256: string | null
  readonly signedBy: { readonly keyId: string; readonly publicKey: string } | null
  readonly checks: readonly ExportCheck[]
  /** For the ledger's own verification, which follows the chain entry by entry. */
  readonly ledgerEntries: readonly LedgerEntry[]
  readonly cannotProve: readonly string[]
}

/**
 * Checks a JSON report offline, without a workspace: hash, signature, counts, figures recomputed from the rows, and the
 * ledger head. The file is hostile: whatever it holds, the answer is a verdict.
 * @param trustedKey public key in base64 received another way; without it the file's own key is used, which is said.
 */
export function verifyExport(bytes: Uint8Array, trustedKey: string | null = null): ExportVerdict {
  const file = readExport(bytes)
  if (file === null) return unreadable
  const { payload, signature } = file
  const checks = [
    passed('readable', 'The file is a report', 'It has the form of a Rollcall report.'),
    hashCheck(file),
    signatureCheck(file, trustedKey),
    countsCheck(file),
    figuresCheck(file),
    headCheck(file),
  ]
  const key = trustedKey ?? signature?.publicKey ?? null
  return {
    ok: checks.every((check) => check.state !== 'failed'),
    title: payload.document.title,
    organisation: payload.document.organisation,
    generatedAt: payload.document.generatedAt,
    sha256: file.sha256,
    signedBy: signature === null || key === null ? null : { keyId: signature.keyId, publicKey: key },
    checks,
    ledgerEntries: payload.data.ledger.entries as unknown as readonly LedgerEntry[],
    cannotProve: cannotBeProved,
  }
}

const unreadable: ExportVerdict = {
  ok: false,
  title: null,
  organisation: null,
  generatedAt: null,
  sha256: null,
  signedBy: null,
  checks: [failedCheck('readable', 'The file is a report', 'It is not the JSON form of a Rollcall report, or it was cut.')],
  ledgerEntries: [],
  cannotProve: cannotBeProved,
}

function readExport(bytes: Uint8Array): ParsedExport | null {
  try {
    const read = exportSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

function hashCheck({ payload, sha256 }: ParsedExport): ExportCheck {
  const title = 'The content is what was hashed'
  return payloadHash(payload) === sha256
    ? passed('hash', title, `SHA-256 ${sha256}.`)
    : failedCheck('hash', title, 'The content was changed after it was hashed.')
}

function signatureCheck({ sha256, signature }: ParsedExport, trustedKey: string | null): ExportCheck {
  const title = 'The hash is signed'
  const base64 = trustedKey ?? signature?.publicKey ?? null
  if (signature === null || base64 === null)
    return notChecked('signature', title, 'The report bears no signature; anybody could have made it.')
  const key = ed25519Key(base64)
  if (key === null) return failedCheck('signature', title, 'The public key cannot be read.')
  if (!verify(null, signedBytes(sha256), key, Buffer.from(signature.signature, 'base64'))) {
    return failedCheck('signature', title, 'The signature does not belong to this content and key.')
  }
  if (signature.keyId !== keyIdOf(base64)) return failedCheck('signature', title, 'The key id does not belong to the public key.')
  return passed(
    'signature',
    title,
    trustedKey === null
      ? `Signed with the key ${signature.keyId} that the file itself brings; compare it with one received another way.`
      : `Signed with the trusted key ${signature.keyId}.`,
  )
}

function countsCheck({ payload }: ParsedExport): ExportCheck {
  const title = 'Nothing is missing from the lists'
  try {
    const found = exportCounts(payload.data as unknown as ExportData)
    return canonicalJson(found) === canonicalJson(payload.counts)
      ? passed(
          'counts',
          title,
          `${plural(found.rows ?? 0, 'agent')} and ${plural(found.ledgerEntries ?? 0, 'ledger entry', 'ledger entries')}, as counted when it was made.`,
        )
      : failedCheck('counts', title, 'A list is longer or shorter than it was counted when the report was made.')
  } catch {
    return failedCheck('counts', title, 'The data behind the report is not complete.')
  }
}

/** The document is made again from the rows in the file and compared; words may change between versions, figures not. */
function figuresCheck({ payload }: ParsedExport): ExportCheck {
  const title = 'The figures follow from the rows'
  const report = reports.find((candidate) => candidate.id === payload.report)
  if (report === undefined) return notChecked('figures', title, 'This version does not know the report and cannot make its figures again.')
  try {
    const data = payload.data as unknown as ExportData
    const again = report.build({ ...data, now: new Date(data.now) })
    if (canonicalJson(again) === canonicalJson(payload.document)) {
      return passed(
        'figures',
        title,
        `The whole document was made again from the rows and is equal, all ${documentFigures(again).size} figures included.`,
      )
    }
    const different = differingFigures(payload.document, again)
    if (different.length > 0) return failedCheck('figures', title, `These figures do not follow from the rows: ${different.join(', ')}.`)
    return passed(
      'figures',
      title,
      `All ${documentFigures(again).size} figures were made again and are equal; the words around them come from another version.`,
    )
  } catch {
    return failedCheck('figures', title, 'The figures cannot be made again from the rows in the file.')
  }
}

function headCheck({ payload }: ParsedExport): ExportCheck {
  const title = 'The ledger ends where the report says'
  const { entries, head } = payload.data.ledger
  const last = entries[entries.length - 1]?.hash ?? null
  const unbroken = entries.every((entry, index) => index === 0 || entry.seq === (entries[index - 1]?.seq ?? 0) + 1)
  if (!unbroken) return failedCheck('ledger-head', title, 'An entry of the ledger is missing.')
  return last === head && head === payload.document.evidence.ledgerHead
    ? passed('ledger-head', title, head === null ? 'The ledger is empty.' : `Ledger head ${head}.`)
    : failedCheck('ledger-head', title, 'The head printed in the report is not the last entry of the ledger.')
}

function passed(id: ExportCheck['id'], title: string, words: string): ExportCheck {
  return { id, title, state: 'passed', words }
}

function failedCheck(id: ExportCheck['id'], title: string, words: string): ExportCheck {
  return { id, title, state: 'failed', words }
}

function notChecked(id: ExportCheck['id'], title: string, words: string): ExportCheck {
  return { id, title, state: 'not-checked', words }
}
