import { createHash, type KeyObject, verify } from 'node:crypto'
import type { Signer } from './sign.ts'

/** A signed note as C2SP `signed-note` has it: text that ends with a line break, a blank line, and signature lines. */
export interface Note {
  readonly text: string
  readonly signatures: readonly { readonly name: string; readonly keyId: Buffer; readonly signature: Buffer }[]
}

/** Notes are small: more than this is no note of ours. */
const longest = 20_000
const mostSignatures = 32

/** Type byte of plain Ed25519 over the text. */
const ed25519 = 1

/** First four bytes of SHA-256 over name, line break, type and the 32 bytes of the key. */
function noteKeyId(name: string, publicKey: string): Buffer {
  const key = Buffer.from(publicKey, 'base64')
  return createHash('sha256')
    .update(`${name}\n`, 'utf8')
    .update(Buffer.from([ed25519]))
    .update(key)
    .digest()
    .subarray(0, 4)
}

/** The note over `text`, signed under this name. */
export function signNote(text: string, name: string, signer: Signer): string {
  const signature = Buffer.from(signer.sign(Buffer.from(text, 'utf8').toString('hex')), 'base64')
  return `${text}\n— ${name} ${Buffer.concat([noteKeyId(name, signer.publicKey), signature]).toString('base64')}\n`
}

/** Reads a note without trusting it; null where it is none. */
export function readNote(note: string): Note | null {
  if (note.length > longest || !note.isWellFormed() || hasControl(note)) return null
  const end = note.lastIndexOf('\n\n')
  if (end < 1 || !note.endsWith('\n')) return null
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > mostSignatures) return null
  const signatures = lines.map(readSignature)
  return signatures.every((one) => one !== null) ? { text: note.slice(0, end + 1), signatures } : null
}

function readSignature(line: string): Note['signatures'][number] | null {
  const [, name, base64] = /^— ([^\p{White_Space}+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? []
  if (name === undefined || base64 === undefined) return null
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length < 5 || bytes.toString('base64') !== base64) return null
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 32 && code !== 10) return true
  }
  return false
}

/** Whether one of these keys signed the note under this name. A signature of a known key that does not hold refuses the whole note. */
export function signedBy(
  note: Note,
  name: string,
  keys: Iterable<{ readonly publicKey: string; readonly key: KeyObject; readonly keyId: string }>,
): string | null {
  let by: string | null = null
  for (const { publicKey, key, keyId } of keys) {
    const wanted = noteKeyId(name, publicKey)
    for (const one of note.signatures) {
      if (one.name !== name || !one.keyId.equals(wanted)) continue
      if (one.signature.length !== 64 || !verify(null, Buffer.from(note.text, 'utf8'), key, one.signature)) return null
      by = keyId
    }
  }
  return by
}
