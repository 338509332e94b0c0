import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { keyIdOf, type Signer } from '../ledger/sign.ts'

const packed = (value: string | Uint8Array) => {
  const bytes = Buffer.from(value as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** As a hardware token signs: hashes, whether it was touched, and its counter. */
export function byToken(privateKey: KeyObject, raw: Buffer, message: string, { flags = 1, made = 'ssh:' } = {}) {
  const type = 'sk-ssh-ed25519@openssh.com'
  const key = Buffer.concat([packed(type), packed(raw), packed(made)])
  const sha = (name: string, data: string | Uint8Array) => createHash(name).update(data).digest()
  const text = Buffer.concat([Buffer.from('SSHSIG'), packed('rollcall'), packed(''), packed('sha512'), packed(sha('sha512', message))])
  const moment = Buffer.from([flags, 0, 0, 0, 7])
  const signature = sign(null, Buffer.concat([sha('sha256', made), moment, sha('sha256', text)]), privateKey)
  const inner = Buffer.concat([packed(type), packed(signature), moment])
  const blob = Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, 1]),
    packed(key),
    packed('rollcall'),
    packed(''),
    packed('sha512'),
    packed(inner),
  ])
  return {
    armoured: `-----BEGIN SSH SIGNATURE-----\n${blob.toString('base64').replace(/.{70}/g, '$&\n')}\n-----END SSH SIGNATURE-----\n`,
    line: `${type} ${key.toString('base64')} token`,
  }
}

/** A key on a token, as far as anybody outside can tell. */
export function sshKeyForTest(): Signer & { readonly signText: (text: string) => string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const base64 = raw.toString('base64')
  return {
    keyId: keyIdOf(base64),
    publicKey: base64,
    sign: () => '',
    signText: (text) => byToken(privateKey, raw, text).armoured,
  }
}
