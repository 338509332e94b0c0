import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { originOf, writeCheckpoint } from '../ledger/checkpoint.ts'
import { leafText } from '../ledger/entry-text.ts'
import { createTree, leafHash } from '../ledger/merkle.ts'
import { editedText, ledgerMutations, type Random, resigned, stranger } from '../ledger/mutations-fixture.ts'
import type { Signer } from '../ledger/sign.ts'
import { type BundlePath, bundleFiles, signedBytes } from './form.ts'
import { contentHash, type ListedFile, type Manifest } from './manifest.ts'
import { directoryEntry, endOf, localHeader } from './zip-form.ts'
import { bytesOf, readDirectory } from './zip-read.ts'

/** For tests and the long run of them: a bundle as its files, in order. */
export type Files = ReadonlyMap<string, Buffer>

export function unpacked(bundle: Buffer): Files {
  const directory = readDirectory(bytesOf(bundle))
  if (!directory.ok) throw new Error(directory.failure.message)
  return new Map([...directory.value].map(([path, file]) => [path, Buffer.from(bundle.subarray(file.offset, file.offset + file.bytes))]))
}

/** The files as a bundle, in the order given. */
export function packed(files: Iterable<readonly [string, Buffer]>): Buffer {
  const parts: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [path, content] of files) {
    const entry = { path, bytes: content.length, crc: crc32(content), offset }
    const header = localHeader(entry)
    parts.push(header, content)
    entries.push(directoryEntry(entry))
    offset += header.length + content.length
  }
  const directory = Buffer.concat(entries)
  return Buffer.concat([...parts, directory, endOf(entries.length, directory.length, offset)])
}

export function entriesIn(files: Files): readonly LedgerEntry[] {
  const lines = files.get('ledger.ndjson')?.toString('utf8').split('\n').slice(0, -1) ?? []
  return lines.map((line) => JSON.parse(line) as LedgerEntry)
}

const text = (value: string) => Buffer.from(value, 'utf8')
const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const known = new WeakMap<Buffer, Omit<ListedFile, 'path'>>()

/** Most files stay the same from one mutation to the next. */
function measured(bytes: Buffer): Omit<ListedFile, 'path'> {
  const before = known.get(bytes)
  if (before !== undefined) return before
  const fresh = { bytes: bytes.length, sha256: sum(bytes), lines: bytes.toString('latin1').split('\n').length - 1 }
  known.set(bytes, fresh)
  return fresh
}

function listed(files: Files): readonly ListedFile[] {
  return bundleFiles.flatMap(({ path }) => {
    const bytes = files.get(path)
    if (bytes === undefined || path === 'manifest.json' || path === 'signature.json') return []
    return [{ path, ...measured(bytes) }]
  })
}

/** Files with a manifest and a signature that fit them, by whoever holds this key. */
export function signedAnew(files: Files, signer: Signer, change: (manifest: Manifest) => object = (manifest) => manifest): Files {
  const list = listed(files)
  const before = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '{}') as Manifest
  const manifest = text(canonicalJson(change({ ...before, files: [...list], content: contentHash(list) })))
  const { keyId, publicKey } = signer
  const signature = { algorithm: 'Ed25519', keyId, publicKey, signature: signer.sign(signedBytes(sum(manifest)).toString('hex')) }
  return new Map([...files, ['manifest.json', manifest], ['signature.json', text(canonicalJson(signature))]])
}

/** Files with another ledger, its checkpoint and manifest made to fit with this key; the seal is moved to the content as it is. */
export function withLedger(files: Files, entries: readonly LedgerEntry[], signer: Signer, reseal: boolean): Files {
  const content = contentHash(listed(files))
  const body = (entry: LedgerEntry) => canonicalJson({ ...(JSON.parse(entry.body) as object), content })
  const sealed = reseal
    ? resigned(
        entries.map((entry) => (entry.kind === 'audit-sealed' ? { ...entry, body: body(entry) } : entry)),
        signer,
      )
    : entries
  const tree = createTree()
  for (const entry of sealed) tree.add(leafHash(leafText(entry)))
  const note = writeCheckpoint({ origin: originOf(sealed[0] ?? { hash: '' }), size: tree.size(), root: tree.root() }, signer)
  const lines = text(sealed.map((entry) => `${leafText(entry)}\n`).join(''))
  const ledger = { size: tree.size(), head: sealed.at(-1)?.hash ?? '' }
  return signedAnew(new Map([...files, ['ledger.ndjson', lines], ['checkpoint.txt', text(note)]]), signer, (manifest) => ({
    ...manifest,
    ledger,
  }))
}

