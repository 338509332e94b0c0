import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Ports } from '../../ports.ts'
import { type Signer, signerFrom } from './sign.ts'

/** Where the seed of the workspace's signing key lives in the key store. */
export const signingKeyName = 'workspace/signing-key'

type KeyPorts = Pick<Ports, 'secrets' | 'random'>

/** The workspace's signer; makes and keeps a new key where there is none. */
export async function openSigner({ secrets, random }: KeyPorts): Promise<Result<Signer>> {
  const kept = await secrets.get(signingKeyName)
  if (!kept.ok) return kept
  if (kept.value !== null) return readSigner(kept.value)
  const seed = random(32)
  const written = await secrets.set(signingKeyName, Buffer.from(seed).toString('base64'))
  return written.ok ? ok(signerFrom(seed)) : written
}

/** Id of the signing key, if there is one and it can be read; makes none. */
export async function signingKeyId({ ports }: { readonly ports: Pick<Ports, 'secrets'> }): Promise<string | null> {
  const kept = await ports.secrets.get(signingKeyName)
  if (!kept.ok || kept.value === null) return null
  const signer = readSigner(kept.value)
  return signer.ok ? signer.value.keyId : null
}

function readSigner(kept: string): Result<Signer> {
  const seed = Buffer.from(kept, 'base64')
  if (seed.length === 32) return ok(signerFrom(seed))
  return fail('secrets-unavailable', 'The signing key in the key store cannot be read.', {
    subject: signingKeyName,
    next: 'Restore the key store, or remove this entry: a new key is then made and recorded in the ledger.',
  })
}
