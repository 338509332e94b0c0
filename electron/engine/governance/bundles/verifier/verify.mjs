// Verifies a sealed Rollcall audit with nothing but Node 20 or newer and this file:
//
//   node verify.mjs BUNDLE.zip [--checkpoint NOTE.txt] [--key BASE64] [--json]     (or the folder it was unpacked into)
//
// It is short so that you can read it before you believe it. It shares no code with Rollcall. What is checked, in this order:
//   1 the container   only the known files, in order, stored as they are, nothing between or behind them
//   2 the signature   Ed25519 over "rollcall bundle v1\n" + SHA-256 of manifest.json + "\n"
//   3 every file      size, SHA-256, number of lines; each JSON value in its one form (RFC 8785)
//   4 the seal        the last entry of the ledger holds the hash of the list of files
//   5 the counts      taken again from the files
//   6 the ledger      each entry's number, hash, link, key and signature; the root of the tree (RFC 6962) at each checkpoint
// Exit code 0: all of it holds. 1: something does not. 2: it was called wrongly.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const LINES = 'connections scans coverage places calls policies'
const NAMES = `audit.json ${LINES.replace(/\w+/g, '$&.ndjson')} weights.json inventory.ndjson report.html READ-ME.txt verify.mjs`
  .concat(' ledger.ndjson checkpoint.txt manifest.json signature.json')
  .split(' ')
const COUNTED = { agents: 'inventory', steps: 'coverage' }
for (const name of ['connections', 'scans', 'places', 'calls', 'policies']) COUNTED[name] = name

class Wrong extends Error {}
const must = (holds, words) => {
  if (!holds) throw new Wrong(words)
}
const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
const hex = (...parts) => sha(...parts).toString('hex')

// ---- 1 the container -------------------------------------------------------------------------------------------------------------

function unpack(path) {
  if (!statSync(path).isDirectory()) return unzip(readFileSync(path))
  const inside = readdirSync(path)
  for (const name of inside) must(NAMES.includes(name), `container: ${name} is no file of a bundle`)
  return new Map(NAMES.filter((name) => inside.includes(name)).map((name) => [name, readFileSync(join(path, name))]))
}

/** A ZIP of stored files without anything special: 30 bytes, the name, the content; then the directory; then 22 bytes. */
function unzip(zip) {
  const end = zip.length - 22
  must(end >= 0 && zip.readUInt32LE(end) === 0x06054b50, 'container: it does not end as a ZIP does, or was cut off')
  const [count, size, start] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)]
  const plain = zip.readUInt32LE(end + 4) === 0 && zip.readUInt16LE(end + 8) === count && zip.readUInt16LE(end + 20) === 0
  must(plain && count <= NAMES.length && start + size === end, 'container: parts, a comment, or a directory that does not fit')
  const files = new Map()
  let [at, next, before] = [start, 0, -1]
  for (let index = 0; index < count; index += 1) {
    must(at + 46 <= end && zip.readUInt32LE(at) === 0x02014b50, 'container: the directory is damaged')
    const [bytes, length] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)]
    must(at + 46 + length <= end, 'container: the directory is damaged')
    const name = zip.toString('latin1', at + 46, at + 46 + length)
    const place = NAMES.indexOf(name)
    must(place > before, 'container: an unknown file, or files twice or out of order')
    for (const zero of [8, 10, 12, 30, 32, 34, 36, 38, 40])
      must(zip.readUInt16LE(at + zero) === 0, `container: ${name} is not plainly stored`)
    must(zip.readUInt32LE(at + 4) === 0xa000a && zip.readUInt16LE(at + 14) === 33, `container: ${name} is of another version`)
    must(zip.readUInt32LE(at + 20) === bytes && zip.readUInt32LE(at + 42) === next, `container: ${name} is not where it should be`)
    const content = next + 30 + length
    must(content + bytes <= start && zip.readUInt32LE(next) === 0x04034b50, `container: ${name} is not where it should be`)
    const same = zip.subarray(next + 4, next + 28).equals(zip.subarray(at + 6, at + 30)) && zip.readUInt16LE(next + 28) === 0
    must(same && zip.toString('latin1', next + 30, content) === name, `container: ${name} has two headers that differ`)
    must(crc32(zip.subarray(content, content + bytes)) === zip.readUInt32LE(at + 16), `container: the sum of ${name} does not fit`)
    files.set(name, zip.subarray(content, content + bytes))
    ;[at, next, before] = [at + 46 + length, content + bytes, place]
  }
  must(at === end && next === start, 'container: something stands in it that the directory does not name')
  return files
}

