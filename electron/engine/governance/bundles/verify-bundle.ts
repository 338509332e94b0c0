import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { z } from 'zod'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { BundleCheck, BundleCounts, BundleVerdict } from '../../../../shared/domain/audit.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { canonicalValue } from '../ledger/canonical-body.ts'
import type { StrippedEntry } from '../ledger/check-entries.ts'
import { isSignedBy, keyIdOf, publicKeyFrom } from '../ledger/sign.ts'
import { verifyLedger } from '../ledger/verify.ts'
import { auditKinds, bundleFiles, longestLine, signedBytes, unlisted } from './form.ts'
import {
  type AuditFile,
  auditFileSchema,
  contentHash,
  ledgerLineSchema,
  type Manifest,
  manifestSchema,
  sealBodySchema,
  signatureSchema,
} from './manifest.ts'
import { readLines } from './read-lines.ts'
import { type Bytes, piecesOf, readDirectory, type StoredFile } from './zip-read.ts'

export interface BundleTrust {
  /** The unit's public key, received another way; null: the file's own counts, and that is said. */
  readonly publicKey?: string | null
  /** The note of a checkpoint that was kept outside. */
  readonly outside?: string | null
}

const titles = {
  container: 'The container holds exactly the files of a bundle',
  signature: 'The manifest is signed',
  files: 'Every file is what the manifest says',
  seal: 'The ledger’s last entry seals this content',
  ledger: 'The ledger is whole, and its checkpoint fits',
  counts: 'Every count is right',
} as const
type CheckId = keyof typeof titles

/**
 * Checks a bundle with nothing but its bytes: container, signature, every hash and line, the seal, the ledger and the counts. The file
 * is an attacker's: whatever it holds, the answer is a verdict. Stops at the first thing that does not hold.
 */
export function verifyBundle(bytes: Bytes, trust: BundleTrust = {}): BundleVerdict {
  const passed: BundleCheck[] = []
  let known: Pick<BundleVerdict, 'audit' | 'organisation' | 'redacted' | 'manifest' | 'signedBy' | 'counts' | 'checkpoint'> = nothingKnown
  const pass = (id: CheckId, words: string) => passed.push({ id, title: titles[id], state: 'passed', words })
  const stop = (id: CheckId, words: string): BundleVerdict => ({
    ...known,
    ok: false,
    checks: [...passed, { id, title: titles[id], state: 'failed', words }, ...after(id)],
    cannotProve: [],
  })

  const directory = readDirectory(bytes)
  if (!directory.ok) return stop('container', directory.failure.message)
  const files = directory.value
  const manifestText = smallText(bytes, files.get('manifest.json'))
  const manifest = parsed(manifestSchema, manifestText)
  if (manifest === null || manifestText === null) return stop('container', 'Its manifest is missing, damaged or of another version.')
  if (
    !isSameSet(
      [...files.keys()].filter((path) => !unlisted.has(path)),
      manifest.files.map((file) => file.path),
    ) ||
    files.size !== manifest.files.length + unlisted.size
  )
    return stop('container', 'The files it holds are not those that its manifest lists.')
  if (!files.has('ledger.ndjson') || !files.has('checkpoint.txt')) return stop('container', 'It holds no ledger, or no checkpoint of it.')
  const unfit = [...unlisted].find((path) => !crcFits(bytes, files.get(path)))
  if (unfit !== undefined) return stop('container', `The container’s sum of ${unfit} does not fit.`)
  pass('container', `${files.size} files, stored as they are.`)

  const manifestSum = sha256(manifestText)
  known = { ...known, manifest: manifestSum, redacted: manifest.redaction !== null, counts: manifest.counts }
  const signed = signer(smallText(bytes, files.get('signature.json')), manifestSum, trust.publicKey ?? null)
  if (typeof signed === 'string') return stop('signature', signed)
  known = { ...known, signedBy: signed }
  pass('signature', `Signed with the key ${signed.keyId}.`)

  const tally = { ...noCounts }
  for (const listed of manifest.files) {
    const file = files.get(listed.path)
    const found = file === undefined ? 'It is not there.' : readFile(bytes, file, listed, tally)
    if (found !== null) return stop('files', `${listed.path}: ${found}`)
  }
  const auditFile = parsed(auditFileSchema, smallText(bytes, files.get('audit.json')))
  if (auditFile === null) return stop('files', 'audit.json: It does not say which audit this is.')
  known = {
    ...known,
    organisation: auditFile.organisation,
    audit: { id: auditFile.audit.id, name: auditFile.audit.name, at: auditFile.at },
  }
  pass('files', `${manifest.files.length} files: size, SHA-256, lines, and each value in its one form.`)

  const problem = sealProblem(bytes, files.get('ledger.ndjson'), manifest, auditFile)
  if (problem !== null) return stop('seal', problem)
  pass(
    'seal',
    manifest.redaction === null ? `Content ${manifest.content}.` : 'The seal is of the whole; what was handed on is named in the manifest.',
  )

  const differs = countNames.find((name) => tally[name] !== manifest.counts[name])
  if (differs !== undefined) return stop('counts', `It says ${manifest.counts[differs]} ${differs} and holds ${tally[differs]}.`)

  const note = smallText(bytes, files.get('checkpoint.txt'))
  const chain = verifyLedger(
    ledgerOf(bytes, files.get('ledger.ndjson'), () => {}),
    {
      publicKeys: trust.publicKey == null ? null : [{ keyId: keyIdOf(trust.publicKey), publicKey: trust.publicKey }],
      outside: trust.outside ?? null,
      kept: note === null ? [] : [{ size: manifest.ledger.size, note }],
    },
  )
  if (!chain.ok) return stop('ledger', chain.problem ?? 'It does not hold.')
  if (chain.entries !== manifest.ledger.size || chain.head !== manifest.ledger.head)
    return stop('ledger', 'It is not as long as the manifest says.')
  if (!chain.keys.some((key) => key.keyId === signed.keyId && key.publicKey === signed.publicKey))
    return stop('ledger', 'The manifest is signed with a key that this ledger does not know.')
  pass('ledger', `${chain.entries} entries: every hash, link and signature, and the tree's root at ${manifest.ledger.size}.`)
  pass('counts', countNames.map((name) => `${manifest.counts[name]} ${name}`).join(', '))
  const checkpoint = chain.tree === null || note === null ? null : { origin: chain.tree.origin, size: chain.tree.size, note }
  return { ...known, checkpoint, ok: true, checks: passed, cannotProve: [...chain.cannotProve, ...limits(manifest)] }
}

