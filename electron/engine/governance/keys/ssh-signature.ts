import { createHash, type KeyObject, verify } from 'node:crypto'

// Source of the forms: OpenSSH, PROTOCOL.sshsig (the signature file), PROTOCOL.u2f (what a hardware key signs) and RFC 4253 (strings).

/** What signatures are for: one made for another purpose does not count here. */
export const sshNamespace = 'rollcall'

const plainType = 'ssh-ed25519'
const hardwareType = 'sk-ssh-ed25519@openssh.com'
/** The application a hardware key is made for unless somebody chose another. */
const application = 'ssh:'
const longest = 10_000
/** Somebody touched the key. */
const touched = 0x01

/** A public key as OpenSSH writes it on one line; null when it is no Ed25519 key. `hardware`: its private half never leaves the token. */
export function readSshPublicKey(line: string): { readonly publicKey: string; readonly hardware: boolean } | null {
  const [type = '', base64 = ''] = line.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  const key = line.length <= longest && blob.toString('base64') === base64 ? readKey(blob) : null
  return key === null || key.type !== type ? null : { publicKey: key.raw.toString('base64'), hardware: key.type === hardwareType }
}

/** Whether an armoured signature (`ssh-keygen -Y sign`) is this key's over the message, for our purpose. */
export function isSshSignature(armoured: string, message: string, publicKey: KeyObject, raw: Uint8Array): boolean {
  const parts = readSignature(armoured)
  if (parts === null || parts.namespace !== sshNamespace || !parts.key.raw.equals(raw)) return false
  const hash = (data: string | Uint8Array) => createHash(parts.hashName).update(data).digest()
  const signed = Buffer.concat([
    Buffer.from('SSHSIG'),
    ...[sshNamespace, '', parts.hashName].map((text) => packed(Buffer.from(text))),
    packed(hash(Buffer.from(message, 'utf8'))),
  ])
  if (parts.key.type === plainType) return parts.rest.length === 0 && verify(null, signed, publicKey, parts.signature)
  // A hardware key signs hashes, with what it knows of the moment: whether it was touched, and how often it signed.
  const [flags = 0] = parts.rest
  if (parts.rest.length !== 5 || (flags & touched) === 0) return false
  const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
  return verify(null, Buffer.concat([sha256(application), parts.rest, sha256(signed)]), publicKey, parts.signature)
}

interface SshKey {
  readonly type: typeof plainType | typeof hardwareType
  readonly raw: Buffer
}

function readKey(blob: Buffer): SshKey | null {
  const reader = readerOf(blob)
  const type = reader.text()
  const raw = reader.string()
  const made = type === hardwareType ? reader.text() : application
  if (raw?.length !== 32 || made !== application || !reader.atEnd()) return null
  return type === plainType || type === hardwareType ? { type, raw } : null
}

function readSignature(armoured: string) {
  if (armoured.length > longest) return null
  const match = /^-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/.exec(armoured)
  const blob = Buffer.from((match?.[1] ?? '').replace(/[\r\n]/g, ''), 'base64')
  if (blob.subarray(0, 6).toString('latin1') !== 'SSHSIG' || blob.length < 10 || blob.readUInt32BE(6) !== 1) return null
  const reader = readerOf(blob.subarray(10))
  const key = readKey(reader.string() ?? Buffer.alloc(0))
  const namespace = reader.text()
  const reserved = reader.string()
  const hashName = reader.text()
  const inner = reader.string()
  if (key === null || reserved?.length !== 0 || inner === null || !reader.atEnd()) return null
  if (hashName !== 'sha512' && hashName !== 'sha256') return null
  const signature = readerOf(inner)
  const type = signature.text()
  const bytes = signature.string()
  return type !== key.type || bytes?.length !== 64 ? null : { key, namespace, hashName, signature: bytes, rest: signature.rest() }
}

/** Length-prefixed strings, one after the other; null past the end. */
function readerOf(blob: Buffer) {
  let at = 0
  const string = (): Buffer | null => {
    const length = at + 4 <= blob.length ? blob.readUInt32BE(at) : Number.POSITIVE_INFINITY
    if (at + 4 + length > blob.length) return null
    const value = blob.subarray(at + 4, at + 4 + length)
    at += 4 + length
    return value
  }
  return { string, text: () => string()?.toString('utf8') ?? null, atEnd: () => at === blob.length, rest: () => blob.subarray(at) }
}

function packed(value: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(value.length)
  return Buffer.concat([length, value])
}
