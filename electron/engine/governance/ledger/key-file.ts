import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import { type Signer, signerFrom } from './sign.ts'

/** A new private key as a PEM file, locked with a passphrase where one is given. */
export function newKeyFile(passphrase: string | null): { readonly pem: string; readonly signer: Signer } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const lock = passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase }
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }).toString()
  return { pem, signer: signerFrom(seedOf(privateKey.export({ format: 'jwk' }))) }
}

/** The signer of a PEM file. Fails with `invalid-input` when it is no Ed25519 key or the passphrase is not its own. */
export function signerFromFile(pem: string, passphrase: string | null): Result<Signer> {
  try {
    const key = createPrivateKey({ key: pem, format: 'pem', ...(passphrase === null ? {} : { passphrase }) })
    if (key.asymmetricKeyType === 'ed25519') return ok(signerFrom(seedOf(key.export({ format: 'jwk' }))))
  } catch {
    // What the library says may quote the file; what is wrong is told below.
  }
  return fail('invalid-input', 'This file holds no Ed25519 private key that can be opened.', {
    next: 'Make one with `rollcall key new`, and give its passphrase if it has one.',
  })
}

const seedOf = ({ d = '' }: { readonly d?: string | undefined }): Uint8Array => Buffer.from(d, 'base64url')