const nothingKnown = {
  audit: null,
  organisation: null,
  redacted: false,
  manifest: null,
  signedBy: null,
  counts: null,
  checkpoint: null,
} as const
/** What a bundle holds when nothing was counted. */
export const noCounts: BundleCounts = {
  agents: 0,
  findings: 0,
  violations: 0,
  calls: 0,
  connections: 0,
  scans: 0,
  steps: 0,
  places: 0,
  policies: 0,
}
const countNames = Object.keys(noCounts) as (keyof BundleCounts)[]
type Tally = { -readonly [Name in keyof BundleCounts]: number }

const lineCounts: Readonly<Record<string, keyof BundleCounts>> = {
  'inventory.ndjson': 'agents',
  'calls.ndjson': 'calls',
  'connections.ndjson': 'connections',
  'scans.ndjson': 'scans',
  'coverage.ndjson': 'steps',
  'places.ndjson': 'places',
  'policies.ndjson': 'policies',
}

function after(id: CheckId): readonly BundleCheck[] {
  const order = Object.keys(titles) as CheckId[]
  return order.slice(order.indexOf(id) + 1).map((later) => ({
    id: later,
    title: titles[later],
    state: 'not-checked',
    words: 'Not looked at, because something before it does not hold.',
  }))
}

/** Checks one file in one pass and counts what is in it. */
function readFile(bytes: Bytes, file: StoredFile, listed: Manifest['files'][number], tally: Tally): string | null {
  if (file.bytes !== listed.bytes) return `It has ${file.bytes} bytes, not ${listed.bytes}.`
  const sum = createHash('sha256')
  const box = { crc: 0 }
  const form = bundleFiles.find(({ path }) => path === file.path)?.form
  const problem =
    form === 'lines'
      ? readValues(watched(bytes, file, sum, box), file.path, listed.lines, tally)
      : readWhole(watched(bytes, file, sum, box), form, listed.lines)
  if (problem !== null) return problem
  if (sum.digest('hex') !== listed.sha256) return 'Its SHA-256 is another one: it was changed.'
  return box.crc === file.crc ? null : 'Its container’s sum does not fit.'
}

function* watched(bytes: Bytes, file: StoredFile, sum: Hash, box: { crc: number }): Generator<Buffer> {
  for (const piece of piecesOf(bytes, file)) {
    sum.update(piece)
    box.crc = crc32(piece, box.crc)
    yield piece
  }
}

function readValues(pieces: Iterable<Buffer>, path: string, lines: number, tally: Tally): string | null {
  const reading = readLines(pieces)
  const name = Object.hasOwn(lineCounts, path) ? lineCounts[path] : undefined
  let count = 0
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done === true) {
      if (!next.value) return 'It is cut off, or holds a line that is too long or no text.'
      return count === lines ? null : `It has ${count} lines, not ${lines}.`
    }
    count += 1
    const value = canonicalValue(next.value)
    if (typeof value !== 'object' || value === null) return `Line ${count} is not one JSON value in its one form.`
    if (name !== undefined) tally[name] += 1
    if (path !== 'inventory.ndjson') continue
    if (!('findings' in value && 'violations' in value && Array.isArray(value.findings) && Array.isArray(value.violations)))
      return `Line ${count} is not an agent.`
    tally.findings += value.findings.length
    tally.violations += value.violations.length
  }
}

