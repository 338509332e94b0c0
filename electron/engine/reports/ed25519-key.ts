import { createHash, createPublicKey, type KeyObject } from 'node:crypto'

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Reads a public key as base64 of its 32 bytes or of its DER form; null for anything else. */
export function ed25519Key(base64: string): KeyObject | null {
  const bytes = Buffer.from(base64, 'base64')
  const der = bytes.length === 32 ? Buffer.concat([derPrefix, bytes]) : bytes
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

/** The id a workspace key goes by: the first 16 hex digits of the SHA-256 of its 32 bytes. */
export function keyIdOf(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex').slice(0, 16)
}