const CRC = [...Array(256).keys()].map((n) => [...'8 times.'].reduce((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n) >>> 0)
const crc32 = (bytes) => (bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0

/** The one form of a JSON value (RFC 8785). */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

/** The value of a text that is in its one form; anything else does not hold. */
function value(bytes, where) {
  try {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const read = JSON.parse(text)
    if (!text.includes('"__proto__":') && canonical(read) === text) return read
  } catch {}
  throw new Wrong(`${where}: it is not one JSON value in its one form`)
}

function lines(bytes, where) {
  const found = []
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(10, from)
    must(to >= 0 && to - from <= 16 * 1048576, `${where}: it is cut off, or a line is too long`)
    found.push(bytes.subarray(from, to))
    from = to + 1
  }
  return found
}

/** A key is 32 bytes in base64; its id is the beginning of their SHA-256. */
function keyOf(publicKey) {
  const raw = Buffer.from(String(publicKey), 'base64')
  if (raw.length !== 32 || raw.toString('base64') !== publicKey) return null
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  return { id: hex(raw).slice(0, 16), raw, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

function signed(key, message, signature) {
  const raw = Buffer.from(String(signature), 'base64')
  return raw.length === 64 && raw.toString('base64') === signature && verify(null, message, key.key, raw)
}

/** A signed note (C2SP): text, a blank line, lines of an em dash, a name, and base64 of four bytes of key id and the signature. */
function checkpoint(note, where) {
  const end = note.lastIndexOf('\n\n')
  must(end > 0 && note.length <= 20000 && note.endsWith('\n'), `${where}: it is no signed note`)
  for (let at = 0; at < note.length; at += 1) must(note.charCodeAt(at) >= 32 || note[at] === '\n', `${where}: it holds control characters`)
  const text = note.slice(0, end + 1)
  const [origin, size, root, ...more] = text.slice(0, -1).split('\n')
  must(origin && /^(0|[1-9]\d{0,15})$/.test(size) && !more.includes(''), `${where}: it is no checkpoint`)
  const bytes = Buffer.from(String(root), 'base64')
  must(bytes.length === 32 && bytes.toString('base64') === root, `${where}: it is no checkpoint`)
  const below = note.slice(end + 2, -1).split('\n')
  const read = below.map((line) => /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line))
  must(read.every(Boolean) && read.length <= 32, `${where}: its signatures are damaged`)
  const signatures = read.map(([, name, base64]) => ({ name, bytes: Buffer.from(base64, 'base64') }))
  return { text, origin, size: Number(size), root: bytes, signatures, where }
}

/** Whether one of these keys signed it; a signature of a known key that does not hold refuses all of it. */
function signedByOne({ text, origin, signatures }, keys) {
  let found = false
  for (const key of keys) {
    const id = sha(`${origin}\n`, Buffer.from([1]), key.raw).subarray(0, 4)
    for (const one of signatures.filter(({ name, bytes }) => name === origin && bytes.subarray(0, 4).equals(id))) {
      if (one.bytes.length !== 68 || !verify(null, Buffer.from(text), key.key, one.bytes.subarray(4))) return false
      found = true
    }
  }
  return found
}

/** Adds a leaf's hash to the list of whole subtrees, largest first: two of the same height become one. */
function grow(tree, leaf) {
  let node = { hash: leaf, leaves: 1 }
  while (tree.length > 0 && tree[tree.length - 1].leaves === node.leaves)
    node = { hash: sha(Buffer.from([1]), tree.pop().hash, node.hash), leaves: 2 * node.leaves }
  tree.push(node)
}

const rootOf = (tree) => tree.map(({ hash }) => hash).reduceRight((right, left) => sha(Buffer.from([1]), left, right))

// ---- the check -------------------------------------------------------------------------------------------------------------------

/** Checks a bundle's files; throws `Wrong` with a sentence at the first thing that does not hold. */
function check(files, { note = null, trusted = null }) {
  const manifest = value(files.get('manifest.json') ?? '', 'manifest.json')
  const members = 'audit,content,counts,files,format,ledger,redaction,version'
  const isOurs = manifest?.format === 'rollcall-bundle' && manifest.version === 1 && Array.isArray(manifest.files)
  must(isOurs && Object.keys(manifest).join() === members, 'manifest.json: another form or version')
  const named = manifest.files.map((file) => file?.path)
  const inside = [...files.keys()].filter((name) => name !== 'manifest.json' && name !== 'signature.json')
  must(files.has('signature.json') && canonical(named) === canonical(inside), 'container: it does not hold what the manifest lists')
  must(files.has('ledger.ndjson') && files.has('checkpoint.txt') && files.has('audit.json'), 'container: a part is missing')

  const signature = value(files.get('signature.json'), 'signature.json')
  const signer = keyOf(signature?.publicKey)
  must(signature?.algorithm === 'Ed25519' && signer !== null && signer.id === signature.keyId, 'signature: damaged')
  must(trusted === null || trusted === signature.publicKey, 'signature: of another key than the one you trust')
  const said = Buffer.from(`rollcall bundle v1\n${hex(files.get('manifest.json'))}\n`)
  must(signed(signer, said, signature.signature), 'signature: not of this key over this manifest')
  const counts = { findings: 0, violations: 0 }
  const held = new Map()
  for (const file of manifest.files) {
    const bytes = files.get(file.path)
    must(bytes.length === file.bytes && hex(bytes) === file.sha256, `${file.path}: it was changed`)
    if (file.path.endsWith('.json')) held.set(file.path, value(bytes, file.path))
    if (!file.path.endsWith('.ndjson')) {
      must(bytes.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0) === file.lines, `${file.path}: lines`)
      continue
    }
    const each = lines(bytes, file.path)
    must(each.length === file.lines, `${file.path}: lines`)
    const values = each.map((line, at) => value(line, `${file.path}, line ${at + 1}`))
    for (const one of values) must(typeof one === 'object' && one !== null, `${file.path}: a line is no object`)
    if (file.path === 'ledger.ndjson') held.set(file.path, values)
    if (file.path !== 'inventory.ndjson') continue
    for (const { findings, violations } of values) {
      must(Array.isArray(findings) && Array.isArray(violations), 'inventory.ndjson: a line is no agent')
      counts.findings += findings.length
      counts.violations += violations.length
    }
  }
  const contentOf = (list) => hex(canonical(list.filter(({ path }) => !/^(ledger|checkpoint)\./.test(path))))
  const audit = held.get('audit.json')?.audit
  must(typeof audit?.id === 'string' && audit.id === manifest.audit, 'seal: the manifest names another audit')
  must(contentOf(manifest.files) === manifest.content, 'seal: the list of files was changed')
  const entries = held.get('ledger.ndjson')
  const seals = entries.filter((entry) => entry.kind === 'audit-sealed').map((entry) => value(String(entry.body), 'seal'))
  const seal = seals.at(-1)
  const last = entries.at(-1)
  must(last?.kind === 'audit-sealed' && last.leaf === undefined && seal?.auditId === audit.id, 'seal: the ledger does not end with it')
  must(seals.filter((one) => one?.auditId === audit.id).length === 1, 'seal: the ledger seals this audit twice')
  must(contentOf(manifest.redaction?.sealed ?? manifest.files) === seal.content, 'seal: the content is not the one that was sealed')

  const countOf = (path) => manifest.files.find((file) => file.path === `${path}.ndjson`)?.lines ?? 0
  for (const [name, path] of Object.entries(COUNTED)) counts[name] = countOf(path)
  must(canonical(counts) === canonical(manifest.counts), 'counts: the manifest says others')
  must(manifest.redaction !== null || canonical(counts) === canonical(seal.counts), 'counts: the seal says others')

  const { size, stripped, keys } = ledger(entries, manifest, { note, own: String(files.get('checkpoint.txt')), trusted })
  const isKnown = keys.some((key) => key.id === signer.id)
  must(isKnown, 'ledger: it does not know the key that signed the manifest')
  const { organisation } = held.get('audit.json')
  return { audit, organisation, counts, size, stripped, key: signature.publicKey, redaction: manifest.redaction }
}

function ledger(entries, manifest, { note, own, trusted }) {
  const notes = [checkpoint(own, 'checkpoint.txt')]
  must(notes[0].size === manifest.ledger?.size, 'checkpoint.txt: of another size')
  if (note !== null) notes.push(checkpoint(note, 'checkpoint from outside'))
  const keys = trusted === null ? [] : [keyOf(trusted)]
  must(!keys.includes(null), 'key: it is no key')
  const tree = []
  let [previous, stripped] = ['0'.repeat(64), 0]
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1
    const names = ['at', 'body', 'hash', 'keyId', 'kind', 'previousHash', 'signature'].filter((name) => typeof entry[name] !== 'string')
    must(names.length === 0 && entry.seq === seq, `ledger: entry ${seq} is missing, out of order or lacks a part`)
    must(seq > 1 || entry.kind === 'workspace-opened', 'ledger: its beginning was cut off')
    must(entry.previousHash === previous, `ledger: entry ${seq} does not continue the one before`)
    const body = value(entry.body, `ledger: entry ${seq}`)
    const { hash, keyId, signature, leaf, ...hashed } = entry
    const whole = leaf === undefined
    must(whole || /^[0-9a-f]{64}$/.test(leaf), `ledger: entry ${seq} is damaged`)
    must(!whole || hex(canonical(hashed)) === hash, `ledger: entry ${seq} was changed after it was written`)
    const brings = trusted === null && ['workspace-opened', 'key-added'].includes(entry.kind) ? keyOf(body?.publicKey) : null
    if (brings !== null && !keys.some((key) => key.id === brings.id)) keys.push(brings)
    grow(tree, whole ? sha(Buffer.from([0]), canonical(entry)) : Buffer.from(leaf, 'hex'))
    if (!whole) stripped += 1
    previous = hash
    const origin = `rollcall/ledger/${entries[0].hash.slice(0, 32)}`
    for (const one of notes.filter(({ size }) => size === seq)) {
      must(one.origin === origin && one.root.equals(rootOf(tree)), `${one.where}: the first ${seq} entries are not those it was made of`)
      must(signedByOne(one, keys), `${one.where}: not signed with a key of this ledger`)
    }
  }
  const short = `the ledger ends at ${entries.length}: entries were cut off, or this is an older copy`
  for (const one of notes) must(one.size >= 1 && one.size <= entries.length, `${one.where}: ${short}`)
  must(manifest.ledger.size === entries.length && manifest.ledger.head === previous, 'ledger: not as long as the manifest says')
  for (const entry of entries) {
    const key = keys.find(({ id }) => id === entry.keyId)
    const holds = key !== undefined && signed(key, Buffer.from(entry.hash, 'hex'), entry.signature)
    must(holds, `ledger: the signature of entry ${entry.seq} is not its key's`)
  }
  return { size: entries.length, stripped, keys }
}

