import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** Ed25519 by node:crypto. A public key travels as the base64 of its 32 bytes; its id is the beginning of that's SHA-256. */
export interface Signer {
  readonly keyId: string
  readonly publicKey: string
  /** Base64 signature over the raw bytes of a SHA-256 given as hex. */
  sign(hash: string): string
}

const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A signer from a 32-byte seed: the same seed, the same key. */
export function signerFrom(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new TypeError('an Ed25519 seed has 32 bytes')
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length)
  const publicKey = raw.toString('base64')
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64'),
  }
}

/** Id of a public key (base64 of 32 bytes): the first 16 hex digits of its SHA-256. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16)
}

/** A public key ready to check with; null when it is not one. */
export function publicKeyFrom(publicKey: string): KeyObject | null {
  const raw = Buffer.from(publicKey, 'base64')
  if (raw.length !== 32 || raw.toString('base64') !== publicKey) return null
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
}

/** Whether the signature, in its one base64 form, is this key's over the hash. */
export function isSignedBy(key: KeyObject, hash: string, signature: string): boolean {
  const raw = Buffer.from(signature, 'base64')
  if (raw.length !== 64 || raw.toString('base64') !== signature) return false
  return verify(null, Buffer.from(hash, 'hex'), key, raw)
}