function readWhole(pieces: Iterable<Buffer>, form: string | undefined, lines: number): string | null {
  let count = 0
  const kept: Buffer[] = []
  for (const piece of pieces) {
    for (let found = piece.indexOf(10); found >= 0; found = piece.indexOf(10, found + 1)) count += 1
    if (form === 'json') kept.push(piece)
  }
  if (count !== lines) return `It has ${count} lines, not ${lines}.`
  return form !== 'json' || canonicalValue(Buffer.concat(kept).toString('utf8')) !== undefined
    ? null
    : 'It is not one JSON value in its one form.'
}

/** Whether the last entry of the ledger, and no earlier one, seals this audit with this content. */
function sealProblem(bytes: Bytes, ledger: StoredFile | undefined, manifest: Manifest, { audit }: AuditFile): string | null {
  if (audit.id !== manifest.audit) return 'The manifest and the audit name two audits.'
  if (contentHash(manifest.files) !== manifest.content) return 'The manifest’s list of files was changed.'
  let last: LedgerEntry | null = null
  let seals = 0
  let damaged = false
  for (const entry of ledgerOf(bytes, ledger, () => (damaged = true))) {
    last = entry
    if (entry.kind === auditKinds.sealed && parsed(sealBodySchema, entry.body)?.auditId === audit.id) seals += 1
  }
  const seal = last === null || last.kind !== auditKinds.sealed || 'leaf' in last ? null : parsed(sealBodySchema, last.body)
  if (damaged) return 'The ledger in it cannot be read.'
  if (seal === null || seal.auditId !== audit.id) return 'The ledger does not end with the seal of this audit.'
  if (seals > 1) return 'The ledger seals this audit twice.'
  const sealed = manifest.redaction?.sealed ?? manifest.files
  if (contentHash(sealed) !== seal.content) return 'The content is not the one that was sealed.'
  return canonicalJson(seal.counts) === canonicalJson(manifest.counts) || manifest.redaction !== null
    ? null
    : 'The counts are not those that were sealed.'
}

function* ledgerOf(bytes: Bytes, file: StoredFile | undefined, damaged: () => void): Generator<LedgerEntry | StrippedEntry> {
  if (file === undefined) return
  const reading = readLines(piecesOf(bytes, file))
  for (let next = reading.next(); next.done !== true; next = reading.next()) {
    const entry = parsed(ledgerLineSchema, next.value)
    if (entry === null) return damaged()
    const { leaf, ...whole } = entry
    yield leaf === undefined ? whole : { ...whole, leaf }
  }
}

function signer(
  text: string | null,
  manifestSum: string,
  wanted: string | null,
): string | { readonly keyId: string; readonly publicKey: string } {
  const signature = parsed(signatureSchema, text)
  if (signature === null) return 'Its signature is missing or damaged.'
  const { keyId, publicKey } = signature
  if (wanted !== null && wanted !== publicKey) return 'It is signed with another key than the one you trust.'
  const key = publicKeyFrom(publicKey)
  if (key === null || keyIdOf(publicKey) !== keyId) return 'Its key is damaged.'
  return isSignedBy(key, signedBytes(manifestSum).toString('hex'), signature.signature)
    ? { keyId, publicKey }
    : 'The signature is not this key’s over this manifest.'
}

function limits({ redaction }: Manifest): readonly string[] {
  const complete = 'That what was scanned is all there is: coverage.ndjson and places.ndjson say what was not seen.'
  if (redaction === null) return [complete]
  return [complete, `What was replaced or left out: ${redaction.says.join(' ')} Whoever holds the sealed bundle can show it.`]
}

/** Files that no manifest lists have their container's sum only. */
function crcFits(bytes: Bytes, file: StoredFile | undefined): boolean {
  let crc = 0
  if (file !== undefined) for (const piece of piecesOf(bytes, file)) crc = crc32(piece, crc)
  return file !== undefined && crc === file.crc
}

/** A small file as text; null where it is missing, too long or not UTF-8. */
function smallText(bytes: Bytes, file: StoredFile | undefined): string | null {
  if (file === undefined || file.bytes > longestLine) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.read(file.offset, file.bytes))
  } catch {
    return null
  }
}

/** A canonical JSON text that has this shape; null for anything else. */
function parsed<S extends z.ZodType>(schema: S, text: string | null): z.output<S> | null {
  const value = text === null ? undefined : canonicalValue(text)
  const read = value === undefined ? null : schema.safeParse(value)
  return read?.success === true ? read.data : null
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && new Set([...one, ...other]).size === one.length && one.every((path, at) => path === other[at])
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