/** The whole check of one file, as a value: for the command below, and for whoever wants to call it. */
export function verifyFile(source, { note = null, trusted = null } = {}) {
  try {
    const found = check(typeof source === 'string' ? unpack(source) : unzip(source), { note, trusted })
    const anew = 'that nobody who holds the signing key wrote all of this anew, or handed in an older copy: keep a checkpoint elsewhere'
    const cannotProve = ['that what was scanned is all there is: see coverage.ndjson and places.ndjson', 'that the clock was right']
    if (note === null) cannotProve.unshift(anew)
    if (trusted === null) cannotProve.push('whose key this is: compare it with one you were given another way')
    if (found.stripped > 0) cannotProve.push(`what ${found.stripped} entries said as they were signed: names in them were replaced`)
    if (found.redaction !== null) cannotProve.push(`what was replaced or left out: ${found.redaction.says.join(' ')}`)
    return { ok: true, problem: null, ...found, cannotProve }
  } catch (problem) {
    const words = problem instanceof Wrong ? problem.message : 'it is damaged in a way that no bundle can be'
    return { ok: false, problem: words, cannotProve: [] }
  }
}

function command() {
  const say = (text) => stdout.write(`${String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')}\n`)
  const misused = (why) => {
    say(why)
    say('Usage: node verify.mjs BUNDLE.zip|FOLDER [--checkpoint NOTE.txt] [--key BASE64] [--json]')
    return 2
  }
  const options = { checkpoint: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } }
  let asked
  try {
    asked = parseArgs({ allowPositionals: true, options })
  } catch (problem) {
    return misused(problem.message)
  }
  const [[path, ...more], { checkpoint: note, key, json }] = [asked.positionals, asked.values]
  if (path === undefined || more.length > 0) return misused('Name one bundle, or the folder it was unpacked into.')
  for (const one of [path, note]) if (one !== undefined && !existsSync(one)) return misused(`There is no file ${one}.`)
  const found = verifyFile(path, { note: note === undefined ? null : readFileSync(note, 'utf8'), trusted: key ?? null })
  if (json) stdout.write(`${JSON.stringify(found)}\n`)
  else if (found.ok) {
    say(`Audit ${found.audit.name} of ${found.organisation}: ${found.counts.agents} agents, ${found.size} entries. Key ${found.key}`)
    say(`Holds: container, signature, every file, seal, counts, ledger${note === undefined ? '' : ', and the checkpoint you brought'}.`)
    for (const one of found.cannotProve) say(`Cannot prove ${one}.`)
    say('Verified.')
  } else say(`NOT verified. ${found.problem}.`)
  return found.ok ? 0 : 1
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) process.exitCode = command()
