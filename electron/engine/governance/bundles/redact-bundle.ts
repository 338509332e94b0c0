import { setImmediate } from 'node:timers/promises'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { leafText } from '../ledger/entry-text.ts'
import { leafHash } from '../ledger/merkle.ts'
import type { Signer } from '../ledger/sign.ts'
import { finishBundle } from './finish-bundle.ts'
import { auditKinds, type BundlePath, bundleFiles, unlisted } from './form.ts'
import { contentHash, type ListedFile, type Manifest } from './manifest.ts'
import { readLines } from './read-lines.ts'
import type { Redactor } from './redactor.ts'
import { type Bytes, piecesOf, type StoredFile } from './zip-read.ts'
import type { ZipWriter } from './zip-write.ts'

/** Pages are made of text in which a name may be broken by markup, so they are not handed on. */
const leftOut: ReadonlySet<BundlePath> = new Set(['report.html'])

const says = [
  'Names and mail addresses of people were replaced by marks, the same mark for the same person.',
  'The report was left out.',
  'Account ids that a provider gave stay.',
]

/**
 * Writes a sealed bundle anew without people's names: every value of every line, and in the ledger the words of each entry that names
 * somebody. There the leaf's hash stands for the words, so that order, signatures and the tree can still be checked.
 */
export async function redactBundle(
  from: {
    readonly bytes: Bytes
    readonly files: ReadonlyMap<string, StoredFile>
    readonly manifest: Manifest
    readonly checkpoint: string
  },
  zip: ZipWriter,
  redactor: Redactor,
  signer: Signer,
): Promise<{ readonly bytes: number; readonly manifest: string; readonly says: readonly string[] }> {
  const listed: ListedFile[] = []
  for (const { path, form } of bundleFiles) {
    const file = from.files.get(path)
    if (file === undefined || unlisted.has(path) || leftOut.has(path) || path === 'ledger.ndjson' || path === 'checkpoint.txt') continue
    zip.begin(path)
    if (form === 'lines') await eachLine(from.bytes, file, (line) => zip.write(`${canonicalJson(redactor.value(JSON.parse(line)))}\n`))
    else if (form === 'json')
      zip.write(canonicalJson(redactor.value(JSON.parse(from.bytes.read(file.offset, file.bytes).toString('utf8')))))
    else for (const piece of piecesOf(from.bytes, file)) zip.write(piece)
    listed.push({ ...zip.end(), path })
  }
  zip.begin('ledger.ndjson')
  const ledger = from.files.get('ledger.ndjson')
  if (ledger !== undefined)
    await eachLine(from.bytes, ledger, (line) => zip.write(`${ledgerLine(JSON.parse(line) as LedgerEntry, redactor)}\n`))
  const done = finishBundle(zip, signer, {
    audit: from.manifest.audit,
    files: listed,
    counts: from.manifest.counts,
    content: contentHash(listed),
    ledger: from.manifest.ledger,
    checkpoint: from.checkpoint,
    redaction: {
      says,
      people: redactor.people(),
      sealed: from.manifest.files.filter((file) => file.path !== 'ledger.ndjson' && file.path !== 'checkpoint.txt'),
    },
  })
  return { ...done, says }
}

function ledgerLine(entry: LedgerEntry, redactor: Redactor): string {
  // The seal names nobody, and must stay as it was signed.
  if (entry.kind === auditKinds.sealed) return leafText(entry)
  const body = canonicalJson(redactor.value(JSON.parse(entry.body)))
  return body === entry.body ? leafText(entry) : canonicalJson({ ...entry, body, leaf: leafHash(leafText(entry)).toString('hex') })
}

async function eachLine(bytes: Bytes, file: StoredFile, work: (line: string) => void): Promise<void> {
  let count = 0
  for (const line of readLines(piecesOf(bytes, file))) {
    work(line)
    count += 1
    if (count % 500 === 0) await setImmediate()
  }
}