/** One base for many mutations: its bytes, files, entries and key. */
export interface Base {
  readonly bundle: Buffer
  readonly files: Files
  readonly entries: readonly LedgerEntry[]
  readonly signer: Signer
}

type Mutate = (base: Base, random: Random) => Buffer

const contentPaths: readonly BundlePath[] = [
  'audit.json',
  'connections.ndjson',
  'policies.ndjson',
  'weights.json',
  'inventory.ndjson',
  'report.html',
  'READ-ME.txt',
  'verify.mjs',
]

/** What somebody may do to a bundle, with or without the unit's key. */
export const bundleMutations: Readonly<Record<string, Mutate>> = {
  'change bytes': ({ bundle }, random) => {
    const copy = Buffer.from(bundle)
    for (let turns = 1 + random.below(3); turns > 0; turns -= 1) copy[random.below(copy.length)] = random.below(256)
    return copy
  },
  truncate: ({ bundle }, random) => bundle.subarray(0, random.below(bundle.length)),
  'cut out': ({ bundle }, random) => {
    const from = random.below(bundle.length)
    return Buffer.concat([bundle.subarray(0, from), bundle.subarray(from + 1 + random.below(400))])
  },
  insert: ({ bundle }, random) => {
    const at = random.below(bundle.length)
    const from = random.below(bundle.length)
    return Buffer.concat([bundle.subarray(0, at), bundle.subarray(from, from + 1 + random.below(200)), bundle.subarray(at)])
  },
  'change a file': ({ files }, random) => packed(changed(files, random)),
  'change a file, signed by a stranger': ({ files }, random) => packed(signedAnew(changed(files, random), stranger)),
  'change a file, signed with the stolen key': ({ files, signer }, random) => packed(signedAnew(changed(files, random), signer)),
  'change a file, sealed anew with the stolen key': ({ files, entries, signer }, random) =>
    packed(withLedger(changed(files, random), entries, signer, true)),
  'leave a file out': ({ files }, random) => packed(without(files, random)),
  'leave a file out, signed with the stolen key': ({ files, signer }, random) => packed(signedAnew(without(files, random), signer)),
  'reorder files': ({ files }, random) => {
    const list = [...files]
    const [one, other] = [random.below(list.length), random.below(list.length)]
    return packed(list.map((file, place) => (place === one ? list[other] : place === other ? list[one] : file) ?? file))
  },
  'change the ledger': ({ files, entries, signer }, random) =>
    packed(withLedger(files, mutatedLedger(entries, random, signer), stranger, false)),
  'change the ledger, signed with the stolen key': ({ files, entries, signer }, random) =>
    packed(withLedger(files, mutatedLedger(entries, random, signer), signer, false)),
  'change the ledger, all of it written anew with the stolen key': ({ files, entries, signer }, random) => {
    const other = mutatedLedger(entries, random, signer)
    return packed(withLedger(files, other.length === 0 ? entries.slice(1) : other.filter(isReadable), signer, true))
  },
  'swap signature': ({ files, signer }, random) => {
    const other = signedAnew(changed(files, random), signer)
    return packed(new Map([...files, ['signature.json', other.get('signature.json') ?? Buffer.alloc(0)]]))
  },
}

const isReadable = (entry: LedgerEntry): boolean => {
  try {
    return typeof JSON.parse(entry.body) === 'object'
  } catch {
    return false
  }
}

function mutatedLedger(entries: readonly LedgerEntry[], random: Random, signer: Signer): readonly LedgerEntry[] {
  const name = random.pick(Object.keys(ledgerMutations))
  return ledgerMutations[name]?.(entries, random, signer) ?? entries
}

function changed(files: Files, random: Random): Files {
  const path = random.pick(contentPaths.filter((one) => (files.get(one)?.length ?? 0) > 0))
  const content = files.get(path) ?? Buffer.alloc(0)
  const lines = content.toString('utf8').split('\n')
  const line = random.below(lines.length)
  const changes = [
    () => lines.with(line, editedText(lines[line] ?? '', random)),
    () => lines.toSpliced(line, 1),
    () => lines.toSpliced(line, 0, lines[random.below(lines.length)] ?? ''),
    () => lines.with(line, (lines[line] ?? '').replace(/"([a-z]+)":/i, '"$1":1,"$1":')),
    () =>
      lines.with(
        line,
        (lines[line] ?? '').replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
      ),
  ]
  return new Map([...files, [path, text(random.pick(changes)().join('\n'))]])
}

function without(files: Files, random: Random): Files {
  const path = random.pick([...files.keys()])
  return new Map([...files].filter(([one]) => one !== path))
}
